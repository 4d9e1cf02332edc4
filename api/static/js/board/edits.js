// Where somebody is dropped says what is meant: another shift is a move, another person an exchange; among people's
// rows it is the duty that is handed over.

import { layout, say } from "./desk.js";

function body(some) {
  return { remove: [], move: [], exchange: [], add: [], ...some };
}

// What dropping `held` {shift, who} on `over` {shift, who, name, row} means: {what, edits}, null for nothing.
export function meant(held, over) {
  if (layout === "people") {
    if (over.row === held.who || !over.row) return null;
    return {
      what: say("give", { name: over.rowName }),
      edits: body({ remove: [{ shift: held.shift, volunteer: held.who }], add: [{ shift: held.shift, volunteer: over.row }] }),
    };
  }
  if (!over.shift || over.shift === held.shift) return null;
  if (over.who && over.who !== held.who) {
    return {
      what: say("swap", { name: over.name }),
      edits: body({ exchange: [{ shift: held.shift, one: held.who, other_shift: over.shift, other: over.who }] }),
    };
  }
  return { what: say("move"), edits: body({ move: [{ volunteer: held.who, source: held.shift, target: over.shift }] }) };
}

// Why dropping there means nothing.
export function idle(over) {
  return layout !== "people" && !over.shift ? say("none") : say("here");
}

export function without(held) {
  return body({ remove: [{ shift: held.shift, volunteer: held.who }] });
}

export function nameOf(duty) {
  return duty.firstChild?.textContent.trim() ?? "";
}

// What lies at a cell, or on one of the people in it.
export function at(cell, duty = null) {
  const row = cell.closest("tr");
  const link = cell.querySelector(".cell");
  return {
    shift: (duty?.closest(".cell") ?? link)?.dataset.shift ?? null,
    who: duty?.dataset.who ?? null,
    name: duty ? nameOf(duty) : "",
    row: layout === "people" ? row.dataset.of : null,
    rowName: row.querySelector(".name")?.textContent.trim() ?? "",
  };
}
