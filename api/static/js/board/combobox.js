// A field that finds people as they are typed: by characters, pinyin, initials or code. Without this the name is typed.

import { get } from "./asking.js";
import { say } from "./desk.js";

let number = 0;

function option(one, field) {
  const item = document.createElement("li");
  number += 1;
  item.id = `called-${number}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  item.dataset.volunteer = one.volunteer;
  const name = document.createElement("b");
  name.textContent = one.name;
  const unit = document.createElement("span");
  unit.className = "soft small";
  unit.textContent = ` ${one.unit} · ${one.volunteer}`;
  item.append(name, unit);
  item.addEventListener("mousedown", (event) => {
    event.preventDefault();
    choose(field, item);
  });
  return item;
}

function listOf(field) {
  return document.getElementById(field.getAttribute("aria-controls"));
}

function shut(field) {
  listOf(field).hidden = true;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function choose(field, item) {
  field.value = item.dataset.volunteer;
  field.closest(".combo").querySelector(".hint").textContent = item.textContent;
  shut(field);
}

function mark(field, step) {
  const items = [...listOf(field).querySelectorAll("[role=option]")];
  if (!items.length) return;
  const at = items.findIndex((one) => one.getAttribute("aria-selected") === "true");
  const next = items[(at + step + items.length) % items.length] ?? items[0];
  items.forEach((one) => one.setAttribute("aria-selected", String(one === next)));
  field.setAttribute("aria-activedescendant", next.id);
  next.scrollIntoView({ block: "nearest" });
}

async function find(field) {
  const text = field.value.trim();
  if (!text) return shut(field);
  const url = new URL(field.closest(".combo").dataset.called, window.location.href);
  url.searchParams.set("text", text);
  const found = await get(url).catch(() => []);
  if (field.value.trim() !== text) return null;
  const list = listOf(field);
  list.replaceChildren(...found.map((one) => option(one, field)));
  if (!found.length) {
    const none = document.createElement("li");
    none.className = "soft";
    none.textContent = say("nobody");
    list.append(none);
  }
  list.hidden = false;
  field.setAttribute("aria-expanded", "true");
  return null;
}

export function prepare(box) {
  const field = box.querySelector("input");
  const list = document.createElement("ul");
  number += 1;
  list.id = `called-list-${number}`;
  list.setAttribute("role", "listbox");
  list.hidden = true;
  box.append(list);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", list.id);
  let waiting = null;
  field.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(find, 150, field);
  });
  field.addEventListener("blur", () => shut(field));
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      mark(field, event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      const chosen = list.querySelector('[aria-selected="true"]');
      if (chosen) event.preventDefault();
      if (chosen) choose(field, chosen);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      shut(field);
    }
  });
}
