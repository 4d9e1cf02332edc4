// A dialog of a few ways to do something, each with what is said of it and a button of its own.

import { say } from "./desk.js";
import { element } from "./dialogs.js";

function line(option, answer) {
  const item = element("li", "", `verdict ${option.tone}`);
  const told = document.createElement("div");
  told.append(element("b", option.title), ...option.lines.map((text) => element("p", text, "small")));
  item.append(told);
  if (option.edits) {
    const button = element("button", option.tone === "bad" ? say("override") : say("so"), "btn btn-plain");
    button.type = "button";
    button.addEventListener("click", () => answer(option));
    item.append(button);
  }
  return item;
}

// Gives the option that was chosen, null for none.
export function choose({ title, options }) {
  return new Promise((answer) => {
    const box = document.createElement("dialog");
    const heading = element("h2", title);
    heading.id = "choose-title";
    heading.tabIndex = -1;
    box.setAttribute("aria-labelledby", heading.id);
    let chosen = null;
    const list = element("ul", "", "rows ways");
    list.append(...options.map((option) => line(option, (one) => {
      chosen = one;
      box.close();
    })));
    const none = element("button", say("cancel"), "btn btn-quiet");
    none.type = "button";
    none.addEventListener("click", () => box.close());
    box.append(heading, list, none);
    document.body.append(box);
    box.addEventListener("close", () => {
      box.remove();
      answer(chosen);
    });
    box.showModal();
    heading.focus();
  });
}
