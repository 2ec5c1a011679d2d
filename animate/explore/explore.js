// The reader chooses; what follows was computed before, and is looked up and drawn.

import { element, unpacked } from "../formats/page/shared.js";

/**
 * @typedef {{marker: string, dashed: boolean, last: number, knobs: string[]}} Run its marker as the
 *   path of an SVG, its last step unless it is lost before, the sliders on which its numbers depend
 * @typedef {{column: string, log: boolean, low: number, high: number}} Curve
 * @typedef {object} Plan
 * @property {number} rows the start and the steps
 * @property {number[]} window
 * @property {number[]} digits of each column: decimals of w and b, significant ones of losses
 * @property {number[]} origin from which w and b are counted, in units of the last decimal
 * @property {string[]} columns what is known of each step
 * @property {number[][]} minima
 * @property {Record<string, string[]>} values of each slider
 * @property {Curve[]} curves
 * @property {number} asked places along each side whose loss is known
 * @property {Run[]} runs
 */

const [NONE, FAR, LOST] = [2 ** 30, 2 ** 29, new Path2D("M-6-6L6 6M-6 6L6-6")];
const REACH = 12; // pixels from a point to the edge of a marker's halo
const MANY = 100; // corners of a line, from which on no one of them is seen
/** @type {Plan} */
const plan = JSON.parse(element("plan", HTMLScriptElement).text);
const [left, right, foot, head] = plan.window;
const [map, step] = [element("map", HTMLCanvasElement), element("step", HTMLInputElement)];
const spot = element("start", HTMLElement);
const rows = document.querySelectorAll("tbody tr");
const sliders = Object.entries(plan.values).map(([id, texts]) => (
  { id, texts, input: element(id, HTMLInputElement), output: element(`${id}-value`, HTMLOutputElement) }
));
const starts = ["start-w", "start-b"].flatMap((id) => sliders.filter((slider) => slider.id === id));
let numbers = new Int32Array();
let end = 0; // of the numbers of the runs
const runs = plan.runs.map((run, index) => {
  const knobs = sliders.filter((slider) => run.knobs.includes(slider.id));
  const count = knobs.reduce((product, knob) => product * knob.texts.length, 1);
  const first = end;
  end += count * (plan.columns.length * plan.rows + 1);
  const shown = element(`show-${index}`, HTMLInputElement);
  /** @type {Float64Array[]} what is known at its place: of each column, of each step */
  const known = [];
  return { ...run, knobs, count, first, shown, place: -1, known, color: "", halo: "", marker: new Path2D(run.marker) };
});
/** @typedef {typeof runs[0]} Shown */
const maps = layers("map");
const curves = plan.curves.map((_, index) => layers(`curve-${index}`));

/** Put together again what numbers.py took apart. */
async function unpack() {
  const bytes = await unpacked("numbers");
  const count = bytes.length / 4;
  numbers = new Int32Array(count);
  for (let at = 0, sum = 0; at < count; at++) {
    const byte = (/** @type {number} */ plane) => bytes[at + plane * count];
    const change = byte(0) | (byte(1) << 8) | (byte(2) << 16) | (byte(3) << 24);
    numbers[at] = sum += (change >>> 1) ^ -(change & 1);
  }
}

/** Return a loss as a whole number and a power of ten. @param {number} code @param {number} column */
function parts(code, column) {
  const [count, first] = [Math.abs(code) - 1, 10 ** (plan.digits[column] - 1)];
  const power = Math.floor(count / (9 * first)) - 329 - plan.digits[column];
  return [code && Math.sign(code) * (count % (9 * first) + first), power];
}

/** @param {number} code of w (in column 0), b (in 1) or a loss @param {number} column */
function value(code, column) {
  if (code === NONE) return NaN;
  if (column < 2) return (code + plan.origin[column]) / 10 ** plan.digits[column];
  const [whole, power] = parts(code, column);
  return whole * 10 ** power;
}

/** Write it with the digits that are known. @param {number} code @param {number} column */
function text(code, column) {
  if (code === NONE) return "–";
  const digits = plan.digits[column]; // powers below 1e-308 are right where they are read
  if (column > 1) return code && Number(parts(code, column).join("e")).toPrecision(digits);
  return Math.abs(code) < FAR ? value(code, column).toFixed(Math.max(digits, 0)) : "far off";
}

/** @param {Shown} run @param {number} column @param {number} at a step */
function code(run, column, at) {
  return numbers[run.first + (column * run.count + run.place) * plan.rows + at];
}

/** Whether a run has no numbers any more. @param {Shown} run @param {number} at */
function lost(run, at) {
  return [at, run.last].every((each) => code(run, 0, each) === NONE);
}

/** Where w and b are, as shares of the map. @param {number} w @param {number} b */
function shares(w, b) {
  return [(w - left) / (right - left), (b - foot) / (head - foot)];
}

/** @param {Shown} run @param {number} at */
function place({ known: [w, b] }, at) {
  return shares(w[at], b[at]);
}

/** How high it is in a curve, as a share. @param {Curve} curve @param {Shown} run @param {number} at */
function height(curve, { known }, at) {
  const column = plan.columns.indexOf(curve.column);
  let found = column < 0 ? Infinity : known[column][at];
  if (column < 0) {
    for (const [w, b] of plan.minima) found = Math.min(found, Math.hypot(known[0][at] - w, known[1][at] - b));
  }
  const scale = curve.log ? Math.log10 : Number;
  return (scale(found) - scale(curve.low)) / (scale(curve.high) - scale(curve.low));
}

/** Keep what is far off from where no canvas can draw. @param {number} pixels */
function clamp(pixels) {
  return Math.max(-9999, Math.min(pixels, 9999));
}

/**
 * Go on along points, passing by those that lie so near that nobody sees it: what a line costs is its corners,
 * of which it returns the number (Douglas and Peucker).
 * @param {Path2D} line @param {number[]} points @param {number} first @param {number} last @returns {number}
 */
function follow(line, points, first, last) {
  const [dx, dy] = [points[last] - points[first], points[last + 1] - points[first + 1]];
  let [farthest, most] = [0, 0.04]; // the square of a fifth of a pixel
  for (let now = first + 2; now < last; now += 2) {
    const [x, y] = [points[now] - points[first], points[now + 1] - points[first + 1]];
    const share = Math.max(0, Math.min((x * dx + y * dy) / (dx * dx + dy * dy) || 0, 1));
    const away = (x - share * dx) ** 2 + (y - share * dy) ** 2;
    if (away > most) [farthest, most] = [now, away];
  }
  if (farthest) return follow(line, points, first, farthest) + follow(line, points, farthest, last);
  line.lineTo(points[last], points[last + 1]);
  return 1;
}

/** @typedef {[number, number, number, number]} Box left, top, width and height */
/** @typedef {{canvas: HTMLCanvasElement, shows: string, drawn: Box}} Layer what it shows, and where */

/** A canvas for each run, above those of the runs before it. @param {string} id of the topmost @returns {Layer[]} */
function layers(id) {
  const top = element(id, HTMLCanvasElement);
  return runs.map((_, index) => {
    const canvas = index < runs.length - 1 ? document.createElement("canvas") : top;
    if (canvas !== top) top.before(canvas);
    canvas.ariaHidden = "true"; // the table says it
    return { canvas, shows: "", drawn: [0, 0, 0, 0] };
  });
}

/**
 * The line of a run: where it ends, its corners, and the box that it and its marker fill: left, top, width, height.
 * @param {Shown} run @param {number} last its last step @param {typeof place} at @param {number} wide @param {number} tall
 */
function trace(run, last, at, wide, tall) {
  const line = new Path2D();
  /** @type {number[]} */
  const points = []; // of a part without a gap, two numbers each
  let [x, y, side, before, least, most, low, high, corners] = [NaN, NaN, 0, 0, wide, 0, tall, 0, 0];
  const part = () => {
    line.moveTo(points[0], points[1]);
    corners += follow(line, points, 0, points.length - 2);
    points.length = 0;
  };
  for (let now = 0; now <= last; now++) {
    const [share, upright] = at(run, now);
    const [toX, toY] = [clamp(share * wide), clamp((1 - upright) * tall)];
    if (Number.isNaN(toX + toY)) { // nobody knows where: a gap
      if (points.length) part();
      continue;
    }
    if (points.length && Math.abs(toX - x) < 0.25 && Math.abs(toY - y) < 0.25) continue; // nobody sees it move
    const out = toX < -9 ? 1 : toX > wide + 9 ? 2 : toY < -9 ? 3 : toY > tall + 9 ? 4 : 0;
    // It is out of sight, and so are its neighbours.
    if (out && out === side && side === before && points.length > 2) points.length -= 2;
    points.push(x = toX, y = toY);
    [before, side] = [side, out];
    [least, most, low, high] = [Math.min(least, x), Math.max(most, x), Math.min(low, y), Math.max(high, y)];
  }
  if (points.length) part();
  const box = /** @type {Box} */ ([least - REACH, low - REACH, most - least + 2 * REACH, high - low + 2 * REACH]);
  return { line, x, y, corners, box };
}

/** Draw a run up to the step, unless that is there. @param {Layer} layer @param {Shown} run @param {typeof place} at */
function draw(layer, run, at) {
  const canvas = layer.canvas;
  const [wide, tall, scale] = [canvas.clientWidth, canvas.clientHeight, devicePixelRatio];
  const last = run.shown.checked ? Math.min(step.valueAsNumber, run.last) : -1;
  const asked = [wide, tall, scale, last, run.place, run.color, run.halo].join();
  if (layer.shows === asked) return;
  layer.shows = asked;
  const [across, down] = [Math.round(wide * scale), Math.round(tall * scale)];
  // A new size takes new memory: only where it is another.
  if (canvas.width !== across || canvas.height !== down) [canvas.width, canvas.height] = [across, down];
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const stroke = (/** @type {Path2D} */ path, /** @type {string} */ color, /** @type {number} */ width) => {
    [context.strokeStyle, context.lineWidth] = [color, width];
    context.stroke(path);
  };
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(...layer.drawn);
  layer.drawn = [0, 0, 0, 0];
  if (last < 0) return;
  const { line, x, y, corners, box } = trace(run, last, at, wide, tall);
  layer.drawn = box;
  // Where it turns sharply a mitre is a spike; round corners cost the most, and among many nobody sees one.
  context.lineJoin = corners < MANY ? "round" : "bevel";
  stroke(line, run.halo, 5);
  context.setLineDash(run.dashed ? [8, 4] : []);
  stroke(line, context.fillStyle = run.color, 2.5);
  context.setLineDash([]);
  context.lineJoin = "round";
  context.translate(x, y);
  stroke(lost(run, last) ? LOST : run.marker, run.halo, lost(run, last) ? 7 : 4);
  if (lost(run, last)) stroke(LOST, run.color, 3.5);
  else context.fill(run.marker);
}

/** Take the colours of the theme. */
function dress() {
  for (const run of runs) {
    const style = getComputedStyle(run.shown);
    [run.color, run.halo] = ["--run", "--halo"].map((name) => style.getPropertyValue(name));
  }
  update();
}

let due = 0; // what the screen's next frame will call

/** Draw all, once for what happened since the screen's last frame. */
function redraw() {
  due = 0;
  runs.forEach((run, index) => {
    draw(maps[index], run, place);
    plan.curves.forEach((curve, number) =>
      draw(curves[number][index], run, (_, now) => [now / (plan.rows - 1), height(curve, run, now)])
    );
  });
}

/** Show what is chosen. */
function update() {
  due ||= requestAnimationFrame(redraw);
  for (const run of runs) {
    const chosen = run.knobs.reduce((sum, knob) => sum * knob.texts.length + knob.input.valueAsNumber, 0);
    if (chosen === run.place) continue;
    run.place = chosen;
    run.known = plan.columns.map((_, column) =>
      new Float64Array(plan.rows).map((_, at) => value(code(run, column, at), column))
    );
  }
  for (const { input, output, texts } of sliders) {
    output.value = texts[input.valueAsNumber];
    input.setAttribute("aria-valuetext", output.value);
  }
  const at = step.valueAsNumber;
  element("step-value", HTMLOutputElement).value = step.value;
  element("counted", HTMLElement).textContent = `Step ${at}`;
  runs.forEach((run, index) => {
    const there = numbers[run.first + run.count * plan.columns.length * plan.rows + run.place];
    const when = lost(run, Math.min(at, run.last)) ? "diverged" : there < 0 ? "–" : there;
    const told = [...[0, 1, 2].map((column) => text(code(run, column, at), column)), when];
    rows[index].querySelectorAll("td").forEach((cell, column) => cell.textContent = String(told[column]));
  });
  spot.hidden = !starts.length;
  const [w, b] = starts.map(({ output }) => Number(output.value));
  const [across, upright] = shares(w, b);
  [spot.style.left, spot.style.top] = [`${100 * across}%`, `${100 - 100 * upright}%`];
}

/** Let the start follow the pointer, or tell what is near it. @param {PointerEvent} event */
function point(event) {
  const box = map.getBoundingClientRect();
  const here = [(event.clientX - box.left) / box.width, (box.bottom - event.clientY) / box.height];
  const asked = [left + here[0] * (right - left), foot + here[1] * (head - foot)];
  if (event.buttons) {
    starts.forEach(({ input, texts }, axis) => {
      const away = texts.map((each) => Math.abs(Number(each) - asked[axis]));
      input.value = String(away.indexOf(Math.min(...away)));
    });
    if (starts.length) update();
  }
  const [w, b] = here.map((each) => Math.max(0, Math.min(Math.floor(each * plan.asked), plan.asked - 1)));
  const told = [numbers[end + w], numbers[end + plan.asked + b], numbers[end + (2 + b) * plan.asked + w]];
  let words = `loss ${text(told[2], 2)} at w ${text(told[0], 0)}, b ${text(told[1], 1)}`;
  let [nearest, last] = [12, step.valueAsNumber]; // pixels, and what is shown
  for (const run of runs.filter((each) => each.shown.checked)) {
    for (let now = 0; now <= last; now++) {
      const [across, upright] = place(run, now);
      const away = Math.hypot((across - here[0]) * box.width, (upright - here[1]) * box.height);
      if (!(away < nearest)) continue;
      nearest = away;
      const [x, y, loss] = [0, 1, 2].map((column) => text(code(run, column, now), column));
      words = `${run.shown.labels?.[0].textContent?.trim()}, step ${now}: w ${x}, b ${y}, loss ${loss}`;
    }
  }
  element("pointed", HTMLElement).textContent = words;
}

/** Move the start by the arrow keys. @param {KeyboardEvent} event */
function press(event) {
  const [axis, way] = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowDown: [1, -1], ArrowUp: [1, 1] }[event.key] ?? [2, 0];
  if (!starts[axis]) return;
  event.preventDefault();
  starts[axis].input.valueAsNumber += way;
  update();
}

if (starts.length) {
  [map.className, map.tabIndex, map.role, map.ariaHidden] = ["free", 0, "application", null];
  map.ariaLabel = "Map: the arrow keys move the start";
  map.addEventListener("keydown", press);
}
map.addEventListener("pointerdown", (event) => {
  map.setPointerCapture(event.pointerId);
  point(event);
});
map.addEventListener("pointermove", point);
document.addEventListener("input", update);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", dress);
await unpack().then(dress).then(() => new ResizeObserver(update).observe(map), () => {
  const trouble = element("trouble", HTMLElement);
  trouble.textContent = "This browser cannot unpack the numbers: open the page in a newer one.";
  trouble.hidden = false;
});
