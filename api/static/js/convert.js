// Coordinates of another map turned into WGS-84 as they are pasted; a button puts them into the form.

import { refill } from "./ask.js";

const box = document.getElementById("convert");
const path = document.getElementById("convert-path");
const datum = document.getElementById("convert-datum");
const shown = document.getElementById("converted");
let waiting;

async function convert() {
  const query = new URLSearchParams({ path: path.value, datum: datum.value });
  if (!(await refill(shown, `${box.dataset.loads}?${query}`, { again: convert }))) return;
  const told = shown.querySelector(".understood")?.dataset.system;
  if (told) datum.value = told;
}

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(convert, 300);
}

path.addEventListener("input", later);
datum.addEventListener("change", later);
shown.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fills]");
  if (!button) return;
  const field = document.getElementById(button.dataset.fills);
  field.value = button.dataset.value;
  field.focus();
});
