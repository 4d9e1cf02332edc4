// A file as it is read or written.

import { follow } from "./follow.js";

const box = document.getElementById("upload");
const progress = box.querySelector("[data-shows=progress]");

follow(`/api/v1/imports/${box.dataset.upload}`, box, (upload) => {
  if (upload.progress) progress.textContent = upload.progress;
});
