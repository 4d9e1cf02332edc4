// A run as it gets on: its cost and its bound, and how much of its time is spent.

import { draw } from "./chart.js";
import { follow } from "./follow.js";

const box = document.getElementById("run");
const svg = box.querySelector(".chart svg");
const shown = Object.fromEntries([...box.querySelectorAll("[data-shows]")].map((one) => [one.dataset.shows, one]));
const numbers = new Intl.NumberFormat("en");
const spentWords = shown.spent.textContent;
const opened = performance.now();
let trace = JSON.parse(box.dataset.trace);

function number(value) {
  return value === null ? "—" : numbers.format(value);
}

function share(value) {
  return value === null ? "—" : `${(100 * value).toFixed(1)}%`;
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
  trace = run.trace;
  shown.cost.textContent = number(run.cost);
  shown.bound.textContent = number(run.bound);
  shown.gap.textContent = run.gap >= 1 ? box.dataset.unproven : share(run.gap);
  shown.progress.textContent = run.progress;
  box.querySelectorAll("[data-needs-cost]").forEach((one) => {
    one.hidden = run.cost === null;
  });
  tick();
}

tick();
if (["queued", "running"].includes(box.dataset.state)) {
  follow(`/api/v1/runs/${box.dataset.run}`, box, show);
  window.setInterval(tick, 1000);
}
