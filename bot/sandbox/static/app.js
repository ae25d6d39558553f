// Puts the page together: who we are, which chats are open, and where the address bar points.
// The address is #/person/chat.thread/message, so a reload and the Back button keep the place.

import * as api from "./api.js";
import { setUpAbout } from "./about.js";
import { setUpBreaking } from "./breaking.js";
import { chatList } from "./chatlist.js";
import { replace } from "./dom.js";
import { topicOf } from "./feed.js";
import { icon } from "./icons.js";
import { resolveLink } from "./links.js";
import { newChatMenu } from "./newchat.js";
import { complain, toast } from "./overlay.js";
import { Pane } from "./pane.js";
import { personaBar } from "./persona.js";
import { Store } from "./store.js";
import { Stream } from "./stream.js";
import { setUpTheme } from "./theme.js";
import { TopicsPane } from "./topicspane.js";

const element = (id) => document.getElementById(id);
const wide = matchMedia("(min-width: 1180px)"); // room for the bot and the channel side by side
const narrow = matchMedia("(max-width: 719px)"); // a phone: the list or one chat

class App {
  store = new Store();
  #stream = null;
  #panes = { talk: null, channel: null };
  #active = null; // the slot in front
  #closed = new Set(); // slots the person closed on a wide window
  #routing = Promise.resolve();

  async start() {
    setUpTheme(element("theme-button"));
    setUpAbout(element("about"), element("info-button"));
    setUpBreaking(element("break-button"), this.store);
    replace(element("new-button"), icon("plus", 24));
    element("new-button").addEventListener("click", (event) => newChatMenu(this, event.currentTarget));
    personaBar(element("personas"), this.store, (person) => this.become(person));
    chatList(element("chats"), this.store, () => this.#shown(), (id) => this.go(id));
    addEventListener("hashchange", () => this.#route());
    for (const query of [wide, narrow]) query.addEventListener("change", () => this.#route());
    document.addEventListener("visibilitychange", () => this.#readVisible());
    this.store.on("state", () => this.#refreshPeople());
    this.store.on("people", () => (document.title = `${this.store.me?.first_name ?? ""} · Песочница`.replace(/^ · /, "")));
    await this.#load();
  }

  // The server may still be starting: ask until it answers.
  async #load() {
    try {
      await this.store.loadState();
    } catch {
      this.#showConnection(false);
      setTimeout(() => this.#load(), 1000);
      return;
    }
    this.#showConnection(true);
    if (this.store.personas.length === 0) setTimeout(() => this.#load(), 1500); // still being filled
    await this.#route();
  }

  become(person) {
    const talking = this.#active === "channel" ? this.#panes.channel?.chat.id : person.id;
    location.hash = narrow.matches ? `#/${person.id}` : `#/${person.id}/${talking}`;
  }

  go(chatId, messageId, thread) {
    const hash = `#/${this.store.me.id}/${chatId}${thread ? `.${thread}` : ""}${messageId ? `/${messageId}` : ""}`;
    if (location.hash === hash) return this.#route();
    location.hash = hash;
    return this.#routing;
  }

  // Escape leaves a chat only where the list is behind it.
  back(byKey = false) {
    if (byKey && !narrow.matches) return;
    location.hash = `#/${this.store.me.id}`;
  }

  canClose(pane) {
    return wide.matches && Boolean(this.#panes.talk && this.#panes.channel) && pane !== null;
  }

  closePane(pane) {
    this.#closed.add(pane.slot);
    this.#drop(pane.slot);
    this.#active = pane.slot === "talk" ? "channel" : "talk";
    const { chat, thread } = this.#panes[this.#active];
    this.go(chat.id, undefined, thread);
    this.store.emit("shown");
  }

  isVisible(pane) {
    return !document.hidden && this.#shownPanes().includes(pane);
  }

  async sendToBot(text) {
    const me = this.store.me.id;
    const { messages } = await api.sendText(me, me, text);
    this.store.feed(me).upsert(messages);
    await this.go(me);
  }

  async forwardToBot(chatId, ids) {
    const me = this.store.me.id;
    await api.forward(me, me, chatId, ids);
    toast("Переслано боту.");
    await this.go(me);
  }

  // → whether the link was ours; with clicked, the browser itself opens what is not
  follow(url, clicked = false) {
    const target = resolveLink(url, this.store);
    if (target.kind === "external") {
      if (!clicked) open(target.href, "_blank", "noopener,noreferrer");
      return clicked ? false : true;
    }
    if (target.kind === "start") this.sendToBot(`/start ${target.payload}`.trim()).catch(complain);
    else if (target.kind === "bot") this.go(this.store.me.id);
    else if (target.kind === "chat") this.go(target.chatId, target.messageId);
    else toast(target.name ? `В песочнице нет @${target.name}.` : "Эта ссылка в песочнице не открывается.");
    return true;
  }

  // One at a time: a quick second choice waits for the first.
  #route() {
    this.#routing = this.#routing.then(() => this.#follow()).catch(complain);
    return this.#routing;
  }

  async #follow() {
    const [first, place = "", last] = location.hash.replace(/^#\//, "").split("/");
    const [chat, topic = 0] = place.split(".").map(Number);
    const [person, message] = [Number(first), Number(last)];
    const { personas } = this.store;
    const wanted = personas.find(({ id }) => id === person) ?? this.store.me ?? personas.find(({ role }) => role === "editor") ?? personas[0];
    if (!wanted) return;
    if (wanted.id !== this.store.me?.id) await this.#switch(wanted);
    let target = this.store.entry(chat);
    if (!target && !narrow.matches) target = this.store.entry(this.store.me.id) ?? this.store.chats[0];
    element("app").dataset.view = target ? "chat" : "list";
    if (!target) {
      const left = this.#panes[this.#active]?.chat.id;
      this.#active = null;
      this.store.emit("shown");
      document.querySelector(`.chat-item[data-chat-id="${left}"]`)?.focus();
      return;
    }
    const known = target.chat.id === chat; // else the address names a chat that we do not see
    const thread = known ? topic || (await this.#topicOf(target.chat, message)) : 0;
    const slot = slotOf(target.chat);
    this.#active = slot;
    this.#closed.delete(slot);
    const loads = [this.#open(slot, target.chat, message, thread)];
    if (wide.matches) loads.push(this.#openBeside(slot === "talk" ? "channel" : "talk"));
    this.#arrange();
    await Promise.all(loads);
    this.#readVisible();
    this.#focus(slot);
  }

  // A phone's keyboard must not jump up by itself, but the focus may not be lost either.
  #focus(slot) {
    if (document.activeElement?.closest("[role=radiogroup], dialog, .menu")) return;
    const pane = this.#panes[slot];
    if (narrow.matches) pane?.node.querySelector(".back").focus({ preventScroll: true });
    else pane?.composer?.focus();
  }

  async #switch(person) {
    this.#drop("talk");
    this.#drop("channel");
    this.#stream?.close();
    await this.store.become(person);
    this.#stream = new Stream(person.id, {
      onEvent: (type, data) => {
        this.store.apply(type, data);
        this.#readVisible();
      },
      onStatus: (connected) => {
        this.#showConnection(connected);
        element("app").dataset.live = String(connected);
        if (connected) this.store.catchUp().catch(() => {}); // also the first time: there was a gap after the loading
      },
    });
  }

  // A link to a message of a forum does not name its topic.
  async #topicOf(chat, messageId) {
    if (!chat.is_forum || !messageId) return 0;
    const { messages } = await api.messages(this.store.me.id, chat.id, messageId + 1, 1);
    return messages[0]?.message_id === messageId ? topicOf(messages[0]) : 0;
  }

  #open(slot, chat, messageId, thread) {
    let pane = this.#panes[slot];
    if (pane?.chat.id !== chat.id || pane.thread !== thread) {
      this.#drop(slot);
      pane = this.#panes[slot] = chat.is_forum && !thread ? new TopicsPane(this, chat, slot) : new Pane(this, chat, slot, thread);
      element("panes")[slot === "talk" ? "prepend" : "append"](pane.node);
    }
    return pane.load(messageId);
  }

  async #openBeside(slot) {
    if (this.#panes[slot] || this.#closed.has(slot)) return;
    const entry = slot === "talk" ? this.store.entry(this.store.me.id) : this.store.chats.find(({ chat }) => chat.type === "channel");
    if (entry) await this.#open(slot, entry.chat, undefined, 0);
  }

  #drop(slot) {
    this.#panes[slot]?.destroy();
    this.#panes[slot] = null;
  }

  #arrange() {
    for (const [slot, pane] of Object.entries(this.#panes)) {
      if (pane) pane.node.hidden = !wide.matches && slot !== this.#active;
    }
    this.store.emit("shown");
  }

  // Ids of the chats on screen, the one in front first.
  #shown() {
    return this.#shownPanes().map((pane) => pane.chat.id);
  }

  #shownPanes() {
    if (!this.#active) return [];
    const others = wide.matches ? Object.keys(this.#panes).filter((slot) => slot !== this.#active) : [];
    return [this.#active, ...others].map((slot) => this.#panes[slot]).filter(Boolean);
  }

  #readVisible() {
    if (document.hidden) return;
    for (const { chat, thread } of this.#shownPanes()) {
      if (!chat.is_forum) this.store.markRead(chat.id);
      else if (thread) this.store.markRead(chat.id, thread);
    }
  }

  async #refreshPeople() {
    try {
      await this.store.loadState();
      await this.store.loadChats();
      this.#leaveGone();
      if (this.#shown().length === 0) await this.#route();
    } catch {
      // the stream will reconnect and catch up
    }
  }

  // A chat may have been deleted, a topic too; topics may have been switched on or off.
  #leaveGone() {
    for (const [slot, pane] of Object.entries(this.#panes)) {
      if (!pane) continue;
      const chat = this.store.entry(pane.chat.id)?.chat;
      const kept = chat && Boolean(chat.is_forum) === pane.forum;
      const there = !pane.forum || !pane.thread || this.store.topic(pane.chat.id, pane.thread);
      if (kept && there) continue;
      this.#drop(slot);
      if (slot !== this.#active) continue;
      this.#active = null;
      if (chat) this.go(chat.id);
      else location.hash = `#/${this.store.me.id}`;
    }
    this.store.emit("shown");
  }

  #showConnection(connected) {
    const line = element("connection");
    line.hidden = connected;
    line.textContent = connected ? "" : "Соединяемся…";
  }
}

function slotOf(chat) {
  return chat.type === "channel" ? "channel" : "talk";
}

new App().start().catch(complain);
