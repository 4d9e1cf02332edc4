// The page is read anew, unless somebody is on the way to the next one already: a reload would break off the link that
// was followed or the form that was sent, and one reload the other, so that a slow answer would never arrive.

const ON_THE_WAY = 30000;
let left = -ON_THE_WAY;

window.addEventListener("beforeunload", () => {
  left = performance.now();
});

export function reread() {
  if (performance.now() - left < ON_THE_WAY || document.querySelector("form[data-sent]")) return;
  window.location.reload();
}
