// The table is there from the first with a row for everybody; its cells are read as they come into sight, and those
// that have been out of sight the longest are forgotten again, so that a city scrolls like a street.

import { part } from "./asking.js";
import { desk, layout, table, version } from "./desk.js";

const KEPT = 5;
const AT_ONCE = 2;
const ROWS_A_FRAME = 4;
const shown = new Set();
const waiting = [];
let reading = 0;
let read = [...table.tBodies].filter((body) => !body.classList.contains("unread"));

function address(codes) {
  const url = new URL(table.dataset.rows, window.location.href);
  new URL(window.location.href).searchParams.forEach((value, name) => url.searchParams.set(name, value));
  url.searchParams.delete("page");
  url.searchParams.set("view", layout);
  url.searchParams.set("version", version());
  if (table.dataset.hours) {
    const [from, to] = table.dataset.hours.split("-");
    url.searchParams.set("from_hour", from);
    url.searchParams.set("to_hour", to);
  }
  codes.forEach((one) => url.searchParams.append("of", one));
  return url;
}

function codesOf(rows) {
  return [...new Set([...rows].map((row) => row.dataset.of))];
}

function place(rows, fresh) {
  const found = new Map([...fresh.querySelectorAll("tr")].map((row) => [row.dataset.row, row]));
  const cell = document.activeElement?.closest?.("#board td, #board th");
  const pairs = [...rows].map((row) => [row, found.get(row.dataset.row)]).filter(([, other]) => other);
  pairs.forEach(([row, other]) => other.classList.toggle("first", row.classList.contains("first")));
  table.dispatchEvent(new CustomEvent("placing", { detail: pairs.map(([, other]) => other) }));
  const held = pairs.find(([row]) => row === cell?.parentElement);
  const column = cell?.cellIndex;
  pairs.forEach(([row, other]) => row.replaceWith(other));
  if (held) table.dispatchEvent(new CustomEvent("placed", { detail: { row: held[1], column } }));
}

// Their rows as they are now: nobody would read anew what comes of a version that is not shown any more.
async function newest(rows) {
  const asked = version();
  const fresh = await part(address(codesOf(rows)));
  return asked === version() ? fresh : newest(rows);
}

function frame() {
  return new Promise((next) => window.requestAnimationFrame(next));
}

// Some rows a frame: whoever scrolls would feel all of them at once.
async function put(body) {
  const fresh = await newest(body.rows);
  const of = version();
  for (let from = 0; from < body.rows.length; from += ROWS_A_FRAME) {
    await frame();
    if (of !== version()) {
      await put(body);
      return;
    }
    place([...body.rows].slice(from, from + ROWS_A_FRAME), fresh);
  }
}

async function fill(body) {
  body.setAttribute("aria-busy", "true");
  try {
    await put(body);
    body.classList.remove("unread");
    read = [...read.filter((one) => one !== body), body];
    forget();
  } catch {
    window.setTimeout(() => shown.has(body) && ask(body), 3000);
  } finally {
    body.removeAttribute("aria-busy");
  }
}

function forget() {
  while (read.length > KEPT) {
    const old = read.find((body) => !shown.has(body) && !body.contains(document.activeElement));
    if (!old) return;
    read = read.filter((one) => one !== old);
    old.classList.add("unread");
    [...old.rows].forEach((row) => {
      const cells = [...row.querySelectorAll("td:not(.number)")];
      const blank = document.createElement("td");
      blank.className = "unread";
      blank.colSpan = cells.reduce((sum, cell) => sum + cell.colSpan, 0);
      cells.forEach((cell) => cell.remove());
      row.append(blank);
    });
  }
}

async function next() {
  if (reading >= AT_ONCE || !waiting.length) return;
  reading += 1;
  const body = waiting.pop();
  if (shown.has(body) && body.classList.contains("unread")) await fill(body);
  reading -= 1;
  next();
}

// What came into sight last is read first.
function ask(body) {
  const known = waiting.indexOf(body);
  if (known >= 0) waiting.splice(known, 1);
  waiting.push(body);
  next();
}

const watcher = new IntersectionObserver(
  (entries) =>
    entries.forEach((entry) => {
      if (!entry.isIntersecting) {
        shown.delete(entry.target);
        return;
      }
      shown.add(entry.target);
      if (entry.target.classList.contains("unread")) ask(entry.target);
    }),
  { root: table.closest(".sheet-scroll"), rootMargin: "500px 0px" },
);
[...table.tBodies].forEach((body) => watcher.observe(body));

// The rows that show these shifts or people are read anew.
export async function refresh(shifts, people) {
  const wanted = new Set();
  shifts.forEach((one) => {
    table.querySelectorAll(`[data-shift="${CSS.escape(one)}"]`).forEach((cell) => wanted.add(cell.closest("tr")));
  });
  if (layout === "people") {
    people.forEach((one) => {
      table.querySelectorAll(`tr[data-of="${CSS.escape(one)}"]`).forEach((row) => wanted.add(row));
    });
  }
  const rows = [...wanted].filter((row) => !row.parentElement.classList.contains("unread"));
  for (let from = 0; from < rows.length; from += 60) {
    const some = rows.slice(from, from + 60);
    place(some, await part(address(codesOf(some))));
  }
  shifts.forEach((one) => {
    table.querySelectorAll(`[data-shift="${CSS.escape(one)}"]`).forEach((cell) => cell.classList.add("fresh"));
  });
  desk.dispatchEvent(new CustomEvent("refreshed"));
}
