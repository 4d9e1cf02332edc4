// What every part of the board shares: the roster that lies on it, which version, and the words of the page.

export const desk = document.getElementById("desk");
export const table = document.getElementById("board");
export const { code, layout } = desk.dataset;
export const edits = "edits" in desk.dataset;
export const dialog = document.getElementById("shift");

const words = JSON.parse(desk.dataset.words);
const told = desk.querySelector(".board-told");

export function version() {
  return Number(desk.dataset.version);
}

export function say(name, fills = {}) {
  return words[name].replace(/\{(\w+)\}/g, (whole, key) => fills[key] ?? whole);
}

// What happened, said once beside the buttons and to whoever listens.
export function tell(text, tone = "") {
  if (!told) return;
  told.textContent = text;
  told.className = `board-told ${tone}`;
}

export function signed(change) {
  return `${change > 0 ? "+" : change < 0 ? "−" : ""}${Math.abs(change).toLocaleString("en")}`;
}
