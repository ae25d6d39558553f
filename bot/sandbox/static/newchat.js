// Making a channel or a group, as the button with the pencil does in an app.

import * as api from "./api.js";
import { h } from "./dom.js";
import { buttons, field } from "./forms.js";
import { openMenu } from "./menu.js";
import { complain, openDialog } from "./overlay.js";

const KINDS = {
  channel: { title: "Новый канал", hint: "Например, Вести района" },
  supergroup: { title: "Новая группа", hint: "Например, Стол редакции" },
};

export function newChatMenu(app, anchor) {
  const create = (type) => newChat(app.store, type, {}, (chat) => app.go(chat.id));
  openMenu([
    { icon: "megaphone", label: "Новый канал", run: () => create("channel") },
    { icon: "group", label: "Новая группа", run: () => create("supergroup") },
  ], anchor);
}

// forum: topics wanted from the start
export function newChat(store, type, { forum = false }, done) {
  const { title, hint } = KINDS[type];
  const name = field("Название", hint, "", { required: true });
  const link = field("Имя ссылки", "Ссылка, если нужна: vesti_rayona", "", { autofocus: undefined });
  const topics = h("input", { type: "checkbox", role: "switch", checked: forum });
  const form = h("form", { method: "dialog" }, h("h2", {}, title), name, link,
    type === "supergroup" && h("label", { class: "toggle" }, h("span", {}, "Темы"), topics),
    buttons("Создать", () => dialog.close()));
  const dialog = openDialog(title, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const chat = await api.createChat(store.me.id, type, name.value, link.value, topics.checked);
      dialog.close();
      await store.loadChats();
      done(chat);
    } catch (error) {
      complain(error);
    }
  });
}
