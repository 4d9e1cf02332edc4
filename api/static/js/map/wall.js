// A wall shows the day by itself: every minute what it says is read anew and put in place, without a flicker.

import { write } from "./names.js";

const MINUTE = 60000;

function fit() {
  const svg = document.getElementById("city");
  if (!svg) return;
  const { width, height } = svg.getBoundingClientRect();
  const { width: wide, height: high } = svg.viewBox.baseVal;
  const pixel = Math.max(wide / (width || 1), high / (height || 1)) * Math.max(1, width / 1100);
  svg.style.setProperty("--k", pixel);
  write(svg, pixel);
}

async function read() {
  const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const wall = page.getElementById("wall");
  if (!answer.ok || !wall) throw new Error(answer.statusText);
  return document.importNode(wall, true);
}

async function refresh() {
  try {
    document.getElementById("wall").replaceWith(await read());
    fit();
  } catch {
    const fresh = document.querySelector(".fresh");
    fresh.classList.add("lost");
    fresh.textContent = document.getElementById("wall").dataset.lost;
  }
}

window.addEventListener("resize", fit);
fit();
window.setInterval(refresh, MINUTE);
document.documentElement.dataset.ready = "wall";
