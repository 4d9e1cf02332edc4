// The grid pattern: one cell is in the order of Tab, arrow keys go from cell to cell, with Shift they select.

import { table } from "./desk.js";

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
let anchor = null;

// What has the focus in a cell: its shift, or the cell itself where there is none.
export function target(cell) {
  return cell.querySelector(".cell") || cell;
}

export function current() {
  return document.activeElement?.closest?.("#board td") ?? null;
}

// The one cell that Tab comes to; where its row was read anew, the first there is.
let reached = null;

function reach(one) {
  reached?.setAttribute("tabindex", "-1");
  reached = one;
  one.setAttribute("tabindex", "0");
}

function bare(row) {
  return [...row.cells].filter((cell) => cell.tagName === "TD" && !cell.matches(".number, .gap"));
}

export function focus(cell) {
  const one = target(cell);
  reach(one);
  one.focus();
}

function beside(cell, [down, right]) {
  const cells = bare(cell.parentElement);
  const at = cells.indexOf(cell);
  if (right) return cells[at + right] ?? null;
  const rows = [...table.querySelectorAll("tbody > tr")];
  const row = rows[rows.indexOf(cell.parentElement) + down];
  if (!row) return null;
  const others = bare(row);
  return others[Math.min(at, others.length - 1)] ?? null;
}

function far(cell, event) {
  const cells = bare(cell.parentElement);
  if (event.key === "Home") return event.ctrlKey ? bare(table.tBodies[0].rows[0])[0] : cells[0];
  if (event.key === "End") return event.ctrlKey ? bare([...table.querySelectorAll("tbody > tr")].at(-1)).at(-1) : cells.at(-1);
  const steps = event.key === "PageDown" ? 8 : event.key === "PageUp" ? -8 : 0;
  let found = null;
  for (let n = 0, one = cell; n < Math.abs(steps) && one; n += 1) {
    one = beside(one, [Math.sign(steps), 0]);
    found = one ?? found;
  }
  return found;
}

export function clear() {
  anchor = null;
  table.querySelectorAll('[aria-selected="true"]').forEach((cell) => cell.removeAttribute("aria-selected"));
  table.dispatchEvent(new CustomEvent("selected"));
}

// Everything between the cell where it began and this one.
export function select(cell) {
  anchor = anchor?.isConnected ? anchor : (current() ?? cell);
  const rows = [...table.querySelectorAll("tbody > tr")];
  const [one, other] = [rows.indexOf(anchor.parentElement), rows.indexOf(cell.parentElement)].sort((a, b) => a - b);
  const [left, right] = [anchor.cellIndex, cell.cellIndex].sort((a, b) => a - b);
  table.querySelectorAll('[aria-selected="true"]').forEach((held) => held.removeAttribute("aria-selected"));
  rows.slice(one, other + 1).forEach((row) => {
    [...row.cells].slice(left, right + 1).forEach((held) => held.setAttribute("aria-selected", "true"));
  });
  table.dispatchEvent(new CustomEvent("selected"));
}

// The rows' codes and the first and last column of what is selected, null for nothing.
export function selection() {
  const cells = [...table.querySelectorAll('td[aria-selected="true"]')];
  if (!cells.length) return null;
  const columns = cells.map((cell) => cell.cellIndex);
  const of = [...new Set(cells.map((cell) => cell.parentElement.dataset.of))];
  return { of, first: Math.min(...columns), last: Math.max(...columns) };
}

table.addEventListener("keydown", (event) => {
  const cell = current();
  if (!cell || event.altKey || event.metaKey) return;
  const found = STEPS[event.key] && !event.ctrlKey ? beside(cell, STEPS[event.key]) : far(cell, event);
  if (!found) return;
  event.preventDefault();
  if (event.shiftKey) {
    anchor = anchor?.isConnected ? anchor : cell;
    focus(found);
    select(found);
  } else {
    if (anchor) clear();
    focus(found);
  }
});

// Empty cells can be gone to as well, and whatever is read later joins the order.
function prepare(row) {
  [...row.cells].forEach((cell) => {
    if (cell.tagName !== "TD") return;
    cell.setAttribute("role", "gridcell");
    target(cell).setAttribute("tabindex", "-1");
  });
}

table.querySelectorAll("tbody > tr").forEach(prepare);
const first = table.querySelector("tbody .cell") ?? table.querySelector("tbody td:not(.number)");
if (first) reach(first);

// Rows that come are got ready before they are in the table; whoever was in one that went is in the one that came.
table.addEventListener("placing", (event) => event.detail.forEach(prepare));
table.addEventListener("placed", ({ detail: { row, column } }) => focus(row.cells[Math.min(column, row.cells.length - 1)]));

table.addEventListener("focusin", (event) => {
  if (event.target.matches(".cell, td") && event.target !== reached) reach(event.target);
});
table.closest(".sheet-scroll").addEventListener("focusout", () => {
  if (reached && !reached.isConnected) reach(table.querySelector("tbody .cell") ?? reached);
});
