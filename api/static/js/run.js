// A run as it gets on: told by server-sent events; where they do not come through, asked for every two seconds.
// When its state changes the page is read anew, so that words and buttons are always the server's.

import { draw } from "./chart.js";

const box = document.getElementById("run");
const svg = box.querySelector(".chart svg");
const address = `/api/v1/runs/${box.dataset.run}`;
const shown = Object.fromEntries([...box.querySelectorAll("[data-shows]")].map((one) => [one.dataset.shows, one]));
const numbers = new Intl.NumberFormat("en");
const spentWords = shown.spent.textContent;
const opened = performance.now();
let trace = JSON.parse(box.dataset.trace);
let leaving = false;

function number(value) {
  return value === null ? "—" : numbers.format(value);
}

function spent() {
  const since = box.dataset.state === "running" ? (performance.now() - opened) / 1000 : 0;
  return Math.min(Number(box.dataset.spent) + since, Number(box.dataset.seconds));
}

function tick() {
  const seconds = spent();
  const bar = box.querySelector("progress");
  if (bar) bar.value = seconds;
  shown.spent.textContent = spentWords.replace(/\d+/, Math.round(seconds));
  draw(svg, trace, seconds);
}

function show(run) {
  if (run.state !== box.dataset.state && !leaving) {
    leaving = true;
    window.location.reload();
    return;
  }
  trace = run.trace;
  shown.cost.textContent = number(run.cost);
  shown.bound.textContent = number(run.bound);
  shown.gap.textContent = run.gap === null ? "—" : `${(100 * run.gap).toFixed(1)}%`;
  shown.progress.textContent = run.progress;
  box.querySelectorAll("[data-needs-cost]").forEach((one) => {
    one.hidden = run.cost === null;
  });
  tick();
}

async function ask() {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (answer.ok) show(await answer.json());
  } catch {
    // The server is away for a moment: the next question will tell.
  }
  if (!leaving) window.setTimeout(ask, 2000);
}

function listen() {
  const source = new EventSource(`${address}/events`);
  let failures = 0;
  window.addEventListener("pagehide", () => source.close());
  source.addEventListener("message", (event) => {
    failures = 0;
    show(JSON.parse(event.data));
  });
  source.addEventListener("error", () => {
    failures += 1;
    if (source.readyState === EventSource.CLOSED || failures > 3) {
      source.close();
      ask();
    }
  });
}

tick();
if (["queued", "running"].includes(box.dataset.state)) {
  listen();
  window.setInterval(tick, 1000);
}
