// The page is read anew: once, however often that is asked for, or a slow answer would never arrive; and not while a form
// is on its way, which would be broken off: its answer is the next page.

let leaving = false;

export function reread() {
  if (leaving || document.querySelector("form[data-sent]")) return;
  leaving = true;
  window.location.reload();
}
