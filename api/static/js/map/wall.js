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

// Of what is short as many rows as there is room for; the others are counted.
function list() {
  const box = document.querySelector(".wall-gaps");
  const more = box.querySelector("[data-more]");
  if (!more) return;
  const rows = [...box.querySelectorAll("li")];
  let shown = rows.length;
  const count = () => {
    rows.forEach((row, number) => {
      row.hidden = number >= shown;
    });
    more.hidden = shown >= Number(more.dataset.total);
    more.textContent = more.dataset.more.replace("%s", Number(more.dataset.total) - shown);
  };
  count();
  while (shown > 1 && box.scrollHeight > box.clientHeight) {
    shown -= 1;
    count();
  }
}

function lay() {
  fit();
  list();
}

async function read() {
  const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!answer.ok) throw new Error(answer.statusText);
  return page.getElementById("wall");
}

function warn(text) {
  const fresh = document.querySelector(".fresh");
  fresh.classList.add("lost");
  fresh.textContent = text;
}

// An answer that is no wall is the form to log in.
async function refresh() {
  const shown = document.getElementById("wall");
  const wall = await read().catch(() => undefined);
  if (wall) {
    shown.replaceWith(document.importNode(wall, true));
    lay();
  } else warn(wall === null ? shown.dataset.over : shown.dataset.lost);
}

window.addEventListener("resize", lay);
lay();
window.setInterval(refresh, MINUTE);
document.documentElement.dataset.ready = "wall";
