// A run as it gets on: told by server-sent events; where they do not come through, asked for every two seconds.

import { draw } from "./chart.js";

const box = document.getElementById("run");
const svg = box.querySelector(".chart svg");
const address = `/api/v1/runs/${box.dataset.run}`;
const shown = Object.fromEntries([...box.querySelectorAll("[data-shows]")].map((one) => [one.dataset.shows, one]));
const numbers = new Intl.NumberFormat("en");
const spentWords = shown.spent.textContent;
let trace = JSON.parse(box.dataset.trace);
let since = null; // when the last news came, to let the time run on between them

function number(value) {
  return value === null || value === undefined ? "—" : numbers.format(value);
}

function spent() {
  const told = trace.length ? trace.at(-1)[0] : 0;
  const running = since === null ? 0 : (performance.now() - since) / 1000;
  return Math.min(told + running, Number(box.dataset.seconds));
}

function tick() {
  const seconds = spent();
  const bar = box.querySelector("progress");
  if (bar) bar.value = seconds;
  shown.spent.textContent = spentWords.replace(/\d+/, Math.round(seconds));
  draw(svg, trace, seconds);
}

function show(run) {
  const news = run.trace.length !== trace.length || run.trace.at(-1)?.[0] !== trace.at(-1)?.[0];
  if (news || (since === null && run.state === "running")) since = performance.now();
  trace = run.trace;
  shown.cost.textContent = number(run.cost);
  shown.bound.textContent = number(run.bound);
  gap(run.cost, run.bound);
  shown.progress.textContent = run.progress;
  if (run.state !== "queued" && run.state !== "running") window.location.reload();
  tick();
}

function gap(cost, bound) {
  const known = cost !== null && bound !== null && cost !== undefined && bound !== undefined;
  shown.gap.textContent = known ? `${((100 * (cost - bound)) / Math.max(1, Math.abs(cost))).toFixed(1)}%` : "—";
}

async function ask() {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (answer.ok) show(await answer.json());
  } catch {
    // The server is away for a moment: the next question will tell.
  }
  window.setTimeout(ask, 2000);
}

function listen() {
  const source = new EventSource(`${address}/events`);
  let failures = 0;
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

const last = trace.at(-1);
if (last) gap(last[1], last[2]);
tick();
if (box.dataset.live === "yes") {
  listen();
  window.setInterval(tick, 1000);
}
