// The judge's word on a change before it is made, beside the pointer or the cell. Nothing is kept.

import { post } from "./asking.js";
import { desk, say, signed, version } from "./desk.js";

const box = document.getElementById("verdict");
const DEBOUNCE = 150;
const known = new Map();
let waiting = null;
let asked = null;
let spot = null;

function place({ x, y }) {
  box.hidden = false;
  const { offsetWidth: width, offsetHeight: height } = box;
  const left = Math.max(8, Math.min(x + 16, window.innerWidth - width - 8));
  const top = y + 20 + height > window.innerHeight ? y - height - 12 : y + 20;
  box.style.left = `${left}px`;
  box.style.top = `${Math.max(8, top)}px`;
}

function show(title, tone, lines = []) {
  box.replaceChildren();
  const head = document.createElement("b");
  head.textContent = title;
  box.append(head);
  lines.slice(0, 4).forEach((line) => {
    const one = document.createElement("p");
    one.textContent = line;
    box.append(one);
  });
  box.className = tone;
  place(spot);
}

// The word goes along with whoever moves.
export function follow(at) {
  spot = at;
  if (!box.hidden) place(spot);
}

export function hide() {
  window.clearTimeout(waiting);
  asked?.abort();
  waiting = null;
  box.hidden = true;
}

export function note(at, text, tone = "") {
  window.clearTimeout(waiting);
  asked?.abort();
  spot = at;
  show(text, tone);
}

// A verdict in words: {title, tone, lines}.
export function word(what, { faults, change }) {
  if (faults.length) {
    const title = `${what} · ${say("broken", { count: faults.length })}`;
    return { title, tone: "bad", lines: faults.map((fault) => fault.advice) };
  }
  const told = change ? say("fine", { change: signed(change) }) : say("same");
  return { title: `${what} · ${told}`, tone: change > 0 ? "warn" : "good", lines: [] };
}

function told(what, verdict) {
  const { title, tone, lines } = word(what, verdict);
  show(title, tone, lines);
}

// What the edits would break and cost, once whoever moves has come to rest.
export function judge(at, what, edits) {
  const key = `${version()}:${JSON.stringify(edits)}`;
  window.clearTimeout(waiting);
  asked?.abort();
  spot = at;
  if (known.has(key)) {
    told(what, known.get(key));
    return;
  }
  show(`${what} · ${say("checking")}`, "");
  waiting = window.setTimeout(async () => {
    asked = new AbortController();
    try {
      const verdict = await post("changes/check", edits, asked.signal);
      known.set(key, verdict);
      told(what, verdict);
    } catch (refusal) {
      if (refusal.name !== "AbortError") show(refusal.message, "bad");
    }
  }, DEBOUNCE);
}

desk.addEventListener("refreshed", () => known.clear());
