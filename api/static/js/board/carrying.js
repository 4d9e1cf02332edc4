// The same with keys, or by a tap: somebody is picked up, carried from cell to cell, and put down.

import { change, lock } from "./changing.js";
import { desk, edits as editable, say, table, tell } from "./desk.js";
import { close } from "./dialogs.js";
import { at, idle, meant, nameOf, without } from "./edits.js";
import { current, focus } from "./grid.js";
import { offer } from "./tapping.js";
import { hide, judge, note } from "./verdict.js";

let held = null;
let partner = -1;

function spot(cell) {
  const box = cell.getBoundingClientRect();
  return { x: box.left + 8, y: box.bottom - 16 };
}

function duties(cell) {
  return [...cell.querySelectorAll(".duty")];
}

function mark(duty) {
  table.querySelectorAll(".carried").forEach((one) => one.classList.remove("carried"));
  duty?.classList.add("carried");
}

export function pick(shift, who, name) {
  held = { shift, who, name };
  partner = -1;
  const duty = table.querySelector(`[data-shift="${CSS.escape(shift)}"] .duty[data-who="${CSS.escape(who)}"]`);
  mark(duty);
  desk.classList.add("carrying");
  const cell = duty?.closest("td");
  if (cell) {
    focus(cell);
    note(spot(cell), say("carried", { name }), "info");
  }
  tell(say("carried", { name }), "info");
}

function put() {
  held = null;
  mark(null);
  hide();
  desk.classList.remove("carrying");
}

// The people of a cell one after the other: first to be picked up, then, while one is carried, to be exchanged with.
function turn(cell) {
  const people = duties(cell);
  if (held && at(cell).shift !== held.shift) {
    partner = partner + 1 >= people.length ? -1 : partner + 1;
    look(cell);
    return;
  }
  if (!people.length) return;
  const next = held ? (people.findIndex((one) => one.dataset.who === held.who) + 1) % people.length : 0;
  pick(people[next].closest(".cell").dataset.shift, people[next].dataset.who, nameOf(people[next]));
}

function found(cell) {
  return meant(held, at(cell, duties(cell)[partner] ?? null));
}

function look(cell) {
  const change_ = found(cell);
  if (change_) judge(spot(cell), change_.what, change_.edits);
  else note(spot(cell), idle(at(cell)));
}

// By a tap nobody has heard the judge yet: there is no pointer that it could speak beside.
function tap(cell) {
  const one = held;
  put();
  offer(one, [null, ...duties(cell)].map((duty) => at(cell, duty)));
}

function drop(cell) {
  const change_ = found(cell);
  put();
  if (change_) change(change_.edits);
  else tell(say("dropped"));
}

function pinned(cell) {
  const people = duties(cell);
  const chosen = held ? people.filter((one) => one.dataset.who === held.who) : people;
  const locked = !chosen.every((one) => one.classList.contains("pinned"));
  const wanted = chosen.map((one) => ({ shift: one.closest(".cell").dataset.shift, volunteer: one.dataset.who }));
  put();
  if (wanted.length) lock(wanted, locked);
}

const KEYS = {
  " ": turn,
  Enter: (cell) => held && drop(cell),
  Escape: () => {
    if (held) tell(say("dropped"));
    put();
  },
  Delete: (cell) => {
    const [only, ...others] = duties(cell);
    const going = held ?? (only && !others.length ? { shift: only.closest(".cell").dataset.shift, who: only.dataset.who } : null);
    if (!going) return turn(cell);
    put();
    return change(without(going));
  },
  l: pinned,
};

if (editable) {
  table.addEventListener("keydown", (event) => {
    const cell = current();
    const key = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!cell || !key || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && !held) return;
    event.preventDefault();
    event.stopPropagation();
    key(cell);
  });
  table.addEventListener("focusin", (event) => {
    const cell = event.target.closest("td");
    partner = -1;
    if (held && cell) look(cell);
  });
  // While somebody is carried a tap asks where they go, and opens nothing.
  table.addEventListener("click", (event) => {
    const cell = held && event.target.closest("td");
    if (!cell) return;
    event.preventDefault();
    event.stopPropagation();
    tap(cell);
  }, true);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-picks]");
    if (!button) return;
    close();
    pick(button.dataset.picks, button.dataset.who, button.dataset.name);
  });
}
