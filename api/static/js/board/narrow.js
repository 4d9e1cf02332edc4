// A phone has no room for a month side by side: unless somebody asked for the matrix, it begins with the list, and with
// what was to be said on the page that is left for it.

const KEY = "board:told";
const content = document.getElementById("content");
const address = new URL(window.location.href);

function told() {
  const all = [...content.children];
  return all.slice(0, all.findIndex((one) => !one.matches(".notice")));
}

if (!address.searchParams.has("view") && window.matchMedia("(max-width: 767.98px)").matches) {
  window.sessionStorage.setItem(KEY, told().map((one) => one.outerHTML).join(""));
  address.searchParams.set("view", "days");
  window.location.replace(address);
} else {
  const kept = window.sessionStorage.getItem(KEY) ?? "";
  window.sessionStorage.removeItem(KEY);
  content.prepend(...new DOMParser().parseFromString(kept, "text/html").body.childNodes);
}
