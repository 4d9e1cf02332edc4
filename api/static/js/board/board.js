// The board of one roster: rows as they come into sight, keys, dragging, dialogs, and what others do meanwhile.

import { desk, dialog, edits, layout, say, table } from "./desk.js";
import { open } from "./dialogs.js";
import "./narrow.js";

document.addEventListener("click", (event) => {
  const link = event.target.closest(".cell, .line");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  if (!event.shiftKey) open(link.href);
});

const { lock, made } = await import("./changing.js");
desk.addEventListener("done", ({ detail }) => made(detail.version, detail.text));

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-locks]");
  if (!button) return;
  dialog.close();
  lock([{ shift: button.dataset.locks, volunteer: button.dataset.who }], button.dataset.locked === "yes");
});

if (table) {
  await import("./windows.js");
  const { clear, select, selection } = await import("./grid.js");
  await import("./drag.js");
  await import("./carrying.js");

  table.addEventListener("mousedown", (event) => {
    const cell = event.shiftKey && event.target.closest("td");
    if (!cell || !edits) return;
    event.preventDefault();
    select(cell);
  });
  table.addEventListener("keydown", (event) => event.key === "Escape" && clear());

  // What is selected is what the button beside speaks of.
  const part = desk.querySelector("[data-selected]");
  const plain = part?.getAttribute("href");
  const first = layout === "people" ? 2 : 1;
  table.addEventListener("selected", () => {
    const found = selection();
    if (!part) return;
    const url = new URL(plain, window.location.href);
    if (found && layout === "matrix") {
      found.of.forEach((one) => url.searchParams.append("point", one));
      const days = [...table.tHead.rows[0].cells].map((cell) => cell.dataset.day);
      url.searchParams.set("since", days[Math.max(first, found.first)]);
      url.searchParams.set("until", days[found.last]);
      desk.querySelector(".board-told").textContent = say("selected", { points: found.of.length, days: found.last - found.first + 1 });
    }
    part.href = url;
  });
} else if (edits) {
  await import("./list.js");
}
document.documentElement.dataset.ready = "board";
