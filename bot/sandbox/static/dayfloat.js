// The date of what is on top of the view, shown while the history is being scrolled.

import { h } from "./dom.js";

const LINGER_MS = 1200;

export class DayFloat {
  #timer = 0;

  constructor(scroller, list) {
    Object.assign(this, { scroller, list });
    this.pill = h("span", { class: "pill" });
    this.node = h("div", { class: "day-float", "aria-hidden": "true" }, this.pill);
    // Only a person's scrolling: the page itself scrolls to the end all the time.
    for (const name of ["wheel", "touchmove", "keydown"]) scroller.addEventListener(name, () => this.#soon(), { passive: true });
  }

  destroy() {
    clearTimeout(this.#timer);
  }

  #soon() {
    requestAnimationFrame(() => this.#show());
  }

  #show() {
    const top = this.scroller.scrollTop;
    const days = [...this.list.querySelectorAll(".day")];
    const current = days.findLast((day) => day.offsetTop <= top);
    // A separator under the floating date would say the same twice.
    const crowded = days.some((day) => day.offsetTop > top - 30 && day.offsetTop < top + 40);
    clearTimeout(this.#timer);
    this.node.classList.toggle("shown", Boolean(current) && !crowded);
    this.pill.textContent = current?.textContent ?? "";
    this.#timer = setTimeout(() => this.node.classList.remove("shown"), LINGER_MS);
  }
}
