// What others do to the same roster: asked for every few seconds while somebody looks, and shown where it happened.

import { body, get } from "./asking.js";
import { reread } from "../reread.js";
import { desk, say, table, tell, version } from "./desk.js";

const { refresh } = await import(table ? "./windows.js" : "./lines.js");

const EVERY = 4000;
const standing = document.querySelector(".standing");
let asking = null;
let busy = 0;
let away = false;

function reshaped() {
  tell(say("reshaped"), "warn");
  const again = document.createElement("button");
  again.type = "button";
  again.className = "btn btn-plain";
  again.textContent = say("again");
  again.addEventListener("click", reread);
  desk.querySelector(".board-told")?.append(" ", again);
}

function count(found) {
  const open = standing.querySelector("details")?.open;
  standing.replaceChildren(...body(found.standing).childNodes);
  standing.querySelector("details")?.toggleAttribute("open", open);
  document.querySelectorAll("[data-unpublished]").forEach((one) => {
    one.hidden = found.published === found.version;
  });
}

async function look(own) {
  const url = new URL(desk.dataset.news, window.location.href);
  url.searchParams.set("version", version());
  const found = await get(url);
  if (away) tell(say("back"));
  away = false;
  if (!found) return;
  if (["queued", "solving"].includes(found.state)) {
    reread();
    return;
  }
  desk.dataset.version = found.version;
  count(found);
  if (found.shifts === null) reshaped();
  else await refresh(found.shifts, found.people);
  if (!own && !busy && found.shifts !== null) tell(say("news", { what: found.entries.map((entry) => entry.text).join("；") }), "info");
}

// While somebody's own work is on its way nothing is told of what changed: they are told of their work by it.
export async function quietly(work) {
  busy += 1;
  try {
    return await work();
  } finally {
    busy -= 1;
  }
}

// The board is as the server has it once this is done; `own` says that nobody need be told.
export async function catchUp(own = true) {
  if (!desk.dataset.news) return;
  while (asking) await asking;
  asking = look(own).catch(() => {
    if (!away) tell(say("away"), "warn");
    away = true;
  });
  await asking;
  asking = null;
}

async function watch() {
  if (document.visibilityState === "visible" && !asking && !busy) await catchUp(false);
  window.setTimeout(watch, EVERY);
}

if (desk.dataset.news) window.setTimeout(watch, EVERY);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && desk.dataset.news && !asking) catchUp(false);
});
