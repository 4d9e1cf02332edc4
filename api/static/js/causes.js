// Why seats are empty takes a city a few seconds once the town has changed: it is asked for beside the other charts.

import { refill } from "./ask.js";

const box = document.getElementById("causes");

function load() {
  refill(box, box.dataset.loads, { again: load });
}

box.querySelector("a").textContent = box.dataset.wait;
load();
