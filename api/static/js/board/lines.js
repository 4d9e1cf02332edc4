// The list of a roster: read anew as a whole, it is a page of some eighty shifts, and nobody loses their place in it.

import { reread } from "../reread.js";
import { part } from "./asking.js";
import { desk } from "./desk.js";

const lines = document.getElementById("lines");

export async function refresh() {
  const fresh = (await part(window.location.href)).querySelector("#lines");
  if (!lines || !fresh) return reread();
  lines.replaceChildren(...fresh.childNodes);
  desk.dispatchEvent(new CustomEvent("refreshed"));
}
