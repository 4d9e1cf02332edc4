// Names are written from that nearness on from which they lie on no other: `pixel` is how much of the sheet a pixel of
// the screen is, symbols and names keeping their size.

export function write(svg, pixel) {
  svg.dataset.levels.split(" ").forEach((most, level) => svg.classList.toggle(`from${level}`, pixel <= Number(most)));
}
