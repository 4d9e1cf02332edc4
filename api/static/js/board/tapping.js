// Whoever is carried is put down by a tap: every way to do it with the judge's word, and one of them is chosen, or none.

import { post } from "./asking.js";
import { change } from "./changing.js";
import { say, tell } from "./desk.js";
import { choose } from "./choosing.js";
import { meant } from "./edits.js";
import { word } from "./verdict.js";

async function judged(way) {
  try {
    return { ...way, ...word(way.what, await post("changes/check", way.edits)) };
  } catch (refusal) {
    return { what: way.what, title: `${way.what} · ${refusal.message}`, tone: "bad", lines: [] };
  }
}

// `places` are where the tap may be meant: the shift, and each of the people on it.
export async function offer(held, places) {
  const found = places.map((place) => meant(held, place)).filter(Boolean);
  const ways = [...new Map(found.map((way) => [JSON.stringify(way.edits), way])).values()];
  if (!ways.length) return tell(say("dropped"));
  const chosen = await choose({ title: say("put", { name: held.name }), options: await Promise.all(ways.map(judged)) });
  return chosen ? change(chosen.edits) : tell(say("dropped"));
}
