// What the page knows: the people, whom we are now, that person's chats, and the feeds opened so far.

import * as api from "./api.js";
import { Feed } from "./feed.js";

export class Store {
  #listeners = new Map();
  #feeds = new Map();
  bot = null;
  personas = [];
  me = null;
  chats = [];
  clockShift = 0;

  on(type, listener) {
    const set = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, set.add(listener));
    return () => set.delete(listener);
  }

  emit(type, detail) {
    for (const listener of this.#listeners.get(type) ?? []) listener(detail);
  }

  // The sandbox may live at another time than this computer.
  now() {
    return Date.now() / 1000 + this.clockShift;
  }

  async loadState() {
    const state = await api.state();
    this.bot = state.bot ?? { id: 0, first_name: "Бот" };
    this.personas = state.personas ?? [];
    if (state.now) this.clockShift = state.now - Date.now() / 1000;
    if (this.me) this.me = this.personas.find((person) => person.id === this.me.id) ?? this.me;
    this.emit("people");
  }

  async become(person) {
    this.me = person;
    this.chats = [];
    this.#feeds.clear();
    this.emit("people");
    await this.loadChats();
  }

  async loadChats() {
    const me = this.me.id;
    const chats = await api.chats(me);
    if (this.me.id !== me) return; // switched meanwhile
    this.chats = chats;
    this.emit("chats");
  }

  entry(chatId) {
    return this.chats.find((entry) => entry.chat.id === chatId);
  }

  // A private chat is named after the person for the bot, and after the bot for the person.
  isBotChat(chat) {
    return chat?.type === "private" && chat.id === this.me?.id;
  }

  title(chat) {
    if (this.isBotChat(chat)) return this.bot.first_name;
    return chat?.title || [chat?.first_name, chat?.last_name].filter(Boolean).join(" ") || "Чат";
  }

  feed(chatId) {
    let feed = this.#feeds.get(chatId);
    if (!feed) {
      feed = new Feed(this.me.id, chatId, () => this.emit("feed", chatId));
      this.#feeds.set(chatId, feed);
    }
    return feed;
  }

  markRead(chatId) {
    const entry = this.entry(chatId);
    if (!entry?.unread) return;
    const count = entry.unread;
    entry.unread = 0;
    this.emit("chats");
    const feed = this.feed(chatId);
    if (feed.loaded) feed.markRead(count).catch(() => {}); // the counter comes back with the next look at the list
  }

  async catchUp() {
    await this.loadState();
    await this.loadChats();
    await Promise.all([...this.#feeds.values()].filter((feed) => feed.loaded).map((feed) => feed.refresh()));
  }

  apply(type, data) {
    const feed = this.#feeds.get(data.chat_id);
    if (type === "message" || type === "edited") {
      feed?.upsert([data.message]);
      this.#touch(type, data.chat_id, data.message);
    } else if (type === "deleted") {
      feed?.remove(data.message_ids ?? []);
      this.loadChats().catch(() => {});
    } else if (type === "pinned") {
      feed?.setPinned(data.message);
    } else if (type === "views") {
      feed?.setViews(data.views);
    }
    this.emit(type, data);
  }

  // Keeps the chat list right without asking the server after each message.
  #touch(type, chatId, message) {
    const entry = this.entry(chatId);
    if (!entry) {
      this.loadChats().catch(() => {});
      return;
    }
    if (type === "message") {
      entry.last_message = message;
      if (!message.out) entry.unread = (entry.unread ?? 0) + 1;
    } else if (entry.last_message?.message_id === message.message_id) {
      entry.last_message = message;
    }
    this.emit("chats");
  }
}
