// Looking around on a map: drag, wheel, two fingers and keys move the window on the sheet; symbols keep their size.

import { write } from "./names.js";

const CLOSEST = 1 / 40;
const NEAR = 0.6;
const STEPS = { ArrowLeft: [-0.15, 0], ArrowRight: [0.15, 0], ArrowUp: [0, -0.15], ArrowDown: [0, 0.15] };
const ZOOMS = { "+": 0.7, "=": 0.7, "-": 1.43, _: 1.43 };

export class Window {
  constructor(svg, moved = () => {}) {
    this.svg = svg;
    this.moved = moved;
    const { x, y, width, height } = svg.viewBox.baseVal;
    this.first = { x, y, width, height };
    const whole = svg.dataset.whole.split(" ").map(Number);
    this.whole = { x: whole[0], y: whole[1], width: whole[2], height: whole[3] };
    this.shown = { ...this.first };
    this.fingers = new Map();
    this.travelled = 0;
    svg.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    svg.addEventListener("keydown", (event) => this.#key(event));
    svg.addEventListener("pointerdown", (event) => this.#down(event));
    svg.addEventListener("pointermove", (event) => this.#move(event));
    ["pointerup", "pointercancel"].forEach((name) => svg.addEventListener(name, (event) => this.#up(event)));
    new ResizeObserver(() => this.#show()).observe(svg);
    this.#show();
  }

  // How much of the sheet a pixel of the screen is.
  get pixel() {
    const { width, height } = this.svg.getBoundingClientRect();
    return Math.max(this.shown.width / (width || 1), this.shown.height / (height || 1));
  }

  zoom(factor, at = this.#middle()) {
    if (!factor) {
      this.shown = { ...this.whole };
      return this.#show();
    }
    const width = Math.min(this.whole.width, Math.max(this.whole.width * CLOSEST, this.shown.width * factor));
    const share = width / this.shown.width;
    const { x, y, height } = this.shown;
    this.shown = { x: at.x - (at.x - x) * share, y: at.y - (at.y - y) * share, width, height: height * share };
    return this.#show();
  }

  // Brings a place of the sheet into the middle, closer where it is looked at from far away.
  goTo({ x, y }) {
    const width = Math.min(this.shown.width, this.first.width * NEAR);
    const height = (width * this.whole.height) / this.whole.width;
    this.shown = { x: x - width / 2, y: y - height / 2, width, height };
    this.#show();
  }

  sees({ x, y }) {
    const { shown } = this;
    return x > shown.x && x < shown.x + shown.width && y > shown.y && y < shown.y + shown.height;
  }

  #middle() {
    return { x: this.shown.x + this.shown.width / 2, y: this.shown.y + this.shown.height / 2 };
  }

  #spot({ clientX, clientY }) {
    return new DOMPoint(clientX, clientY).matrixTransform(this.svg.getScreenCTM().inverse());
  }

  #shift(east, south) {
    this.shown.x += east;
    this.shown.y += south;
    this.#show();
  }

  #show() {
    const { whole, shown } = this;
    shown.x = Math.min(whole.x + whole.width - shown.width, Math.max(whole.x, shown.x));
    shown.y = Math.min(whole.y + whole.height - shown.height, Math.max(whole.y, shown.y));
    this.svg.setAttribute("viewBox", `${shown.x} ${shown.y} ${shown.width} ${shown.height}`);
    this.svg.style.setProperty("--k", this.pixel);
    this.svg.classList.toggle("zoomed", shown.width < this.first.width * 0.99);
    write(this.svg, this.pixel);
    this.moved(this.pixel);
  }

  #wheel(event) {
    event.preventDefault();
    this.zoom(Math.exp(Math.sign(event.deltaY) * Math.min(Math.abs(event.deltaY), 120) * 0.002), this.#spot(event));
  }

  #key(event) {
    const step = STEPS[event.key];
    if (step) this.#shift(step[0] * this.shown.width, step[1] * this.shown.height);
    else if (event.key in ZOOMS) this.zoom(ZOOMS[event.key]);
    else if (event.key === "0") this.zoom(0);
    else return;
    event.preventDefault();
  }

  #down(event) {
    if (event.button) return;
    if (!this.fingers.size) this.travelled = 0;
    this.fingers.set(event.pointerId, event);
  }

  #move(event) {
    const before = this.fingers.get(event.pointerId);
    if (!before) return;
    this.fingers.set(event.pointerId, event);
    const [east, south] = [before.clientX - event.clientX, before.clientY - event.clientY];
    this.travelled += Math.hypot(east, south);
    // A finger or a mouse that trembles still points at something.
    if (this.travelled < 6) return;
    this.svg.setPointerCapture(event.pointerId);
    this.svg.classList.add("held");
    if (this.fingers.size === 1) this.#shift(east * this.pixel, south * this.pixel);
    else this.#pinch(before, event);
  }

  #pinch(before, event) {
    const other = [...this.fingers.values()].find((one) => one.pointerId !== event.pointerId);
    const apart = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
    const middle = { clientX: (event.clientX + other.clientX) / 2, clientY: (event.clientY + other.clientY) / 2 };
    this.zoom(apart(before) / apart(event), this.#spot(middle));
  }

  #up(event) {
    this.fingers.delete(event.pointerId);
    if (!this.fingers.size) this.svg.classList.remove("held");
  }
}
