// The bot's commands above the input field: by the button, or while a slash is being typed.

import * as api from "./api.js";
import { h, replace } from "./dom.js";

export class CommandMenu {
  #commands = [];
  #shown = [];
  #at = 0;

  // suffix: in a group a command names its bot
  constructor(me, chatId, choose, suffix = "") {
    Object.assign(this, { me, chatId, choose, suffix });
    this.node = h("ul", { class: "commands", role: "listbox", id: `commands-${chatId}`, "aria-label": "Команды", hidden: true, dataset: { testid: "commands" } });
  }

  get open() {
    return !this.node.hidden;
  }

  get available() {
    return this.#commands.length > 0;
  }

  // An absent menu is no failure: typing commands by hand still works.
  async load() {
    this.#commands = (await api.commands(this.me, this.chatId).catch(() => [])) ?? [];
  }

  // typed: the text so far, or "/" for all of them
  filter(typed) {
    const word = /^\/(\w*)$/.exec(typed)?.[1];
    const found = word === undefined ? [] : this.#commands.filter(({ command }) => command.startsWith(word.toLowerCase()));
    this.#shown = found;
    this.#at = 0;
    this.node.hidden = found.length === 0;
    this.#draw();
  }

  close() {
    this.node.hidden = true;
  }

  // → whether the key was ours
  key(event) {
    if (!this.open) return false;
    const count = this.#shown.length;
    const step = { ArrowDown: 1, ArrowUp: count - 1 }[event.key];
    if (step !== undefined) {
      this.#at = (this.#at + step) % count;
      this.#draw();
    } else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && !event.shiftKey) this.choose(this.#shown[this.#at].command, false);
    else if (event.key === "Tab" && !event.shiftKey) this.choose(this.#shown[this.#at].command, true);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  #draw() {
    replace(this.node, this.#shown.map(({ command, description }, at) => h("li", {
      role: "option", id: `${this.node.id}-${at}`, "aria-selected": String(at === this.#at), class: "command", dataset: { command },
      onclick: () => this.choose(command, false),
    }, h("span", { class: "command-name" }, `/${command}${this.suffix}`), h("span", { class: "command-words" }, description))));
    this.node.children[this.#at]?.scrollIntoView({ block: "nearest" });
  }

  get activeId() {
    return this.open ? `${this.node.id}-${this.#at}` : null;
  }
}
