// A button that ticks all boxes of the form it names, or none of them; without this they are ticked one by one.

document.querySelectorAll("[data-ticks]").forEach((button) => {
  const boxes = [...document.querySelectorAll(`input[type=checkbox][form="${button.dataset.ticks}"]`)];
  button.hidden = boxes.length < 2;
  button.addEventListener("click", () => {
    const all = boxes.some((box) => !box.checked);
    boxes.forEach((box) => {
      box.checked = all;
    });
  });
});
