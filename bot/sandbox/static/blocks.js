// Quotations and code: the parts of a text that are boxes of their own.

import { copyText, h } from "./dom.js";
import { icon } from "./icons.js";

const watcher = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const box = target.closest(".quote");
    if (box && !box.classList.contains("open")) {
      box.classList.toggle("foldable", target.scrollHeight > target.clientHeight + 2);
    }
  }
});

// → [the quotation, the node that takes its text]
export function quote(expandable) {
  const body = h("div", { class: "quote-body", dir: "auto" });
  if (!expandable) return [h("blockquote", { class: "quote" }, body), body];
  const toggle = h("button", {
    type: "button", class: "quote-toggle", "aria-expanded": "false", "aria-label": "Развернуть цитату",
    dataset: { focusKey: "quote" },
  }, icon("down", 16));
  const box = h("blockquote", { class: "quote expandable", dataset: { testid: "expandable-quote" } }, body, toggle);
  const flip = () => {
    if (!box.classList.contains("foldable")) return;
    const open = box.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
    toggle.setAttribute("aria-label", open ? "Свернуть цитату" : "Развернуть цитату");
  };
  box.addEventListener("click", (event) => {
    const busy = event.target.closest("a, .spoiler:not(.revealed), .entity-command");
    if (!busy && String(getSelection()) === "") flip();
  });
  watcher.observe(body); // whether three lines are enough depends on the width
  return [box, body];
}

export function codeBlock(language, text) {
  const code = h("code");
  const head = h("div", { class: "code-head" },
    h("span", {}, language || "код"),
    h("button", { type: "button", class: "code-copy", "aria-label": "Копировать код", onclick: () => copyText(text) }, icon("copy", 16)));
  return [h("div", { class: "code-block", dir: "ltr" }, head, h("pre", {}, code)), code];
}
