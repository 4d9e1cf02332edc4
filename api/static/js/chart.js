// Cost and bound over time as two lines in an SVG of 640 × 240.

const NAMESPACE = "http://www.w3.org/2000/svg";
const [LEFT, RIGHT, TOP, BOTTOM] = [78, 618, 16, 206];

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

export function draw(svg, trace, spent) {
  svg.replaceChildren();
  const costs = trace.filter(([, cost]) => cost !== null).map(([time, cost]) => [time, cost]);
  const bounds = trace.filter(([, , bound]) => bound !== null).map(([time, , bound]) => [time, bound]);
  if (!costs.length) return;
  const until = Math.max(spent, costs.at(-1)[0], 1);
  const [low, high] = range(costs.map(([, cost]) => cost), bounds.map(([, bound]) => bound));
  const x = (time) => (LEFT + ((RIGHT - LEFT) * time) / until).toFixed(1);
  const y = (value) => (BOTTOM - ((BOTTOM - TOP) * (Math.min(value, high) - low)) / (high - low)).toFixed(1);
  for (let n = 0; n <= 4; n += 1) {
    const value = low + ((high - low) * n) / 4;
    svg.append(element("line", { class: "grid", x1: LEFT, x2: RIGHT, y1: y(value), y2: y(value) }));
    svg.append(element("text", { x: LEFT - 6, y: Number(y(value)) + 4, "text-anchor": "end" }, Math.round(value).toLocaleString("en")));
    const time = (until * n) / 4;
    svg.append(element("text", { x: x(time), y: BOTTOM + 24, "text-anchor": "middle" }, `${Math.round(time)} s`));
  }
  svg.append(element("polyline", { class: "bound", points: stairs(bounds, x, y, until) }));
  svg.append(element("polyline", { class: "cost", points: stairs(costs, x, y, until) }));
}
