// One open chat: its header, the pinned bar, the history and the place to write.

import * as api from "./api.js";
import { messageActions, chatMenu } from "./actions.js";
import { acceptDrops } from "./attachments.js";
import { avatar } from "./avatar.js";
import { choose } from "./chooser.js";
import { Composer } from "./composer.js";
import { announce, h, replace } from "./dom.js";
import { plural } from "./format.js";
import { icon } from "./icons.js";
import { author, excerpt, preview } from "./kinds.js";
import { complain, toast } from "./overlay.js";
import { paneHead, pictureOf } from "./panehead.js";
import { openSheet } from "./sheet.js";
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

  // thread: 0, a topic of a forum, or the post below which people comment
  constructor(app, chat, slot, thread = 0) {
    Object.assign(this, { app, chat, slot, thread, forum: Boolean(chat.is_forum), store: app.store, me: app.store.me.id });
    this.feed = this.store.feed(chat.id, thread);
    this.title = h("h2", { class: "pane-title", dir: "auto" }, this.#name());
    this.status = h("span", { class: "pane-status" }, this.#about());
    this.pinned = h("button", { type: "button", class: "pinned-bar", hidden: true, dataset: { testid: "pinned-bar" }, onclick: () => this.jump(this.feed.pinned.message_id) });
    this.timeline = new Timeline({
      store: this.store, feed: this.feed, chat, act: messageActions(this, app), empty: () => this.#empty(), onRead: () => this.#read(),
    });
    this.footer = h("footer", { class: "pane-footer" });
    this.node = h("section", {
      class: `pane ${chat.type}`, "aria-label": this.#name(),
      dataset: { testid: "pane", slot, chatId: chat.id, chatType: chat.type, ...(thread && { thread }) },
    }, this.#header(), this.pinned, this.timeline.node, this.footer);
    this.node.addEventListener("click", (event) => this.#click(event));
    this.node.addEventListener("keydown", (event) => event.key === "Escape" && this.#back(true));
    acceptDrops(this.node, (files) => (this.composer ? this.composer.addFiles(files) : toast("Здесь можно только читать.")));
    this.#offs.push(
      this.store.on("feed", (feed) => feed === this.feed && this.draw()),
      this.store.on("chats", () => this.#renew()),
      this.store.on("people", () => replace(this.title, this.#name())),
      this.store.on("message", (data) => data.chat_id === chat.id && this.feed.takes(data.message) && this.#arrived(data.message)),
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
    const { store, app, chat } = this;
    const picture = pictureOf(store, chat);
    return paneHead({
      id: picture === "bot" ? store.bot.id : chat.id, name: store.title(chat), picture: this.thread ? (chat.is_forum ? "topics" : "comment") : picture,
      title: this.title, status: this.status, inner: Boolean(this.thread),
      onBack: () => this.#back(), onMenu: (anchor) => chatMenu(this, app, anchor),
      onInfo: store.isBotChat(chat) ? null : () => openSheet(app, chat.id),
    });
  }

  // From a topic to the list of topics, from comments to the channel.
  #back(byKey = false) {
    if (!this.thread) return this.app.back(byKey);
    const { linked } = this.entry() ?? {};
    if (this.chat.is_forum) return this.app.go(this.chat.id);
    return linked && this.store.entry(linked) ? this.app.go(linked) : this.app.back();
  }

  #name() {
    if (!this.thread) return this.store.title(this.chat);
    return this.chat.is_forum ? (this.store.topic(this.chat.id, this.thread)?.name ?? "Тема") : "Комментарии";
  }

  // The chat may have been renamed, or we may stand differently in it.
  #renew() {
    this.chat = this.entry()?.chat ?? this.chat;
    replace(this.title, this.#name());
    if (!this.status.classList.contains("acting")) replace(this.status, this.#about());
    this.#drawFooter();
  }

  #about() {
    if (this.store.isBotChat(this.chat)) return "бот";
    if (this.thread) return this.store.title(this.chat);
    const count = this.entry()?.members ?? 0;
    const people = this.chat.type === "channel" ? plural(count, "подписчик", "подписчика", "подписчиков") : plural(count, "участник", "участника", "участников");
    return this.chat.username ? `${people} · @${this.chat.username}` : people;
  }

  #drawPinned() {
    const message = this.feed.pinned;
    this.pinned.hidden = !message;
    if (!message) return;
    replace(this.pinned, icon("pin", 18), h("span", { class: "context-words" },
      h("span", { class: "context-title" }, "Закреплённое сообщение"),
      h("span", { class: "context-text", dir: "auto" }, excerpt(preview(message), 140))));
  }

  // Six faces: write, start, unblock, join, a closed topic, or only read.
  #drawFooter() {
    const entry = this.entry();
    const fresh = this.store.isBotChat(this.chat) && this.feed.loaded && this.feed.list().length === 0;
    const face = this.#face(entry, fresh);
    if (this.footer.dataset.face === face) return;
    this.footer.dataset.face = face;
    this.composer = null;
    if (face === "write") {
      this.composer = new Composer({
        store: this.store, feed: this.feed, chat: this.chat, onSent: () => this.timeline.toEnd(), focusHistory: () => this.timeline.focusLast(),
        onRequest: (kind, wanted, fold) => choose(this.store, kind, wanted, (messages) => {
          fold();
          this.feed.upsert(messages);
          this.store.loadChats().catch(complain);
        }),
      });
      replace(this.footer, this.composer.node);
      this.composer.update();
    } else if (face === "start") {
      replace(this.footer, this.#wideButton("Старт", () => api.sendText(this.me, this.chat.id, "/start"), "start"));
    } else if (face === "blocked") {
      replace(this.footer, this.#wideButton("Разблокировать", () => api.block(this.me, this.chat.id, false).then(() => this.store.loadChats()), "unblock"));
    } else if (face === "join") {
      const label = this.chat.type === "channel" ? "Подписаться" : "Вступить";
      replace(this.footer, this.#wideButton(label, () => api.setMember(this.me, this.chat.id, this.me, "member").then(() => this.store.loadChats()), "join"));
    } else {
      replace(this.footer, h("p", { class: "read-only" }, face === "closed" ? "Тема закрыта" : "Здесь пишут только администраторы"));
    }
  }

  #face(entry, fresh) {
    const topic = this.chat.is_forum && this.store.topic(this.chat.id, this.thread);
    if (topic?.closed && !entry?.me?.can_manage_topics) return "closed";
    if (entry?.can_write) return fresh ? "start" : "write";
    if (entry && this.store.isBotChat(this.chat)) return "blocked";
    return ["none", "left"].includes(entry?.me?.status) ? "join" : "read";
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
    if (this.app.isVisible(this)) this.store.markRead(this.chat.id, this.chat.is_forum ? this.thread : 0);
  }

  #click(event) {
    const command = event.target.closest(".entity-command");
    if (command) {
      const words = command.dataset.command;
      if (this.chat.type === "supergroup" && this.composer) this.composer.send(words.includes("@") ? words : `${words}@${this.store.bot.username}`);
      else this.app.sendToBot(words).catch(complain);
      return;
    }
    const link = event.target.closest("a[href]:not([download])");
    if (link && this.app.follow(link.getAttribute("href"), true)) event.preventDefault();
  }
}
