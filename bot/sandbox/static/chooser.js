// What a button of the bot's keyboard opens: the person's chats that fit, or the people to choose from.

import * as api from "./api.js";
import { h, replace } from "./dom.js";
import { choice } from "./forms.js";
import { fullName, plural } from "./format.js";
import { newChat } from "./newchat.js";
import { complain, openDialog, toast } from "./overlay.js";
import { pictureOf } from "./panehead.js";
import { given } from "./rights.js";

// done(messages): the service message that tells the bot
export function choose(store, kind, wanted, done) {
  if (kind === "request_chat") return chooseChat(store, wanted, done);
  return choosePeople(store, wanted, done);
}

async function chooseChat(store, wanted, done) {
  const me = store.me.id;
  const channel = wanted.chat_is_channel;
  const list = h("div", { class: "choices", dataset: { testid: "chooser" } });
  const demands = given(wanted.user_administrator_rights);
  const rights = given(wanted.bot_administrator_rights);
  const note = rights.length > 0 && `Бот станет там администратором и сможет: ${rights.join(", ")}.`;
  const create = () => newChat(store, channel ? "channel" : "supergroup", { forum: Boolean(wanted.chat_is_forum) }, draw);
  const dialog = openDialog(channel ? "Выбор канала" : "Выбор группы", [
    h("h2", {}, channel ? "Выберите канал" : wanted.chat_is_forum ? "Выберите группу с темами" : "Выберите группу"),
    note && h("p", { class: "dialog-text" }, note), list,
    h("div", { class: "dialog-buttons" },
      h("button", { type: "button", class: "text-button", onclick: create }, channel ? "Новый канал" : "Новая группа"),
      h("button", { type: "button", class: "text-button", onclick: () => dialog.close() }, "Отмена")),
  ]);

  async function pick(chat) {
    try {
      const { messages } = await api.share(me, wanted.request_id, { chat_id: chat.id });
      dialog.close();
      done(messages);
    } catch (error) {
      complain(error);
    }
  }

  async function draw() {
    try {
      const chats = await api.requested(me, wanted.request_id);
      const row = (chat) => choice({ id: chat.id, name: chat.title, about: chat.username && `@${chat.username}`, picture: pictureOf(store, chat) }, () => pick(chat));
      const lack = demands.length > 0 ? `Подходящих нет: нужны права (${demands.join(", ")}).` : "Подходящих нет. Создайте.";
      replace(list, chats.length > 0 ? chats.map(row) : h("p", { class: "dialog-text" }, lack));
    } catch (error) {
      dialog.close();
      complain(error);
    }
  }

  return draw();
}

function choosePeople(store, wanted, done) {
  const me = store.me.id;
  const most = Math.max(1, wanted.max_quantity ?? 1);
  const boxes = store.personas.filter(({ id }) => id !== me).map((person) => h("label", { class: "toggle" }, h("span", {}, fullName(person)), h("input", { type: "checkbox", value: person.id })));
  const form = h("form", { method: "dialog" }, h("h2", {}, "Выберите людей"), h("p", { class: "dialog-text" }, `Не больше: ${plural(most, "человек", "человека", "человек")}.`),
    h("div", { class: "choices" }, boxes),
    h("div", { class: "dialog-buttons" },
      h("button", { type: "button", class: "text-button", onclick: () => dialog.close() }, "Отмена"), h("button", { type: "submit", class: "text-button" }, "Отправить")));
  const dialog = openDialog("Выбор людей", form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const user_ids = [...form.querySelectorAll("input:checked")].map((input) => Number(input.value));
    if (user_ids.length === 0) return toast("Отметьте хотя бы одного.");
    try {
      const { messages } = await api.share(me, wanted.request_id, { user_ids });
      dialog.close();
      done(messages);
    } catch (error) {
      complain(error);
    }
    return undefined;
  });
}
