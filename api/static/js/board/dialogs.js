// Dialogs: a shift, and whatever is asked or offered about it. Each is a page of its own as well; here its part is shown.

import { part, send } from "./asking.js";
import { prepare } from "./combobox.js";
import { desk, dialog, edits, say } from "./desk.js";

function message(text) {
  const line = document.createElement("p");
  line.textContent = text;
  return line;
}

function settle(box) {
  box.querySelectorAll("[data-scripted]").forEach((one) => {
    one.hidden = !edits;
  });
  box.querySelectorAll("[data-called]").forEach(prepare);
  box.querySelectorAll("[data-loads]").forEach((below) => fill(below, below.dataset.loads));
}

// What was asked for last is shown, in whatever order the answers come.
async function fill(box, address) {
  const wait = message(say("wait"));
  box.replaceChildren(wait);
  box.setAttribute("aria-busy", "true");
  const nodes = await part(address).then((read) => read.childNodes, () => [message(say("failed"))]);
  if (wait.parentNode !== box) return;
  box.replaceChildren(...nodes);
  settle(box);
  if (box === dialog) dialog.setAttribute("aria-label", dialog.querySelector("h2")?.textContent ?? "");
  box.removeAttribute("aria-busy");
}

export async function open(address) {
  const url = new URL(address, window.location.href);
  url.searchParams.set("part", "1");
  if (!dialog.open) dialog.showModal();
  await fill(dialog, url);
  (dialog.querySelector("[autofocus]") ?? dialog.querySelector("h2"))?.focus();
}

export function close() {
  if (dialog.open) dialog.close();
}

// A form in the dialog is sent from here; what it did is told to the board, what it answers is shown instead.
dialog.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.method !== "post" || "whole" in form.dataset) return;
  event.preventDefault();
  event.stopPropagation();
  if (form.dataset.ask && !window.confirm(form.dataset.ask)) return;
  if (form.dataset.sent) return;
  form.dataset.sent = "yes";
  const fields = new FormData(form, event.submitter);
  dialog.setAttribute("aria-busy", "true");
  try {
    const { done, shown } = await send(form.action, fields);
    if (done?.address) window.location.assign(done.address);
    else if (done) {
      if (form.isConnected) close();
      desk.dispatchEvent(new CustomEvent("done", { detail: done }));
    } else if (form.isConnected) {
      dialog.replaceChildren(...shown.childNodes);
      settle(dialog);
      dialog.scrollTop = 0;
      (dialog.querySelector("[autofocus]") ?? dialog.querySelector("h2"))?.focus();
    }
  } catch {
    delete form.dataset.sent;
    form.prepend(message(say("failed")));
  }
  dialog.removeAttribute("aria-busy");
}, true);

document.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
  const link = event.target.closest("a[data-opens]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(link.href);
});

export function element(name, text, className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

// Ask; gives the reason that was typed, or true, for yes; null for no.
export function confirm({ title, text, lines = [], reason = "", hint = "", yes, no }) {
  return new Promise((answer) => {
    const box = document.createElement("dialog");
    const form = document.createElement("form");
    form.method = "dialog";
    const heading = element("h2", title);
    heading.id = "confirm-title";
    box.setAttribute("aria-labelledby", heading.id);
    const list = element("ul", "", "reasons");
    lines.forEach((line) => list.append(element("li", line)));
    form.append(heading, element("p", text), list);
    let field = null;
    if (reason) {
      const label = element("label", reason, "form-label");
      field = document.createElement("input");
      field.className = "form-control";
      field.required = true;
      field.maxLength = 200;
      field.name = "reason";
      label.append(field);
      form.append(label, element("p", hint, "hint"));
    }
    const actions = element("div", "", "actions");
    const agree = element("button", yes, "btn btn-primary");
    agree.value = "yes";
    const refuse = element("button", no, "btn btn-plain");
    refuse.value = "no";
    refuse.formNoValidate = true;
    actions.append(agree, refuse);
    form.append(actions);
    box.append(form);
    document.body.append(box);
    box.addEventListener("close", () => {
      box.remove();
      answer(box.returnValue === "yes" ? (field?.value.trim() ?? true) : null);
    });
    box.showModal();
  });
}
