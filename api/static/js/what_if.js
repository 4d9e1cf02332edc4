// The answer to a question is fetched beside it, and the seconds are counted meanwhile.

const box = document.getElementById("answer");
const waiting = box.querySelector(".waiting");
const told = waiting.querySelector("[role=status]");
const began = Date.now();

function count() {
  told.textContent = box.dataset.wait.replace("%s", Math.round((Date.now() - began) / 1000));
}

async function load() {
  const query = new URLSearchParams(window.location.search);
  query.set("part", "1");
  const answer = await fetch(`${box.dataset.loads}?${query}`, { headers: { Accept: "text/html" } }).catch(() => null);
  clearInterval(ticking);
  if (!answer?.ok) {
    waiting.querySelector("progress").remove();
    told.textContent = box.dataset.failed;
    return;
  }
  const read = new DOMParser().parseFromString(await answer.text(), "text/html");
  box.replaceChildren(...document.importNode(read.body, true).childNodes);
}

waiting.hidden = false;
count();
const ticking = setInterval(count, 1000);
load();
