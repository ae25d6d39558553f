// Whom we are: the sandbox lets one reader be everybody in turn.

import * as api from "./api.js";
import { avatar } from "./avatar.js";
import { h, replace } from "./dom.js";
import { fullName } from "./format.js";
import { icon } from "./icons.js";
import { complain, openDialog } from "./overlay.js";

const ROLES = { owner: "владелец", chief: "главред", editor: "редактор", author: "автор", subscriber: "подписчик", stranger: "посторонний" };

export function personaBar(node, store, choose) {
  const bar = h("div", { class: "personas", role: "radiogroup", "aria-label": "Кто вы сейчас", dataset: { testid: "personas" } });
  bar.addEventListener("keydown", walk);
  node.append(bar);
  store.on("people", () => {
    const focused = document.activeElement?.dataset?.persona;
    replace(bar, store.personas.map((person) => personaButton(person, store, choose)), addButton(store, choose));
    if (focused) bar.querySelector(`[data-persona="${focused}"]`)?.focus();
  });
}

function personaButton(person, store, choose) {
  const name = fullName(person);
  const role = ROLES[person.role] ?? person.role ?? "";
  const checked = store.me?.id === person.id;
  return h("button", {
    type: "button", class: "persona", role: "radio", "aria-checked": String(checked), tabindex: checked || !store.me ? 0 : -1,
    "aria-label": `${name}, ${role}`, title: `${name}, ${role}`,
    dataset: { persona: person.id, role: person.role ?? "", testid: "persona" },
    onclick: (event) => {
      if (event.detail > 0) event.currentTarget.blur(); // by mouse: the chat takes the focus; by keys: it stays here
      choose(person);
    },
  }, avatar(person.id, name), h("span", { class: "persona-name" }, person.first_name), h("span", { class: "persona-role" }, role));
}

function addButton(store, choose) {
  return h("button", {
    type: "button", class: "persona add", "aria-label": "Добавить человека", title: "Добавить человека",
    dataset: { testid: "add-person" }, onclick: () => addDialog(store, choose),
  }, h("span", { class: "avatar ghost", "aria-hidden": "true" }, icon("plus", 22)), h("span", { class: "persona-name" }, "Ещё"));
}

// A radio group is one stop for Tab; arrows choose inside it.
function walk(event) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const radios = [...event.currentTarget.querySelectorAll("[role=radio]")];
  const at = radios.indexOf(event.target);
  if (!step || at < 0) return;
  event.preventDefault();
  const next = radios[(at + step + radios.length) % radios.length];
  next.focus();
  next.click();
}

function addDialog(store, choose) {
  const input = h("input", { class: "field", name: "name", maxlength: 64, required: true, autofocus: true, autocomplete: "off", "aria-label": "Имя", placeholder: "Например, Анна" });
  const form = h("form", { method: "dialog" },
    h("h2", {}, "Новый человек"),
    h("p", { class: "dialog-text" }, "Посторонний: боту и каналу он пока никто."),
    input,
    h("div", { class: "dialog-buttons" },
      h("button", { type: "button", class: "text-button", onclick: () => dialog.close() }, "Отмена"),
      h("button", { type: "submit", class: "text-button" }, "Добавить")));
  const dialog = openDialog("Новый человек", form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const name = input.value.trim();
    if (!name) return;
    try {
      const person = await api.addPerson(name, "stranger");
      dialog.close();
      await store.loadState();
      choose(store.personas.find(({ id }) => id === person.id) ?? person);
    } catch (error) {
      complain(error);
    }
  });
}
