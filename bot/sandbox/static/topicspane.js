// A forum without a topic chosen: the list of its topics.

import * as api from "./api.js";
import { chatMenu } from "./actions.js";
import { h, replace } from "./dom.js";
import { listTime, plural } from "./format.js";
import { askText } from "./forms.js";
import { icon } from "./icons.js";
import { author, excerpt, isService, preview } from "./kinds.js";
import { complain } from "./overlay.js";
import { paneHead, pictureOf } from "./panehead.js";
import { openSheet } from "./sheet.js";

const COLOURS = { 7322096: 2, 16766590: 6, 13338331: 1, 9367192: 5, 16749490: 4, 16478047: 0 }; // Telegram's icon colours in the palette of avatars

export class TopicsPane {
  #offs = [];
  composer = null;
  thread = 0;
  forum = true;

  constructor(app, chat, slot) {
    Object.assign(this, { app, chat, slot, store: app.store, me: app.store.me.id });
    this.title = h("h2", { class: "pane-title", dir: "auto" });
    this.status = h("span", { class: "pane-status" });
    this.list = h("ul", { class: "topic-items", dataset: { testid: "topics" } });
    this.node = h("section", {
      class: "pane topics", "aria-label": this.store.title(chat), dataset: { testid: "pane", slot, chatId: chat.id, chatType: chat.type },
    },
    paneHead({
      id: chat.id, name: this.store.title(chat), picture: pictureOf(this.store, chat), title: this.title, status: this.status,
      onBack: () => app.back(), onInfo: () => openSheet(app, chat.id), onMenu: (anchor) => chatMenu(this, app, anchor),
    }),
    h("div", { class: "topics-body" }, this.list,
      h("button", { type: "button", class: "topic-new", dataset: { testid: "new-topic" }, onclick: () => this.#create() }, icon("plus", 20), "Новая тема")));
    this.node.addEventListener("keydown", (event) => event.key === "Escape" && app.back(true));
    this.#offs.push(this.store.on("chats", () => this.draw()));
  }

  async load() {
    this.draw();
  }

  destroy() {
    for (const off of this.#offs) off();
    this.node.remove();
  }

  entry() {
    return this.store.entry(this.chat.id);
  }

  draw() {
    const entry = this.entry();
    this.chat = entry?.chat ?? this.chat;
    replace(this.title, this.store.title(this.chat));
    replace(this.status, plural(entry?.members ?? 0, "участник", "участника", "участников"));
    const topics = [...(entry?.topics ?? [])].sort((a, b) => (b.last_message?.message_id ?? 0) - (a.last_message?.message_id ?? 0));
    const focused = document.activeElement?.dataset?.thread;
    replace(this.list, topics.map((topic) => h("li", {}, this.#item(topic))));
    if (focused) this.list.querySelector(`[data-thread="${focused}"]`)?.focus();
  }

  #item({ message_thread_id: thread, name, icon_color: colour, closed, last_message: last, unread }) {
    return h("button", {
      type: "button", class: "chat-item topic-item", dataset: { thread, testid: "topic-item" }, "aria-label": `Тема «${name}»${unread ? `, новых: ${unread}` : ""}`,
      onclick: () => this.app.go(this.chat.id, undefined, thread),
    },
    h("span", { class: "topic-mark avatar", "aria-hidden": "true", dataset: { colour: COLOURS[colour] ?? 2 } }, thread === 1 ? "#" : [...name][0].toUpperCase()),
    h("span", { class: "chat-words" },
      h("span", { class: "chat-line" },
        h("span", { class: "chat-title", dir: "auto" }, name), closed && icon("lock", 15),
        last && h("time", { class: "chat-time" }, listTime(last.date, this.store.now()))),
      h("span", { class: "chat-line" },
        h("span", { class: "chat-preview", dir: "auto" }, last ? lastWords(last) : "Пока пусто"),
        unread ? h("span", { class: "badge", "aria-hidden": "true" }, unread > 99 ? "99+" : String(unread)) : null)));
  }

  async #create() {
    const name = await askText("Новая тема", "Название темы", "Например, Очередь");
    if (!name) return;
    try {
      const made = await api.createTopic(this.me, this.chat.id, name);
      await this.store.loadChats();
      this.app.go(this.chat.id, undefined, made.message_thread_id);
    } catch (error) {
      complain(error);
    }
  }
}

function lastWords(message) {
  const words = excerpt(preview(message), 120);
  if (isService(message)) return words;
  return [h("span", { class: "chat-who" }, `${message.out ? "Вы" : author(message)}: `), words];
}
