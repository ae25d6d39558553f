// What the page knows: the people, whom we are now, that person's chats, and the feeds opened so far.

import * as api from "./api.js";
import { Feed, topicOf } from "./feed.js";

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

  // The topic of a forum as the list of chats knows it.
  topic(chatId, thread) {
    return this.entry(chatId)?.topics?.find((topic) => topic.message_thread_id === thread);
  }

  feed(chatId, thread = 0) {
    const key = `${chatId}.${thread}`;
    let feed = this.#feeds.get(key);
    if (!feed) {
      const forum = Boolean(this.entry(chatId)?.chat.is_forum);
      feed = new Feed(this.me.id, chatId, { thread, forum }, () => this.emit("feed", feed));
      this.#feeds.set(key, feed);
    }
    return feed;
  }

  markRead(chatId, thread = 0) {
    const entry = this.entry(chatId);
    const counted = thread ? this.topic(chatId, thread) : entry;
    if (!counted?.unread) return;
    const count = counted.unread;
    if (thread) entry.unread -= count;
    counted.unread = 0;
    this.emit("chats");
    const feed = this.feed(chatId, thread);
    if (feed.loaded) feed.markRead(count).catch(() => {}); // the counter comes back with the next look at the list
  }

  async catchUp() {
    await this.loadState();
    await this.loadChats();
    await Promise.all([...this.#feeds.values()].filter((feed) => feed.loaded).map((feed) => feed.refresh()));
  }

  apply(type, data) {
    const feeds = [...this.#feeds.values()].filter((feed) => feed.chatId === data.chat_id);
    const each = (work) => feeds.forEach(work);
    if (type === "message" || type === "edited") {
      each((feed) => feed.takes(data.message) && feed.upsert([data.message]));
      this.#touch(type, data.chat_id, data.message);
    } else if (type === "deleted") {
      each((feed) => feed.remove(data.message_ids ?? []));
      this.loadChats().catch(() => {});
    } else if (type === "pinned") {
      each((feed) => feed.setPinned(data.message, data.pins));
    } else if (type === "views") {
      each((feed) => feed.setViews(data.views));
    } else if (type === "comments") {
      each((feed) => feed.setComments(data.message_id, data.comments));
    } else if (type === "reactions") {
      each((feed) => feed.setReactions(data.message_id, data.reactions));
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
    const topic = entry.chat.is_forum && this.topic(chatId, topicOf(message));
    for (const place of [entry, topic].filter(Boolean)) {
      if (type === "message") {
        place.last_message = message;
        if (!message.out) place.unread = (place.unread ?? 0) + 1;
      } else if (place.last_message?.message_id === message.message_id) {
        place.last_message = message;
      }
    }
    this.emit("chats");
  }
}
