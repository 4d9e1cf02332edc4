// The list by touch: somebody is picked up in the dialog of their shift, and put down on the line that is tapped, on this
// page or on another of the same roster.

import { code, desk, say, tell } from "./desk.js";
import { close } from "./dialogs.js";
import { nameOf } from "./edits.js";
import { offer } from "./tapping.js";

const KEY = `carried:${code}`;
let held = null;

function keep(one) {
  held = one;
  if (one) window.sessionStorage.setItem(KEY, JSON.stringify(one));
  else window.sessionStorage.removeItem(KEY);
  desk.classList.toggle("carrying", Boolean(one));
}

function carry(one) {
  keep(one);
  tell(say("tapped", { name: one.name }), "info");
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "btn btn-plain";
  drop.textContent = say("cancel");
  drop.addEventListener("click", () => {
    keep(null);
    tell(say("dropped"));
  });
  desk.querySelector(".board-told").append(" ", drop);
}

function places(line) {
  const { shift } = line.dataset;
  const people = [...line.querySelectorAll("[data-who]")];
  return [{ shift, who: null }, ...people.map((one) => ({ shift, who: one.dataset.who, name: nameOf(one) }))];
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-picks]");
  if (button) {
    close();
    carry({ shift: button.dataset.picks, who: button.dataset.who, name: button.dataset.name });
    return;
  }
  const line = held && event.target.closest(".line");
  if (!line) return;
  event.preventDefault();
  event.stopPropagation();
  const one = held;
  keep(null);
  offer(one, places(line));
}, true);

const kept = JSON.parse(window.sessionStorage.getItem(KEY) ?? "null");
if (kept) carry(kept);
