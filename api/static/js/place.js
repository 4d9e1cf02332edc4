// The ground around a point: drawn anew as coordinates are pasted; a click or the arrow keys put the point elsewhere.

import { refill } from "./ask.js";

const box = document.getElementById("around");
const path = document.getElementById("path");
const datum = document.getElementById("datum");
let waiting;

async function draw(focused) {
  const query = new URLSearchParams({ path: path.value, datum: datum.value, code: box.dataset.code });
  if (!(await refill(box, `${box.dataset.loads}?${query}`, { again: draw }))) return;
  const told = box.querySelector(".understood")?.dataset.system;
  if (told) datum.value = told;
  if (focused) document.getElementById("ground")?.focus();
}

function later(focused = false) {
  clearTimeout(waiting);
  waiting = setTimeout(draw, 300, focused);
}

// What the map says is WGS-84, whatever was typed before.
function put(svg, east, south) {
  const { longitude, latitude, east: perEast, north } = svg.dataset;
  const x = Number(longitude) + east / Number(perEast);
  const y = Number(latitude) - south / Number(north);
  path.value = `${x.toFixed(7)},${y.toFixed(7)}`;
  datum.value = "wgs84";
  later(document.activeElement === svg);
}

function where(svg, event) {
  const spot = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  return [spot.x, spot.y];
}

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// A line has corners of its own: the map only shows it.
function single(svg) {
  return svg && Number(svg.dataset.line) <= 1;
}

box.addEventListener("click", (event) => {
  const svg = event.target.closest("svg.ground");
  if (!single(svg)) return;
  const [x, y] = where(svg, event);
  show(svg, x, y);
  put(svg, x, y);
});

function show(svg, x, y) {
  const aim = svg.querySelector(".aim");
  aim.setAttribute("transform", `translate(${x} ${y})`);
  aim.setAttribute("visibility", "visible");
}

box.addEventListener("keydown", (event) => {
  const svg = event.target.closest("svg.ground");
  const step = STEPS[event.key];
  if (!step || !single(svg)) return;
  event.preventDefault();
  const far = (Number(svg.dataset.half) / 100) * (event.shiftKey ? 10 : 1);
  const [before, after] = [svg.dataset.x, svg.dataset.y].map((value) => Number(value ?? 0));
  const [x, y] = [before + step[0] * far, after + step[1] * far];
  Object.assign(svg.dataset, { x, y });
  show(svg, x, y);
  put(svg, x, y);
});

path.addEventListener("input", () => later());
datum.addEventListener("change", () => later());
