// What a table is, and which row holds its headings, decide what its columns can be: once that changes they are drawn anew.

document.querySelectorAll("[data-redraws]").forEach((field) => {
  field.addEventListener("change", () => field.form.requestSubmit(field.form.elements.look));
});
document.querySelectorAll("[name=look]").forEach((button) => {
  button.hidden = true;
});
