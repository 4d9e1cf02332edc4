// Something as it gets on: told by server-sent events; where they do not come through, asked for every two seconds.
// When its state changes the page is read anew, so that words and buttons are always the server's.

import { ask } from "./ask.js";

const EVERY = 2000;

// `show` is given what the server says of `address` whenever there is something new; `box` knows the state it is in.
export function follow(address, box, show) {
  const source = new EventSource(`${address}/events`);
  let failures = 0;
  let leaving = false;

  function hear(told) {
    if (leaving) return;
    leaving = told.state !== box.dataset.state;
    if (leaving) window.location.reload();
    else show(told);
  }

  async function look() {
    const answer = await ask(address, { box, headers: { Accept: "application/json" } });
    if (answer) hear(await answer.json());
    if (!leaving) window.setTimeout(look, EVERY);
  }

  window.addEventListener("pagehide", () => source.close());
  source.addEventListener("open", () => {
    failures = 0;
  });
  source.addEventListener("message", (event) => hear(JSON.parse(event.data)));
  source.addEventListener("error", () => {
    failures += 1;
    if (source.readyState !== EventSource.CLOSED && failures < 2) return;
    source.close();
    look();
  });
}
