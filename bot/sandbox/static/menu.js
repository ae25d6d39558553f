// A small menu at a point of the page: arrows walk, Enter picks, Escape leaves.

import { h } from "./dom.js";
import { icon } from "./icons.js";

const EDGE = 8;
let closeCurrent = () => {};

// items: [{icon, label, run, danger}]; at: {x, y} or the element that opened it; look: a class
export function openMenu(items, at, look = "") {
  closeCurrent();
  const back = document.activeElement;
  const menu = h("div", { class: `menu ${look}`.trim(), role: "menu", dataset: { testid: "menu" } }, items.map((item) =>
    h("button", {
      type: "button", role: "menuitem", tabindex: -1, class: item.danger ? "danger" : undefined,
      onclick: () => {
        close();
        item.run();
      },
    }, item.icon && icon(item.icon, 20), item.label)));
  const close = () => {
    if (!menu.isConnected) return;
    menu.remove();
    removeEventListener("pointerdown", outside, true);
    removeEventListener("resize", close);
    if (back instanceof HTMLElement && back.isConnected) back.focus({ preventScroll: true });
  };
  const outside = (event) => !menu.contains(event.target) && close();
  closeCurrent = close;
  menu.addEventListener("keydown", (event) => walk(event, menu, close));
  menu.addEventListener("contextmenu", (event) => event.preventDefault());
  document.body.append(menu);
  place(menu, at);
  addEventListener("pointerdown", outside, true);
  addEventListener("resize", close);
  menu.firstElementChild?.focus({ preventScroll: true });
}

function walk(event, menu, close) {
  const items = [...menu.children];
  const at = items.indexOf(document.activeElement);
  const [next, back] = [at + 1, at - 1 + items.length];
  const steps = { ArrowDown: next, ArrowRight: next, ArrowUp: back, ArrowLeft: back, Home: 0, End: items.length - 1 };
  if (event.key in steps) items[steps[event.key] % items.length].focus();
  else if (event.key === "Escape" || event.key === "Tab") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function place(menu, at) {
  const point = at instanceof Element ? below(at) : at;
  const { width, height } = menu.getBoundingClientRect();
  const x = Math.max(EDGE, Math.min(point.x, innerWidth - width - EDGE));
  const y = point.y + height > innerHeight - EDGE ? Math.max(EDGE, (point.top ?? point.y) - height) : point.y;
  menu.style.left = `${x}px`;
  menu.style.top = `${y}px`;
}

function below(element) {
  const { left, bottom, top } = element.getBoundingClientRect();
  return { x: left, y: bottom + 4, top: top - 4 };
}

// Right click, the menu key and a long press all ask for the same menu.
export function onMenuAsked(node, handler) {
  let timer = 0;
  let start = null;
  const stop = () => clearTimeout(timer);
  node.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, input, textarea") || String(getSelection()) !== "") return;
    event.preventDefault();
    stop();
    handler(event.target, event.clientX || event.clientY ? { x: event.clientX, y: event.clientY } : event.target);
  });
  node.addEventListener("pointerdown", (event) => {
    stop();
    if (event.pointerType !== "touch") return;
    start = { x: event.clientX, y: event.clientY };
    timer = setTimeout(() => handler(event.target, start), 500);
  });
  node.addEventListener("pointermove", (event) => {
    if (start && Math.hypot(event.clientX - start.x, event.clientY - start.y) > 10) stop();
  });
  for (const name of ["pointerup", "pointercancel"]) node.addEventListener(name, stop);
  node.addEventListener("scroll", stop, true);
}
