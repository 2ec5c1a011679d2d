// One clock: the frame that is shown. The film follows it, or leads it while it plays.

import { bytes, element, unpacked } from "./shared.js";

/**
 * A scene of the film.
 * @typedef {object} Part
 * @property {number} first its first frame
 * @property {[number, number][]} steps the steps in the order in which they are shown, each with
 *   the number of frames that show it
 * @property {string[]} runs
 * @property {string[]} quantities
 */

/**
 * @typedef {object} Plan
 * @property {[number, number]} rate frames a second, as a fraction
 * @property {number} frames
 * @property {number[]} stops frames at which the film rests
 * @property {Part[]} parts
 */

const film = element("film", HTMLVideoElement);
const scrub = element("scrub", HTMLInputElement);
const stopping = element("stopping", HTMLInputElement);
const speed = element("speed", HTMLSelectElement);
const play = element("play", HTMLButtonElement);
const where = element("where", HTMLOutputElement);
const here = element("here", HTMLAnchorElement);
const trouble = element("trouble", HTMLElement);
const table = /** @type {HTMLTableElement} */ (document.querySelector("#numbers table"));
const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** @type {Plan} */
const plan = JSON.parse(element("plan", HTMLScriptElement).text);
const rate = plan.rate[0] / plan.rate[1];
const [last, length] = [plan.frames - 1, plan.frames / rate];

/** For each frame its part and its step; steps[k] of a part is shown by frames from its start on. */
const counted = plan.parts.flatMap((part, number) =>
  part.steps.flatMap(([step, frames]) => Array(frames).fill({ number, step }))
);

let at = 0; // the frame that is shown
let until = last; // where playing pauses
let playing = false;
let slide = [-1, Infinity]; // the frames of a deck's slide that shows the page

/** @param {string} words */
function warn(words) {
  Object.assign(trouble, { textContent: words, hidden: false });
}

// --- The clock

/** Show a frame. @param {number} frame */
function go(frame) {
  pause();
  if (!film.error) trouble.hidden = true;
  at = Math.min(Math.max(Math.floor(frame), 0), last);
  seek();
  tell();
}

/** Let the film stand in the middle of the frame, so that no rounding shows its neighbour. */
function seek() {
  if (!film.seeking) film.currentTime = (at + 0.5) / rate;
}

/** The frame that the film shows; at its end the time is that after the last. */
function filmed() {
  return Math.min(Math.floor(film.currentTime * rate + 0.01), last);
}

/** @param {number} end the frame at which to pause */
function start(end) {
  if (film.error) return;
  if (at >= last) go(0);
  if (filmed() !== at) film.currentTime = (at + 0.5) / rate; // also while it still seeks elsewhere
  until = end;
  playing = true;
  film.play().then(watch, pause);
}

function pause() {
  film.pause();
  playing = false;
}

/** Follow the film while it plays. */
function watch() {
  if (!playing) return tell();
  const frame = filmed();
  if (frame >= until || film.ended) return go(until);
  if (frame !== at) {
    at = frame;
    tell();
  }
  requestAnimationFrame(watch);
}

function toggle() {
  if (playing) return go(at);
  const stop = plan.stops.find((frame) => frame > at) ?? last;
  start(stopping.checked && at < last ? stop : last);
}

/** Go on to the next hold, or back to the one before. @param {number} way */
function hold(way) {
  // Beyond a slide of reveal.js it is the deck that goes on, also where the focus is in here.
  const beyond = way > 0 ? at >= slide[1] : at <= slide[0];
  if (beyond && parent !== window) return parent.postMessage(JSON.stringify({ method: way > 0 ? "next" : "prev" }), "*");
  const before = plan.stops.findLast((frame) => frame < at) ?? 0;
  const next = plan.stops.find((frame) => frame > at) ?? at;
  if (way < 0) go(Math.max(before, slide[0]));
  else if (stopping.checked && !calm.matches && next > at && !playing) start(next);
  else go(next);
}

/** Go to the next frame that shows another step, or to the first that shows the one before. */
function step(/** @type {number} */ way) {
  let frame = at;
  if (way > 0) {
    while (frame < last && same(frame, at)) frame++;
  } else {
    while (frame > 0 && same(frame, at)) frame--;
    while (frame > 0 && same(frame - 1, frame)) frame--;
  }
  go(frame);
}

/** Whether two frames show one step of one scene. @param {number} a @param {number} b */
function same(a, b) {
  const [one, other] = [counted[a], counted[b]];
  return a === b || (one && other && one.number === other.number && one.step === other.step);
}

// --- What is told of the frame

function tell() {
  const shown = counted[at];
  const seconds = `${(at / rate).toFixed(1)} of ${length.toFixed(1)} s`;
  where.value = shown ? `Step ${shown.step}, ${seconds}` : seconds;
  where.setAttribute("aria-live", playing ? "off" : "polite");
  play.textContent = playing ? "Pause" : "Play";
  scrub.value = String(at);
  scrub.setAttribute("aria-valuetext", where.value);
  here.href = `#t=${((at + 0.5) / rate).toFixed(3)}`;
  say();
  if (shown) write(shown.number, shown.step);
}

const spoken = [...document.querySelectorAll("[data-from]")].map((item) => ({
  item,
  from: Number(item.getAttribute("data-from")),
  to: Number(item.getAttribute("data-to") ?? Infinity),
}));

/** Write the caption, and mark it and its chapter in the list. */
function say() {
  const chapter = spoken.findLast((each) => each.to === Infinity && each.from <= at);
  let words = "";
  for (const each of spoken) {
    const now = each === chapter || (each.to < Infinity && each.from <= at && at < each.to);
    each.item.toggleAttribute("aria-current", now);
    if (now) each.item.setAttribute("aria-current", "true");
    if (now && each !== chapter) words = each.item.textContent ?? "";
  }
  const caption = element("caption", HTMLParagraphElement);
  if (caption.textContent !== words) caption.textContent = words;
}

// --- The numbers

/** The numbers of each part: quantities, in each the runs, in each the steps that are shown. */
const tables = plan.parts.map((part) => {
  const steps = [...new Set(part.steps.map(([number]) => number))].sort((a, b) => a - b);
  return { steps, texts: /** @type {string[]} */ ([]) };
});
let written = -1; // the part whose table it is

/** Put together again what digits.py took apart. */
async function unpack() {
  const planes = await unpacked("digits");
  const count = planes.length / 6;
  let [mantissa, exponent, number] = [0, 0, 0];
  plan.parts.forEach((part, place) => {
    const size = part.quantities.length * part.runs.length * tables[place].steps.length;
    for (const end = number + size; number < end; number++) {
      const byte = (/** @type {number} */ plane) => planes[plane * count + number];
      mantissa += byte(0) | (byte(1) << 8) | (byte(2) << 16) | (byte(3) << 24);
      exponent += ((byte(4) | (byte(5) << 8)) << 16) >> 16;
      tables[place].texts.push(text(mantissa, exponent));
    }
  });
  element("numbers", HTMLElement).hidden = false;
}

/** @param {number} mantissa @param {number} exponent */
function text(mantissa, exponent) {
  if (exponent === 998) return "";
  if (exponent === 999) return mantissa < 0 ? "-∞" : "∞";
  return String(Number(`${mantissa}e${exponent}`));
}

/** Write the numbers of a step into the table. @param {number} number @param {number} step */
function write(number, step) {
  const [part, { steps, texts }] = [plan.parts[number], tables[number]];
  if (!texts.length) return;
  if (number !== written) build(part);
  written = number;
  const column = steps.indexOf(step);
  element("counted", HTMLElement).textContent = `Step ${step}`;
  table.querySelectorAll("td").forEach((cell, place) => {
    cell.textContent = texts[place * steps.length + column] || "–";
  });
}

/** @param {Part} part */
function build(part) {
  const [head, body] = [table.createTHead(), table.tBodies[0]];
  for (const each of [head, body]) each.replaceChildren();
  head.insertRow().append(title("Quantity", "col"), ...part.runs.map((run) => title(run, "col")));
  for (const quantity of part.quantities) {
    const row = body.insertRow();
    row.append(title(quantity, "row"));
    part.runs.forEach(() => row.insertCell());
  }
}

/** @param {string} words @param {string} scope */
function title(words, scope) {
  return Object.assign(document.createElement("th"), { scope, textContent: words });
}

async function copy() {
  const rows = [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent).join("\t"));
  const told = element("told", HTMLElement);
  try {
    await navigator.clipboard.writeText([table.caption?.textContent, ...rows].join("\n"));
    told.textContent = "Copied.";
  } catch {
    getSelection()?.selectAllChildren(table);
    told.textContent = "Selected: press Ctrl C to copy.";
  }
}

// --- Addresses: #step=60, #t=12.5, #chapter=2, and &play

/** @param {string} hash */
function follow(hash) {
  const asked = new URLSearchParams(hash.replace(/^#/, ""));
  const number = (/** @type {string} */ key) => asked.has(key) ? Number(asked.get(key) || NaN) : undefined;
  const [chapter, step, seconds] = [number("chapter"), number("step"), number("t")];
  /** @type {number | undefined} */
  let frame = chapter === undefined ? at : plan.parts[chapter - 1]?.first;
  if (step !== undefined) frame = first(step, frame);
  if (seconds !== undefined) frame = seconds >= 0 && seconds <= length ? seconds * rate + 1e-6 : undefined;
  if (frame === undefined) {
    const most = Math.max(0, ...counted.map((each) => each.step));
    warn(`Nothing is shown for ${hash}: choose a step up to ${most}, a time up to ${length.toFixed(1)}` +
      ` or a chapter up to ${plan.parts.length}.`);
  } else if (frame !== at || !trouble.hidden) go(frame); // which takes the warning away
  const end = Math.floor((number("until") ?? NaN) * rate);
  if (end >= 0) slide = [at, end];
  if (asked.has("play") && !calm.matches) end >= 0 ? start(end) : toggle();
}

/**
 * Find the first frame that shows a step, or has just passed it: in the part of a frame, or else
 * in the first part that goes so far.
 * @param {number} wanted @param {number | undefined} frame
 */
function first(wanted, frame) {
  const here = counted[frame ?? -1]?.number;
  const reached = (/** @type {{step: number}} */ each) => wanted >= 0 && each.step >= wanted;
  const own = counted.findIndex((each) => each.number === here && reached(each));
  const any = own >= 0 ? own : counted.findIndex(reached);
  return any >= 0 ? any : undefined;
}

// --- Controls and keys

/** @type {Record<string, () => void>} */
const KEYS = {
  " ": () => hold(1),
  "Shift ": () => hold(-1),
  PageDown: () => hold(1),
  PageUp: () => hold(-1),
  ArrowRight: () => step(1),
  ArrowLeft: () => step(-1),
  Home: () => go(0),
  End: () => go(last),
  Enter: toggle,
};

/** @param {KeyboardEvent} event */
function press(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  const plain = !(event.ctrlKey || event.altKey || event.metaKey);
  const act = KEYS[event.shiftKey ? `Shift${event.key}` : event.key];
  // What has the focus keeps the keys that it needs; the slider is the clock's.
  const own = target === scrub ? ["Enter"] : [" ", "Enter"];
  const taken = target.matches("select, .scroll") || (target.matches("button, a, input") && own.includes(event.key));
  if (!act || !plain || taken) return;
  event.preventDefault();
  act();
}

/** @param {string} id @param {() => void} act */
function on(id, act) {
  element(id, HTMLButtonElement).addEventListener("click", act);
}

/** Say it where the picture should be; steps and numbers work all the same. */
function fail() {
  if (film.src.startsWith("data:")) { // some browsers take a film from an object alone
    const data = bytes(film.src.slice(film.src.indexOf(",") + 1));
    film.src = URL.createObjectURL(new Blob([data], { type: "video/mp4" }));
    return;
  }
  warn("This browser cannot play H.264, so there is no picture: open the page in another browser.");
  film.hidden = true;
  play.disabled = true;
}

on("back-hold", () => hold(-1));
on("back-step", () => step(-1));
on("play", toggle);
on("next-step", () => step(1));
on("next-hold", () => hold(1));
on("copy", copy);
on("full", () => {
  if (document.fullscreenElement) document.exitFullscreen();
  else element("player", HTMLElement).requestFullscreen();
});
element("full", HTMLButtonElement).hidden = !document.fullscreenEnabled;
for (const id of ["controls", "keys"]) element(id, HTMLElement).hidden = false;
film.controls = false;
scrub.max = String(last);
scrub.addEventListener("input", () => go(scrub.valueAsNumber));
speed.addEventListener("change", () => (film.playbackRate = Number(speed.value)));
film.addEventListener("click", toggle);
film.addEventListener("error", fail);
film.addEventListener("loadedmetadata", seek);
// A film at rest is composed anew for sure only where somebody asks for its frames.
(function ask() { film.requestVideoFrameCallback?.(ask); })();
film.addEventListener("seeked", () => !playing && filmed() !== at && seek());
document.addEventListener("keydown", press);
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link) follow(link.hash);
  if (link && location.protocol === "about:") event.preventDefault(); // in a notebook's frame it would leave
});
addEventListener("hashchange", () => follow(location.hash));
if (film.error) fail();
await unpack().catch(() => {});
tell();
follow(location.hash);
