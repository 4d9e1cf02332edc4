// A file as it is read or written: told by server-sent events, else asked for; the page is read anew when its state changes.

const box = document.getElementById("upload");
const address = `/api/v1/imports/${box.dataset.upload}`;
const progress = box.querySelector("[data-shows=progress]");

function show(upload) {
  if (upload.state !== box.dataset.state) {
    window.location.reload();
    return;
  }
  if (upload.progress) progress.textContent = upload.progress;
}

async function ask() {
  const answer = await fetch(address).catch(() => null);
  if (answer?.ok) show(await answer.json());
  window.setTimeout(ask, 2000);
}

const source = new EventSource(`${address}/events`);
window.addEventListener("pagehide", () => source.close());
source.addEventListener("message", (event) => show(JSON.parse(event.data)));
source.addEventListener("error", () => {
  if (source.readyState === EventSource.CLOSED) ask();
});
