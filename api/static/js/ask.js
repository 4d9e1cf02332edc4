// Asks the server for what a part of a page shows. Where no answer comes, that is said above the part with what to do,
// and taken back once one comes; whoever filled something in keeps it.

const words = document.getElementById("unanswered").content;
const said = new WeakMap();
const asked = new WeakMap();
const SOON = 3000;

function hush(box) {
  said.get(box)?.remove();
  said.delete(box);
}

function tell(box, why, again) {
  const before = said.get(box);
  if (before?.dataset.why === why) return;
  const focused = before?.contains(document.activeElement);
  hush(box);
  const notice = document.importNode(words.querySelector(`[data-why=${why}]`), true);
  const button = notice.querySelector("button");
  button.hidden = !again;
  button.addEventListener("click", () => {
    notice.dataset.why = ""; // whoever asks once more is told once more
    again();
  });
  box.before(notice);
  said.set(box, notice);
  if (focused) button.focus();
}

function fault(answer) {
  if (!answer) return "lost";
  if (answer.redirected || answer.status === 401) return "login";
  return answer.ok ? "" : "failed";
}

// The answer for `box`; null where there is none or it was asked for something newer meanwhile. `again` is what asks
// once more: by itself where the server could not be reached, else when its button is pressed.
export async function ask(address, { box, again, ...how }) {
  const mine = (asked.get(box) ?? 0) + 1;
  asked.set(box, mine);
  const answer = await fetch(address, how).catch(() => null);
  if (mine !== asked.get(box)) return null;
  const why = fault(answer);
  if (!why) {
    hush(box);
    return answer;
  }
  tell(box, why, again);
  if (why === "lost" && again) window.setTimeout(() => mine === asked.get(box) && again(), SOON);
  return null;
}

// Puts the part of a page that is at `address` into the box. Gives whether it is there now.
export async function refill(box, address, how = {}) {
  const answer = await ask(address, { box, headers: { Accept: "text/html" }, ...how });
  if (!answer) return false;
  const read = new DOMParser().parseFromString(await answer.text(), "text/html");
  box.replaceChildren(...document.importNode(read.body, true).childNodes);
  return true;
}
