// Small windows that ask for words or a choice.

import { avatar } from "./avatar.js";
import { h } from "./dom.js";
import { openDialog } from "./overlay.js";

// → the words, or "" when the person leaves
export function askText(title, label, placeholder = "", value = "", note = "") {
  return new Promise((resolve) => {
    let answer = "";
    const input = field(label, placeholder, value);
    const form = h("form", { method: "dialog" }, h("h2", {}, title), note && h("p", { class: "dialog-text" }, note), input, buttons("Готово", () => dialog.close()));
    const dialog = openDialog(title, form);
    form.addEventListener("submit", () => (answer = input.value.trim()));
    dialog.addEventListener("close", () => resolve(answer));
  });
}

export const field = (label, placeholder, value = "", props = {}) =>
  h("input", { class: "field", value, maxlength: 128, autocomplete: "off", "aria-label": label, placeholder, autofocus: true, ...props });

export const buttons = (consent, cancel) => h("div", { class: "dialog-buttons" },
  h("button", { type: "button", class: "text-button", onclick: cancel }, "Отмена"),
  h("button", { type: "submit", class: "text-button" }, consent));

// A row that can be pressed: a picture, a name, a word about it.
export const choice = ({ id, name, about, picture }, onclick, props = {}) =>
  h("button", { type: "button", class: "choice", onclick, ...props },
    avatar(id, name, picture),
    h("span", { class: "choice-words" }, h("span", { class: "choice-name", dir: "auto" }, name), about && h("span", { class: "choice-about" }, about)));

// A switch with a name; it stays as it was until the work is done.
export function toggle(label, on, work, props = {}) {
  const input = h("input", { type: "checkbox", role: "switch", checked: on, ...props });
  input.addEventListener("change", async () => {
    input.disabled = true;
    if (!(await work(input.checked))) input.checked = !input.checked;
    input.disabled = Boolean(props.disabled);
  });
  return h("label", { class: "toggle" }, h("span", {}, label), input);
}
