// What this page is and what to try, for somebody who has just opened it.

import { h, iconButton, replace } from "./dom.js";
import { icon } from "./icons.js";
import { openDialog } from "./overlay.js";

const KEY = "sandbox-about-closed";

const words = () => [
  h("p", {}, "Это местный Telegram: настоящий бот, выдуманные люди. Ничего не уходит с этого компьютера."),
  h("ol", {},
    h("li", {}, "Станьте редактором, вставьте пресс-релиз в чат с ботом."),
    h("li", {}, "Нажмите «Сейчас» или «В очередь» под готовым постом."),
    h("li", {}, "Откройте канал, а подписчиком спросите /latest.")),
];

export function setUpAbout(card, button) {
  replace(button, icon("info"));
  button.addEventListener("click", () => {
    const dialog = openDialog("О песочнице", [
      h("h2", {}, "Песочница"), h("div", { class: "about-words" }, words()),
      h("div", { class: "dialog-buttons" }, h("button", { type: "button", class: "text-button", autofocus: true, onclick: () => dialog.close() }, "Понятно")),
    ]);
    dialog.dataset.testid = "about-dialog";
  });
  const close = () => {
    card.hidden = true;
    try {
      localStorage.setItem(KEY, "1");
    } catch {
      // it will be shown again next time
    }
  };
  let closed = null;
  try {
    closed = localStorage.getItem(KEY);
  } catch {
    // storage may be switched off
  }
  card.hidden = Boolean(closed);
  replace(card, h("div", { class: "about-head" }, h("h2", {}, "Что попробовать"), iconButton(icon("close", 18), "Скрыть подсказку", close)), h("div", { class: "about-words" }, words()));
}
