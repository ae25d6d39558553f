// Where words are written: the field, what is attached, whom it answers or what it corrects.

import * as api from "./api.js";
import { Tray } from "./attachments.js";
import { CommandMenu } from "./commands.js";
import { h, iconButton, replace } from "./dom.js";
import { icon } from "./icons.js";
import { InlineMenu } from "./inline.js";
import { author, entitiesOf, excerpt, preview, textOf } from "./kinds.js";
import { carry, markOfKey, parseMarkup, toMarkup, wrap } from "./markup.js";
import { openMenu } from "./menu.js";
import { complain } from "./overlay.js";
import { ReplyKeyboard } from "./replykeyboard.js";

const fingers = matchMedia("(pointer: coarse)"); // a phone's Enter ends a line, as in Telegram
const drafts = new Map(); // what was typed and not sent survives leaving the chat

export class Composer {
  #context = null; // {mode: "reply" | "edit", message}

  constructor({ store, feed, chat, onSent, focusHistory, onRequest }) {
    Object.assign(this, { store, feed, chat, onSent, focusHistory, me: store.me.id, thread: feed.thread || undefined });
    this.suffix = chat.type === "supergroup" ? `@${store.bot.username}` : "";
    this.tray = new Tray(() => this.#buttons());
    this.commands = new CommandMenu(this.me, chat.id, (command, complete) => this.#command(command, complete), this.suffix);
    this.inline = new InlineMenu(this.me, chat.id, store.bot.username, (queryId, resultId) => this.#choose(queryId, resultId));
    this.field = h("textarea", {
      rows: 1, class: "composer-field", "aria-label": "Сообщение", "aria-autocomplete": "list", "aria-controls": this.commands.node.id,
      dataset: { testid: "composer" }, placeholder: this.#placeholder(), dir: "auto",
    });
    this.contextBar = h("div", { class: "context-bar", hidden: true, dataset: { testid: "context-bar" } });
    this.photoInput = h("input", { type: "file", accept: "image/*", multiple: true, hidden: true, "data-testid": "photo-input" });
    this.fileInput = h("input", { type: "file", multiple: true, hidden: true, "data-testid": "file-input" });
    this.attach = iconButton(icon("clip"), "Приложить", () => this.#attachMenu(), { "aria-haspopup": "menu", "data-testid": "attach" });
    this.slash = iconButton(icon("slash"), "Команды", () => this.#toggleCommands(), { hidden: true, "data-testid": "commands-button" });
    this.keyboard = new ReplyKeyboard((text) => this.send(text), onRequest);
    this.sendButton = iconButton(icon("send"), "Отправить", () => this.submit(), { class: "icon-button send", "data-testid": "send" });
    const line = h("div", { class: "composer-line" }, this.attach, this.field, this.slash, this.keyboard.toggle, this.sendButton);
    this.node = h("div", { class: "composer" }, this.commands.node, this.inline.node, h("div", { class: "composer-box" }, this.contextBar, this.tray.node, line), this.keyboard.node, this.photoInput, this.fileInput);
    this.#listen();
    this.field.value = drafts.get(this.#draftKey()) ?? "";
    requestAnimationFrame(() => this.#grow());
    this.reloadCommands();
  }

  async reloadCommands() {
    await this.commands.load();
    this.slash.hidden = !this.commands.available || this.chat.type === "channel";
    this.#buttons();
  }

  // After each change of the history: the bot may ask for a keyboard or an answer.
  update() {
    const asked = this.keyboard.update(this.feed.list());
    if (asked === undefined) return;
    this.field.placeholder = asked?.markup.input_field_placeholder || this.#placeholder();
    if (asked?.markup.force_reply) this.reply(asked.message);
  }

  focus() {
    this.field.focus();
  }

  reply(message) {
    this.#setContext({ mode: "reply", message });
  }

  edit(message) {
    const { source, rest } = toMarkup(textOf(message), entitiesOf(message));
    this.#setContext({ mode: "edit", message, rest });
    this.field.value = source;
    this.#changed();
  }

  addFiles(files, asDocuments) {
    this.tray.add(files, asDocuments);
    this.focus();
  }

  async send(text, options = {}) {
    await this.#run(async () => (await api.sendText(this.me, this.chat.id, text, { ...options, thread: this.thread })).messages);
  }

  async submit() {
    const source = this.field.value;
    const context = this.#context;
    const editing = context?.mode === "edit";
    if (source.trim() === "" && (editing || this.tray.size === 0)) return;
    const batches = editing ? [] : this.tray.batches();
    const restore = editing ? () => {} : this.tray.take();
    this.#clearContext();
    this.field.value = "";
    this.#changed();
    if (await this.#run(() => this.#deliver(source, context, batches))) return;
    restore(); // what could not be sent must not be lost
    if (this.field.value !== "") return;
    if (context) this.#setContext(context);
    this.field.value = source;
    this.#changed();
  }

  async #deliver(source, context, batches) {
    const { text, entities } = parseMarkup(source);
    const where = { thread: this.thread, replyTo: context?.mode === "reply" ? context.message.message_id : undefined };
    if (context?.mode === "edit") {
      const kept = carry(textOf(context.message), text, context.rest);
      await api.editText(this.me, this.chat.id, context.message.message_id, text, [...entities, ...kept]);
      return [];
    }
    if (batches.length === 0) return (await api.sendText(this.me, this.chat.id, text, { entities, ...where })).messages;
    const messages = [];
    for (const { files, asDocuments } of batches) {
      const words = messages.length === 0 ? { text, entities, ...where } : { thread: this.thread }; // the first album has the caption
      messages.push(...(await api.sendFiles(this.me, this.chat.id, files, { ...words, asDocuments })).messages);
    }
    return messages;
  }

  async #run(work) {
    this.node.setAttribute("aria-busy", "true");
    this.sendButton.disabled = true;
    try {
      const messages = await work();
      this.feed.upsert(messages ?? []);
      this.onSent();
      return true;
    } catch (error) {
      complain(error);
      return false;
    } finally {
      this.node.removeAttribute("aria-busy");
      this.sendButton.disabled = false;
    }
  }

  #listen() {
    this.field.addEventListener("input", () => this.#changed());
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.field.addEventListener("blur", () => {
      this.commands.close();
      this.inline.close();
    });
    for (const node of [this.commands.node, this.inline.node, this.slash]) node.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    this.field.addEventListener("paste", (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0 || event.clipboardData.getData("text/plain")) return;
      event.preventDefault();
      this.addFiles(files);
    });
    for (const [input, raw] of [[this.photoInput, false], [this.fileInput, true]]) {
      input.addEventListener("change", () => {
        this.addFiles([...input.files], raw);
        input.value = "";
      });
    }
  }

  #key(event) {
    if (event.isComposing || this.commands.key(event) || this.inline.key(event)) {
      this.#pointAtCommand();
      return;
    }
    const mark = markOfKey(event);
    if (mark) {
      event.preventDefault();
      wrap(this.field, mark);
      this.#changed();
    } else if (event.key === "Enter" && !event.shiftKey && !fingers.matches) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape" && this.#context) {
      event.stopPropagation();
      this.#clearContext();
    } else if (event.key === "ArrowUp" && this.field.value === "" && !event.shiftKey) {
      event.preventDefault();
      const last = this.feed.list().findLast((message) => message.out && message.text);
      if (last) this.edit(last);
      else this.focusHistory();
    }
  }

  #changed() {
    drafts.set(this.#draftKey(), this.#context?.mode === "edit" ? "" : this.field.value);
    this.commands.filter(this.field.value);
    this.inline.filter(this.field.value);
    this.#pointAtCommand();
    this.#grow();
    this.#buttons();
  }

  #pointAtCommand() {
    const id = this.commands.activeId ?? this.inline.activeId;
    if (id) this.field.setAttribute("aria-activedescendant", id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  #grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
  }

  #buttons() {
    const something = this.field.value.trim() !== "" || this.tray.size > 0;
    this.node.classList.toggle("ready", something);
    this.slash.classList.toggle("away", something && !this.commands.open);
  }

  #command(command, complete) {
    this.commands.close();
    this.field.value = complete ? `/${command}${this.suffix} ` : "";
    this.#changed();
    this.focus();
    if (!complete) this.send(`/${command}${this.suffix}`);
  }

  async #choose(queryId, resultId) {
    this.field.value = "";
    this.#changed();
    this.focus();
    await this.#run(async () => (await api.chooseInline(this.me, this.chat.id, queryId, resultId, this.thread)).messages);
  }

  #toggleCommands() {
    if (this.commands.open) this.commands.close();
    else this.commands.filter("/");
    this.focus();
  }

  #attachMenu() {
    openMenu([
      { icon: "image", label: "Фото", run: () => this.photoInput.click() },
      { icon: "file", label: "Файл", run: () => this.fileInput.click() },
    ], this.attach);
  }

  #setContext(context) {
    this.#context = context;
    const { mode, message } = context;
    replace(this.contextBar, icon(mode === "edit" ? "edit" : "reply"),
      h("span", { class: "context-words" },
        h("span", { class: "context-title" }, mode === "edit" ? "Изменение" : message.out ? "Ответ на своё сообщение" : `В ответ: ${author(message)}`),
        h("span", { class: "context-text", dir: "auto" }, excerpt(preview(message), 100))),
      iconButton(icon("close", 20), "Отменить", () => this.#clearContext()));
    this.contextBar.hidden = false;
    this.focus();
  }

  #clearContext() {
    const wasEdit = this.#context?.mode === "edit";
    this.#context = null;
    this.contextBar.hidden = true;
    if (!wasEdit) return;
    this.field.value = "";
    this.#changed();
  }

  #placeholder() {
    if (this.chat.type === "channel") return "Написать в канал…";
    return this.thread && !this.chat.is_forum ? "Комментарий…" : "Сообщение…";
  }

  #draftKey() {
    return `${this.me}/${this.chat.id}/${this.thread ?? ""}`;
  }
}
