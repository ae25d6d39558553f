// The messages of one chat, or of one topic or thread in it, that this page knows, oldest first.

import * as api from "./api.js";

const GENERAL = 1; // the topic whose messages name none

export const topicOf = (message) => (message.is_topic_message ? message.message_thread_id : GENERAL);

const newer = (known, fresh) => !known || (fresh.edit_date ?? 0) >= (known.edit_date ?? 0);

export class Feed {
  #byId = new Map();
  #sorted = null;
  #loading = null;
  more = false;
  loaded = false;
  pinned = null;

  // thread: 0, a topic of a forum, or the message below which people talk
  constructor(me, chatId, { thread = 0, forum = false }, onChange) {
    Object.assign(this, { me, chatId, thread, forum, onChange });
  }

  // Whether a message of the chat belongs here.
  takes(message) {
    if (!this.thread) return true;
    if (this.forum) return topicOf(message) === this.thread;
    return message.message_id === this.thread || message.message_thread_id === this.thread;
  }

  list() {
    this.#sorted ??= [...this.#byId.values()].sort((a, b) => a.message_id - b.message_id);
    return this.#sorted;
  }

  get(id) {
    return this.#byId.get(id);
  }

  upsert(messages) {
    for (const message of messages) {
      if (message?.message_id === undefined) continue;
      const comments = message.comments ?? this.#byId.get(message.message_id)?.comments;
      this.#byId.set(message.message_id, comments ? { ...message, comments } : message);
    }
    this.#changed();
  }

  remove(ids) {
    for (const id of ids) this.#byId.delete(id);
    if (this.pinned && ids.includes(this.pinned.message_id)) this.pinned = null;
    this.#changed();
  }

  // ids: everything that is pinned in the chat, message: the newest of it
  setPinned(message, ids = []) {
    for (const [id, known] of this.#byId) {
      if (Boolean(known.pinned) !== ids.includes(id)) this.#byId.set(id, { ...known, pinned: ids.includes(id) });
    }
    if (this.thread) this.pinned = ids.map((id) => this.#byId.get(id)).filter(Boolean).at(-1) ?? null;
    else this.pinned = message ?? null;
    this.#changed();
  }

  setComments(id, comments) {
    const known = this.#byId.get(id);
    if (!known) return;
    this.#byId.set(id, { ...known, comments });
    this.#changed();
  }

  setReactions(id, reactions) {
    const known = this.#byId.get(id);
    if (!known) return;
    this.#byId.set(id, { ...known, reactions });
    this.#changed();
  }

  // In place: the row stays and only its counter changes.
  setViews(views) {
    for (const [id, count] of Object.entries(views)) {
      const known = this.#byId.get(Number(id));
      if (known) known.views = count;
    }
  }

  // The newest page. What lies in its range but not in it was deleted while we were away.
  async refresh() {
    const before = new Set(this.#byId.keys());
    const page = await this.#page();
    const fetched = page.messages ?? [];
    const first = fetched[0]?.message_id ?? 0;
    const ids = new Set(fetched.map((message) => message.message_id));
    const gap = fetched.length > 0 && page.more && Math.max(0, ...before) < first;
    for (const id of before) if (gap || (id >= first && !ids.has(id))) this.#byId.delete(id);
    if (!this.loaded || gap || !page.more) this.more = Boolean(page.more);
    this.#merge(fetched);
    this.pinned = page.pinned ?? null;
    this.loaded = true;
    this.#changed();
  }

  // The server counts a message as read when it is fetched; live ones came without asking.
  async markRead(count) {
    const page = await this.#page(undefined, Math.min(50, count));
    this.#merge(page.messages ?? []);
    this.#changed();
  }

  async older() {
    if (!this.more || this.#loading) return this.#loading;
    this.#loading = this.#fetchOlder().finally(() => (this.#loading = null));
    return this.#loading;
  }

  async #fetchOlder() {
    const page = await this.#page(this.list()[0]?.message_id);
    this.more = Boolean(page.more) && page.messages.length > 0;
    this.#merge(page.messages);
    this.#changed();
  }

  #page(before, limit) {
    return api.messages(this.me, this.chatId, before, limit, this.thread || undefined);
  }

  // A page may be older than an event that overtook it.
  #merge(messages) {
    for (const message of messages) {
      const known = this.#byId.get(message.message_id);
      // The same object means the same row: a re-read page must not redraw what did not change.
      if (newer(known, message) && JSON.stringify(known) !== JSON.stringify(message)) this.#byId.set(message.message_id, message);
    }
  }

  #changed() {
    this.#sorted = null;
    this.onChange(this);
  }
}
