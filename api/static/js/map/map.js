// The map of a day and its table: click either, the other follows.

import { Window } from "./pan.js";

const svg = document.getElementById("city");
const table = document.getElementById("table");
const told = document.querySelector(".map-told");
const bar = document.querySelector(".map-bar");

// A scale bar of 1, 2 or 5 and zeros, no wider than it may be.
function measure(pixel) {
  const metres = pixel / Number(bar.dataset.metre);
  const most = metres * 140;
  const power = 10 ** Math.floor(Math.log10(most));
  const length = [5, 2, 1].find((step) => step * power <= most) * power;
  bar.querySelector("span").style.width = `${length / metres}px`;
  bar.querySelector("b").textContent = length >= 1000 ? `${length / 1000} km` : `${length} m`;
  bar.classList.add("known");
}

const spots = new Map([...(svg?.querySelectorAll("[data-at]") ?? [])].map((spot) => [spot.dataset.at, spot]));
const rows = new Map([...(table?.querySelectorAll("[data-row]") ?? [])].map((row) => [row.dataset.row, row]));
const view = svg && new Window(svg, measure);

function place(spot) {
  const { e, f } = spot.transform.baseVal.consolidate().matrix;
  return { x: e, y: f };
}

function choose(code) {
  document.querySelectorAll(".chosen").forEach((one) => one.classList.remove("chosen"));
  rows.get(code)?.classList.add("chosen");
  const spot = spots.get(code);
  if (told) told.hidden = !spot;
  if (!spot) return;
  spot.classList.add("chosen");
  spot.parentNode.append(spot);
  told.textContent = spot.querySelector("title").textContent;
}

// On the layer of reach a place is asked who reaches it: its row says where that is told.
function ask(code) {
  const link = svg.classList.contains("layer-reach") && rows.get(code)?.querySelector("a");
  if (link) window.location.assign(link.href);
}

// Where the table lies below the map and the map does not stay above it, going to a row would take the map out of sight.
function fromMap(code) {
  choose(code);
  ask(code);
  const stays = getComputedStyle(svg.parentElement).position === "sticky";
  if (stays || table.scrollHeight > table.clientHeight) rows.get(code)?.scrollIntoView({ block: "nearest" });
}

function fromTable(code) {
  choose(code);
  const spot = spots.get(code);
  if (!spot) return;
  if (!view.sees(place(spot)) || !svg.classList.contains("zoomed")) view.goTo(place(spot));
  svg.scrollIntoView({ block: "nearest" });
}

svg?.addEventListener("click", (event) => {
  const spot = event.target.closest("[data-at]");
  if (view.travelled < 6) spot ? fromMap(spot.dataset.at) : choose(null);
});

table?.addEventListener("click", (event) => {
  const row = event.target.closest("[data-row]");
  if (row && !event.target.closest("a")) fromTable(row.dataset.row);
});

document.querySelectorAll("[data-zooms]").forEach((button) => {
  button.addEventListener("click", () => view.zoom(Number(button.dataset.zooms)));
});

document.documentElement.dataset.ready = "map";
