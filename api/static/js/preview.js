// The month of a pattern, drawn anew while its form is edited; nothing is saved by that.

import { refill } from "./ask.js";

const form = document.getElementById("record");
const box = document.getElementById("month-box");
let waiting;

async function draw() {
  const body = new FormData(form);
  body.set("editing", box.dataset.code);
  const focused = document.activeElement?.id === "month";
  const drawn = await refill(box, box.dataset.loads, { method: "POST", body, again: draw });
  if (drawn && focused) document.getElementById("month").focus();
}

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(draw, 350);
}

form.addEventListener("input", later);
box.addEventListener("change", later);
