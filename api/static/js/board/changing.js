// Changes to the roster: made, taken back and made again, each as a version of its own; and what to do when the judge
// is against it or somebody else was faster. Nobody's work is written over.

import { post } from "./asking.js";
import { code, desk, say, tell, version } from "./desk.js";
import { confirm } from "./dialogs.js";
import { catchUp, quietly } from "./live.js";

const KEY = `board:${code}`;
const buttons = Object.fromEntries([...desk.querySelectorAll("[data-does]")].map((one) => [one.dataset.does, one]));
let stacks = { undo: [], redo: [] };
let last = Promise.resolve();

try {
  stacks = JSON.parse(window.sessionStorage.getItem(KEY)) ?? stacks;
} catch {
  // What cannot be read was never kept.
}

function show() {
  window.sessionStorage.setItem(KEY, JSON.stringify(stacks));
  ["undo", "redo"].forEach((name) => {
    if (!buttons[name]) return;
    buttons[name].hidden = false;
    buttons[name].disabled = !stacks[name].length;
  });
}

// A version that was made here: it can be taken back.
export function made(number, text) {
  stacks.undo.push(number);
  stacks.redo = [];
  show();
  tell(text ?? say("done", { version: number }), "good");
  return quietly(catchUp);
}

// The first line says no more than the dialog's heading.
function whoAndWhat(message) {
  const [opening, ...lines] = message.split("\n");
  return lines.length ? lines : [opening];
}

// Send it; where a hard rule or another version stands against it, ask, and send it again as is said then. Null where
// no version came of it.
async function sent(path, body, override = "", expected = version()) {
  try {
    const done = await post(path, { ...body, ...(override ? { override } : {}), expected_version: expected });
    return done.version === expected ? null : done;
  } catch (refusal) {
    if (refusal.status === 422 && refusal.faults.length && !override) {
      const why = await confirm({
        title: say("overrideTitle"), text: refusal.message, lines: refusal.faults.map((fault) => fault.advice),
        reason: say("overrideWhy"), hint: say("overrideHint"), yes: say("override"), no: say("cancel"),
      });
      return why ? sent(path, body, why, expected) : null;
    }
    if (refusal.status === 409) {
      await catchUp();
      const newest = version();
      if (newest === expected) throw refusal;
      const merge = await confirm({
        title: say("conflict"), text: say("conflictHint"), lines: whoAndWhat(refusal.message),
        yes: say("merge"), no: say("reload"),
      });
      return merge ? sent(path, body, override, newest) : null;
    }
    throw refusal;
  }
}

// One after the other: what is asked for while another step is on its way waits for it and is not lost.
function once(work) {
  last = last.then(() => quietly(work)).catch((refusal) => tell(`${say("refused")}：${refusal.message}`, "bad"));
  return last;
}

export function change(edits) {
  return once(async () => {
    const done = await sent("changes", edits);
    if (done) await made(done.version);
  });
}

export function lock(duties, locked) {
  return once(async () => {
    const done = await sent("locks", { duties, locked });
    if (done) await made(done.version);
  });
}

function back(from, to, word) {
  return once(async () => {
    const number = stacks[from].at(-1);
    if (number === undefined) return tell(say("nothing"));
    const done = await sent("undo", { version: number }).catch((refusal) => {
      // What cannot be taken back any more is not offered again.
      stacks[from].pop();
      show();
      throw refusal;
    });
    if (!done) return null;
    stacks[from].pop();
    stacks[to].push(done.version);
    show();
    tell(say(word, { version: done.version }), "good");
    return catchUp();
  });
}

export const undo = () => back("undo", "redo", "undone");
export const redo = () => back("redo", "undo", "redone");

show();
buttons.undo?.addEventListener("click", undo);
buttons.redo?.addEventListener("click", redo);
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target.closest("input, textarea, select, dialog")) return;
  const key = event.key.toLowerCase();
  if (key !== "z" && key !== "y") return;
  event.preventDefault();
  if (key === "y" || event.shiftKey) redo();
  else undo();
});
