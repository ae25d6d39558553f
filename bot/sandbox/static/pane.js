// One open chat: its header, the pinned bar, the history and the place to write.

import * as api from "./api.js";
import { messageActions, chatMenu } from "./actions.js";
import { acceptDrops } from "./attachments.js";
import { avatar } from "./avatar.js";
import { Composer } from "./composer.js";
import { announce, h, iconButton, replace } from "./dom.js";
import { icon } from "./icons.js";
import { author, excerpt, preview } from "./kinds.js";
import { complain, toast } from "./overlay.js";
import { Timeline } from "./timeline.js";

const ACTION_MS = 5500; // Telegram forgets "typing" after five seconds
const ACTIONS = {
  typing: "печатает", upload_photo: "отправляет фото", upload_document: "отправляет файл", upload_video: "отправляет видео",
  record_voice: "записывает голос", choose_sticker: "выбирает стикер", find_location: "ищет место",
};

export class Pane {
  #offs = [];
  #timer = 0;
  composer = null;

  constructor(app, chat, slot) {
    Object.assign(this, { app, chat, slot, store: app.store, me: app.store.me.id });
    this.feed = this.store.feed(chat.id);
    this.title = h("h2", { class: "pane-title", dir: "auto" }, this.store.title(chat));
    this.status = h("span", { class: "pane-status" }, this.#about());
    this.pinned = h("button", { type: "button", class: "pinned-bar", hidden: true, dataset: { testid: "pinned-bar" }, onclick: () => this.jump(this.feed.pinned.message_id) });
    this.timeline = new Timeline({
      store: this.store, feed: this.feed, chat, act: messageActions(this, app), empty: () => this.#empty(), onRead: () => this.#read(),
    });
    this.footer = h("footer", { class: "pane-footer" });
    this.node = h("section", {
      class: `pane ${chat.type}`, "aria-label": this.store.title(chat), dataset: { testid: "pane", slot, chatId: chat.id, chatType: chat.type },
    }, this.#header(), this.pinned, this.timeline.node, this.footer);
    this.node.addEventListener("click", (event) => this.#click(event));
    this.node.addEventListener("keydown", (event) => event.key === "Escape" && this.app.back(true));
    acceptDrops(this.node, (files) => (this.composer ? this.composer.addFiles(files) : toast("Здесь можно только читать.")));
    this.#offs.push(
      this.store.on("feed", (id) => id === chat.id && this.draw()),
      this.store.on("chats", () => this.#drawFooter()),
      this.store.on("people", () => replace(this.title, this.store.title(chat))),
      this.store.on("message", (data) => data.chat_id === chat.id && this.#arrived(data.message)),
      this.store.on("action", (data) => data.chat_id === chat.id && this.#showAction(data.action)),
      this.store.on("views", (data) => data.chat_id === chat.id && this.timeline.showViews(data.views)),
      this.store.on("commands", () => this.composer?.reloadCommands()),
    );
  }

  async load(messageId) {
    if (!this.feed.loaded) await this.feed.refresh();
    this.draw();
    if (messageId) await this.jump(messageId);
  }

  destroy() {
    clearTimeout(this.#timer);
    for (const off of this.#offs) off();
    this.timeline.destroy();
    this.node.remove();
  }

  entry() {
    return this.store.entry(this.chat.id);
  }

  draw() {
    this.timeline.draw();
    this.#drawPinned();
    this.#drawFooter();
    this.composer?.update();
  }

  async jump(id) {
    try {
      if (!(await this.timeline.jump(id))) toast("Сообщение не найдено: возможно, его удалили.");
    } catch (error) {
      complain(error);
    }
  }

  #header() {
    const picture = this.store.isBotChat(this.chat) ? "bot" : this.chat.type === "channel" ? "megaphone" : undefined;
    return h("header", { class: "pane-head" },
      iconButton(icon("back", 26), "К списку чатов", () => this.app.back(), { class: "icon-button back", "data-testid": "back" }),
      avatar(picture === "bot" ? this.store.bot.id : this.chat.id, this.store.title(this.chat), picture),
      h("div", { class: "pane-titles" }, this.title, this.status),
      iconButton(icon("more"), "Действия с чатом", (event) => chatMenu(this, this.app, event.currentTarget), { "aria-haspopup": "menu", "data-testid": "chat-menu" }));
  }

  #about() {
    if (this.store.isBotChat(this.chat)) return "бот";
    const kind = this.chat.type === "channel" ? "канал" : "группа";
    return this.chat.username ? `${kind} · @${this.chat.username}` : kind;
  }

  #drawPinned() {
    const message = this.feed.pinned;
    this.pinned.hidden = !message;
    if (!message) return;
    replace(this.pinned, icon("pin", 18), h("span", { class: "context-words" },
      h("span", { class: "context-title" }, "Закреплённое сообщение"),
      h("span", { class: "context-text", dir: "auto" }, excerpt(preview(message), 140))));
  }

  // Four faces: write, start, unblock, or only read.
  #drawFooter() {
    const entry = this.entry();
    const fresh = this.store.isBotChat(this.chat) && this.feed.loaded && this.feed.list().length === 0;
    const face = entry?.can_write ? (fresh ? "start" : "write") : entry && this.store.isBotChat(this.chat) ? "blocked" : "read";
    if (this.footer.dataset.face === face) return;
    this.footer.dataset.face = face;
    this.composer = null;
    if (face === "write") {
      this.composer = new Composer({
        store: this.store, feed: this.feed, chat: this.chat, onSent: () => this.timeline.toEnd(), focusHistory: () => this.timeline.focusLast(),
      });
      replace(this.footer, this.composer.node);
      this.composer.update();
    } else if (face === "start") {
      replace(this.footer, this.#wideButton("Старт", () => api.sendText(this.me, this.chat.id, "/start"), "start"));
    } else if (face === "blocked") {
      replace(this.footer, this.#wideButton("Разблокировать", () => api.block(this.me, this.chat.id, false).then(() => this.store.loadChats()), "unblock"));
    } else {
      replace(this.footer, h("p", { class: "read-only" }, "Здесь пишут только администраторы"));
    }
  }

  #wideButton(label, work, testid) {
    const button = h("button", { type: "button", class: "wide-button", dataset: { testid } }, label);
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        const answer = await work();
        if (answer?.messages) this.feed.upsert(answer.messages);
        this.composer?.focus();
      } catch (error) {
        complain(error);
      } finally {
        button.disabled = false;
      }
    });
    return button;
  }

  #empty() {
    if (!this.store.isBotChat(this.chat)) return h("div", { class: "empty" }, h("p", {}, "Здесь пока ничего нет."));
    return h("div", { class: "empty" }, avatar(this.store.bot.id, "", "bot"), h("h3", {}, this.store.bot.first_name),
      h("p", {}, "Нажмите «Старт», и бот скажет, что умеет."));
  }

  #arrived(message) {
    if (message.out) return;
    this.#showAction(null);
    announce(`${author(message)}: ${excerpt(preview(message), 160)}`);
  }

  #showAction(action) {
    clearTimeout(this.#timer);
    this.status.classList.toggle("acting", Boolean(action));
    const words = action && (ACTIONS[action] ?? "печатает");
    replace(this.status, words ? [words, h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"))] : this.#about());
    if (action) this.#timer = setTimeout(() => this.#showAction(null), ACTION_MS);
  }

  #read() {
    if (this.app.isVisible(this)) this.store.markRead(this.chat.id);
  }

  #click(event) {
    const command = event.target.closest(".entity-command");
    if (command) {
      this.app.sendToBot(command.dataset.command).catch(complain);
      return;
    }
    const link = event.target.closest("a[href]:not([download])");
    if (link && this.app.follow(link.getAttribute("href"), true)) event.preventDefault();
  }
}
