"use strict";
// Adds a slider and a blink below each pair of pictures. Both are plain controls: Tab reaches
// them, the arrow keys move the slider, Space presses the button, Escape stops the blinking.

const PERIOD = 600; // milliseconds a picture stands: far from three flashes a second
const still = matchMedia("(prefers-reduced-motion: reduce)");

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function compare(pictures) {
  const [expected, got] = ["expected", "got"].map((kind) =>
    pictures.querySelector(`.${kind} img`)?.cloneNode());
  if (!expected || !got) return;
  if (expected.width !== got.width || expected.height !== got.height) return;
  got.classList.add("got");
  expected.alt = got.alt = "";

  const stack = element("div", { class: "stack" }, expected, got);
  const slider = element("input", { type: "range", min: 0, max: 100, value: 50 });
  slider.setAttribute("aria-label", `frame ${pictures.dataset.frame}: share of expected`);
  const button = element("button", { type: "button" });
  const shown = element("output");
  let timer = null;

  function cut(percent, told) {
    stack.style.setProperty("--cut", `${percent}%`);
    stack.classList.toggle("whole", percent <= 0 || percent >= 100);
    shown.value = told;
  }
  function slide() {
    stop();
    cut(slider.valueAsNumber, "");
  }
  function swap() {
    const next = shown.value === "expected" ? "got" : "expected";
    cut(next === "got" ? 0 : 100, next);
  }
  function stop() {
    clearInterval(timer);
    timer = null;
    label();
  }
  function label() {
    button.textContent = still.matches ? "Swap" : "Blink";
    if (still.matches) button.removeAttribute("aria-pressed");
    else button.setAttribute("aria-pressed", String(timer !== null));
  }
  function press() {
    if (timer !== null) return stop();
    swap();
    if (!still.matches) timer = setInterval(swap, PERIOD);
    label();
  }

  slider.addEventListener("input", slide);
  button.addEventListener("click", press);
  still.addEventListener("change", stop);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && timer !== null) stop();
  });
  const between = element("label", {}, "expected", slider, "got");
  const controls = element("div", { class: "controls" }, between, button, shown);
  pictures.after(element("div", { class: "compare" }, stack, controls));
  label();
}

document.querySelectorAll(".pictures").forEach(compare);
