// Something as it gets on: told by server-sent events; where they do not come through, asked for every two seconds.
// When its state changes the page is read anew, so that words and buttons are always the server's. A browser opens six
// connections to a server and no more: a page that nobody looks at holds none of them.

import { ask } from "./ask.js";
import { reread } from "./reread.js";

const EVERY = 2000;

// `show` is given what the server says of `address` whenever there is something new; `box` knows the state it is in.
export function follow(address, box, show) {
  let source = null;
  let failures = 0;
  let asking = false;

  function hear(told) {
    if (told.state !== box.dataset.state) reread();
    else show(told);
  }

  async function look() {
    const answer = document.hidden ? null : await ask(address, { box, headers: { Accept: "application/json" } });
    if (answer) hear(await answer.json());
    window.setTimeout(look, EVERY);
  }

  function failed() {
    failures += 1;
    if (source.readyState !== EventSource.CLOSED && failures < 2) return;
    source.close();
    asking = true;
    look();
  }

  function listen() {
    source?.close();
    if (document.hidden || asking) return;
    source = new EventSource(`${address}/events`);
    source.addEventListener("open", () => {
      failures = 0;
    });
    source.addEventListener("message", (event) => hear(JSON.parse(event.data)));
    source.addEventListener("error", failed);
  }

  document.addEventListener("visibilitychange", listen);
  window.addEventListener("pagehide", () => source?.close());
  listen();
}
