// The answer to a question is fetched beside it, and the seconds are counted meanwhile.

import { refill } from "./ask.js";

const box = document.getElementById("answer");
const waiting = box.querySelector(".waiting");
const told = waiting.querySelector("[role=status]");

async function load() {
  const began = Date.now();
  const count = () => {
    told.textContent = box.dataset.wait.replace("%s", Math.round((Date.now() - began) / 1000));
  };
  const query = new URLSearchParams(window.location.search);
  query.set("part", "1");
  waiting.hidden = false;
  count();
  const ticking = setInterval(count, 1000);
  await refill(box, `${box.dataset.loads}?${query}`, { again: load });
  clearInterval(ticking);
  waiting.hidden = true;
}

load();
