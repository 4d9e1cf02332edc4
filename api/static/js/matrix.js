// The matrix: arrow keys go from cell to cell, a cell opens its shift in a dialog. Without this its link is a page.

const address = new URL(window.location.href);
// A phone has no room for a month side by side: unless somebody asked for the matrix, it begins with the days.
if (!address.searchParams.has("view") && window.matchMedia("(max-width: 767.98px)").matches) {
  address.searchParams.set("view", "days");
  window.location.replace(address);
}

const dialog = document.getElementById("shift");

async function part(url) {
  const answer = await fetch(url, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) throw new Error(answer.status);
  const text = await answer.text();
  return document.importNode(new DOMParser().parseFromString(text, "text/html").body, true);
}

async function fill(box, url) {
  box.textContent = dialog.dataset.wait;
  try {
    box.replaceChildren(...(await part(url)).childNodes);
  } catch {
    box.textContent = dialog.dataset.failed;
  }
  box.querySelectorAll("[data-loads]").forEach((below) => fill(below, below.dataset.loads));
}

function open(link) {
  const url = new URL(link.href);
  url.searchParams.set("part", "1");
  dialog.showModal();
  fill(dialog, url);
}

document.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
  const link = event.target.closest(".cell, .line");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(link);
});

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

// The next cell that has a link, in the direction of the key.
function beyond(table, row, column, [down, right]) {
  for (let r = row + down, c = column + right; table.rows[r]?.cells[c]; r += down, c += right) {
    const link = table.rows[r].cells[c].querySelector(".cell");
    if (link) return link;
  }
  return null;
}

document.querySelectorAll("[data-arrows]").forEach((table) => {
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td");
    if (!STEPS[event.key] || !cell) return;
    event.preventDefault();
    beyond(table, cell.parentElement.rowIndex, cell.cellIndex, STEPS[event.key])?.focus();
  });
});
