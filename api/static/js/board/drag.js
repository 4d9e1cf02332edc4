// Dragging a name to another cell or onto another name; the judge's word goes with the pointer.

import { change } from "./changing.js";
import { edits as editable, table } from "./desk.js";
import { at, idle, meant } from "./edits.js";
import { follow, hide, judge, note } from "./verdict.js";

let held = null;
let over = null;

function prepare(root) {
  if (!editable) return;
  root.querySelectorAll(".duty").forEach((duty) => {
    duty.draggable = true;
  });
  root.querySelectorAll(".cell").forEach((link) => {
    link.draggable = false;
  });
}

function mark(cell) {
  if (over === cell) return;
  over?.classList.remove("over");
  over = cell;
  over?.classList.add("over");
}

function end() {
  table.querySelectorAll(".carried").forEach((one) => one.classList.remove("carried"));
  mark(null);
  held = null;
  hide();
}

table.addEventListener("dragstart", (event) => {
  const duty = event.target.closest?.(".duty");
  if (!duty || !editable) return;
  held = { shift: duty.closest(".cell").dataset.shift, who: duty.dataset.who };
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", duty.textContent);
  duty.classList.add("carried");
});

let last = "";
table.addEventListener("dragover", (event) => {
  const cell = held && event.target.closest("td");
  if (!cell || cell.matches(".unread, .number")) return;
  const place = at(cell, event.target.closest(".duty"));
  const found = meant(held, place);
  const spot = { x: event.clientX, y: event.clientY };
  mark(cell);
  if (found) event.preventDefault();
  const key = JSON.stringify(found?.edits ?? place.shift);
  if (key === last) {
    follow(spot);
    return;
  }
  last = key;
  if (found) judge(spot, found.what, found.edits);
  else note(spot, idle(place));
});

table.addEventListener("drop", (event) => {
  const cell = held && event.target.closest("td");
  if (!cell) return;
  event.preventDefault();
  const found = meant(held, at(cell, event.target.closest(".duty")));
  end();
  if (found) change(found.edits);
});

document.addEventListener("dragend", () => {
  last = "";
  end();
});

prepare(table);
table.addEventListener("placing", (event) => event.detail.forEach(prepare));
