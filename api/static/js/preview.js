// The month of a pattern, drawn anew while its form is edited; nothing is saved by that.

const form = document.getElementById("record");
const box = document.getElementById("month-box");
let waiting;
let asked = 0;

async function draw() {
  const mine = (asked += 1);
  const body = new FormData(form);
  body.set("editing", box.dataset.code);
  const answer = await fetch(box.dataset.loads, { method: "POST", body, headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok || mine !== asked) return;
  const focused = document.activeElement?.id === "month";
  const read = new DOMParser().parseFromString(await answer.text(), "text/html");
  box.replaceChildren(...document.importNode(read.body, true).childNodes);
  if (focused) document.getElementById("month").focus();
}

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(draw, 350);
}

form.addEventListener("input", later);
box.addEventListener("change", later);
