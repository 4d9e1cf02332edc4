// Cost and bound over time as two lines in an SVG of 640 × 240, up to the time that is used.

const NAMESPACE = "http://www.w3.org/2000/svg";
const [RIGHT, TOP, BOTTOM, ROOM, STEPS] = [610, 16, 206, 8, 4];

function element(name, attributes, text = "") {
  const made = document.createElementNS(NAMESPACE, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.textContent = text;
  return made;
}

// A staircase: what was known holds until something better is.
function stairs(points, x, y, until) {
  const path = [];
  points.forEach(([time, value], n) => {
    if (n) path.push(`${x(time)},${y(points[n - 1][1])}`);
    path.push(`${x(time)},${y(value)}`);
  });
  if (points.length) path.push(`${x(until)},${y(points.at(-1)[1])}`);
  return path.join(" ");
}

// The first answers are often so dear that all later ones would lie on one line: cut the scale at three times the best.
function range(costs, bounds) {
  const best = Math.min(...costs);
  const least = Math.min(...bounds, best);
  const most = Math.min(Math.max(...costs), Math.max(best * 3, least + 1));
  const room = Math.max(1, (most - least) * 0.08);
  return [Math.max(0, least - room), most + room];
}

// Round numbers from `low` to `high`, a few of them: each with what is written there.
function rounds(low, high) {
  const rough = (high - low) / STEPS;
  const power = Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((one) => one * 10 ** power >= rough * 0.999) * 10 ** power;
  const places = { minimumFractionDigits: Math.max(0, -power), maximumFractionDigits: Math.max(0, -power) };
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step + 0.001) - first + 1;
  return Array.from({ length: count }, (_, n) => (first + n) * step).map((one) => [one, one.toLocaleString("en", places)]);
}

// Costs at the left, below each other; gives where the lines begin, to the right of the widest.
function costAxis(svg, low, high, y) {
  const texts = rounds(low, high).map(([value, text]) => element("text", { y: Number(y(value)) + 4, "text-anchor": "end" }, text));
  svg.append(...texts);
  const left = Math.max(...texts.map((text) => text.getComputedTextLength())) + 2 * ROOM;
  texts.forEach((text) => text.setAttribute("x", left - ROOM));
  rounds(low, high).forEach(([value]) => svg.append(element("line", { class: "grid", x1: left, x2: RIGHT, y1: y(value), y2: y(value) })));
  return left;
}

export function draw(svg, trace, spent) {
  svg.replaceChildren();
  const costs = trace.filter(([, cost]) => cost !== null).map(([time, cost]) => [time, cost]);
  const bounds = trace.filter(([, , bound]) => bound !== null).map(([time, , bound]) => [time, bound]);
  if (!costs.length) return;
  const until = Math.max(spent, trace.at(-1)[0]) || 1;
  const [low, high] = range(costs.map(([, cost]) => cost), bounds.map(([, bound]) => bound));
  const y = (value) => (BOTTOM - ((BOTTOM - TOP) * (Math.min(value, high) - low)) / (high - low)).toFixed(1);
  const left = costAxis(svg, low, high, y);
  const x = (time) => (left + ((RIGHT - left) * time) / until).toFixed(1);
  rounds(0, until).forEach(([time, text]) => {
    svg.append(element("text", { x: x(time), y: BOTTOM + 24, "text-anchor": "middle" }, svg.dataset.unit.replace("{seconds}", text)));
  });
  svg.append(element("polyline", { class: "bound", points: stairs(bounds, x, y, until) }));
  svg.append(element("polyline", { class: "cost", points: stairs(costs, x, y, until) }));
}
