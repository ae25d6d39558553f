// What lies over the page: short notices, and windows that want an answer.

import { h } from "./dom.js";

const TOAST_MS = 4000;

export function toast(text, kind = "") {
  const note = h("div", { class: `toast ${kind}`, dataset: { testid: "toast" } }, text);
  const box = document.getElementById("toasts");
  while (box.children.length > 2) box.firstChild.remove();
  box.append(note);
  const close = () => note.remove();
  note.addEventListener("click", close);
  setTimeout(close, TOAST_MS + Math.min(6000, text.length * 30)); // long sentences need reading time
}

export const complain = (error) => toast(error?.message || "Что-то пошло не так.", "error");

// <dialog> gives the focus trap and Escape; a press on the backdrop closes too.
export function openDialog(label, children, className = "") {
  const back = document.activeElement;
  const dialog = h("dialog", { class: `dialog ${className}`, "aria-label": label }, children);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (back?.isConnected) back.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

export function alertBox(text, title) {
  const dialog = openDialog(title, [
    h("h2", {}, title),
    h("p", { class: "dialog-text", dir: "auto" }, text),
    h("div", { class: "dialog-buttons" }, h("button", { type: "button", class: "text-button", autofocus: true, onclick: () => dialog.close() }, "Понятно")),
  ]);
  dialog.dataset.testid = "alert";
}

export function ask(text, consent) {
  return new Promise((resolve) => {
    let answer = false;
    const yes = () => {
      answer = true;
      dialog.close();
    };
    const dialog = openDialog(text, [
      h("p", { class: "dialog-text" }, text),
      h("div", { class: "dialog-buttons" },
        h("button", { type: "button", class: "text-button", autofocus: true, onclick: () => dialog.close() }, "Отмена"),
        h("button", { type: "button", class: "text-button danger", onclick: yes }, consent)),
    ]);
    dialog.addEventListener("close", () => resolve(answer));
  });
}
