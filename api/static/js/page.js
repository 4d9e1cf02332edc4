// What every page does beyond plain HTML: ask before what cannot be taken back, send a form once, close menus, filter lists.

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.ask && !window.confirm(form.dataset.ask)) {
    event.preventDefault();
    return;
  }
  if (form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  form.querySelectorAll("button").forEach((button) => button.setAttribute("aria-disabled", "true"));
  // A file leaves the page where it is; pressing again at once would break off the first.
  if ("downloads" in form.dataset) window.setTimeout(free, 5000, form);
});

function free(form) {
  delete form.dataset.sent;
  form.querySelectorAll("button").forEach((button) => button.removeAttribute("aria-disabled"));
}

// A page that comes back from the browser's memory may be sent again.
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(free));

document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  const closer = event.target.closest("[data-closes]");
  if (closer) closer.closest("dialog").close();
  if (event.target.closest("[data-prints]")) window.print();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    menu.open = false;
    menu.querySelector("summary").focus();
  });
});

// Where the keyboard goes is seen as a whole: browsers are content with a part of it.
document.addEventListener("keyup", (event) => {
  if (event.key === "Tab") document.activeElement.scrollIntoView({ block: "nearest", inline: "nearest" });
});

// On a phone the row of pages is wider than the screen: the page one is on comes into view.
document.querySelectorAll(".tabs [aria-current], .side [aria-current]").forEach((tab) => tab.scrollIntoView({ block: "nearest", inline: "center" }));

// A filter that is chosen takes effect at once; without this its button does it.
document.querySelectorAll("form[data-at-once]").forEach((form) => {
  form.addEventListener("change", () => form.requestSubmit());
});

// What is folded away on a phone has room on a wide screen.
if (window.matchMedia("(min-width: 768px)").matches) {
  document.querySelectorAll("details[data-wide]").forEach((fold) => {
    fold.open = true;
  });
}

document.querySelectorAll("[data-filters]").forEach((box) => {
  const list = document.getElementById(box.dataset.filters);
  const items = list.querySelectorAll("[data-text]");
  box.hidden = false;
  box.querySelector("input").addEventListener("input", (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    items.forEach((item) => {
      item.hidden = !item.dataset.text.toLowerCase().includes(wanted);
    });
    list.querySelectorAll("[data-holds]").forEach((fold) => {
      fold.hidden = !fold.querySelector("[data-text]:not([hidden])");
      fold.open = fold.open || wanted !== "";
    });
  });
});

// A button that copies the field whose id it names, and says so.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copies]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copies);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    document.execCommand("copy");
  }
  button.textContent = button.dataset.done;
});
