// What the bot offers above the input field while `@bot words` is being typed there.

import * as api from "./api.js";
import { h, replace } from "./dom.js";
import { icon } from "./icons.js";

const PAUSE_MS = 250; // apps ask when the typing stops
const NEAR_END = 80; // pixels above the end of the list at which more is asked for

export class InlineMenu {
  #asked = null; // the words whose results are shown, or on their way
  #timer = 0;
  #answer = null;
  #shown = [];
  #at = 0;

  // choose(queryId, resultId)
  constructor(me, chatId, username, choose) {
    Object.assign(this, { me, chatId, choose, name: `@${username}`.toLowerCase() });
    this.node = h("ul", { class: "commands inline-results", role: "listbox", id: `inline-${chatId}`, "aria-label": "Что предлагает бот", hidden: true, dataset: { testid: "inline-results" } });
    this.node.addEventListener("scroll", () => this.#more());
  }

  get open() {
    return !this.node.hidden;
  }

  get activeId() {
    return this.open && this.#shown.length > 0 ? `${this.node.id}-${this.#at}` : null;
  }

  // typed: everything that is in the field
  filter(typed) {
    const words = this.#words(typed);
    if (words === this.#asked) return;
    clearTimeout(this.#timer);
    this.#asked = words;
    if (words === null) this.close();
    else this.#timer = setTimeout(() => this.#ask(words), PAUSE_MS);
  }

  close() {
    clearTimeout(this.#timer);
    this.#asked = this.#answer = null;
    this.#shown = [];
    this.node.hidden = true;
  }

  // → whether the key was ours
  key(event) {
    if (!this.open) return false;
    const count = this.#shown.length;
    const step = { ArrowDown: 1, ArrowUp: count - 1 }[event.key];
    if (step !== undefined && count > 0) {
      this.#at = (this.#at + step) % count;
      this.#draw();
    } else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && !event.shiftKey && count > 0) this.#pick(this.#shown[this.#at]);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  #words(typed) {
    const [name, ...rest] = typed.split(" ");
    return rest.length > 0 && name.toLowerCase() === this.name ? rest.join(" ").trim() : null;
  }

  // Silence and a bot without inline mode show nothing: what is typed stays an ordinary message.
  async #ask(words, offset = "") {
    const answer = await api.inline(this.me, this.chatId, words, offset).catch(() => null);
    if (words !== this.#asked) return; // typed on meanwhile
    if (!answer?.answered) return offset ? undefined : this.close();
    const known = offset ? this.#shown : [];
    this.#answer = answer;
    this.#shown = [...known, ...answer.results.map((result) => ({ ...result, queryId: answer.query_id }))];
    if (!offset) this.#at = 0;
    this.node.hidden = false;
    this.#draw();
  }

  #more() {
    const { scrollTop, clientHeight, scrollHeight } = this.node;
    const offset = this.#answer?.next_offset;
    if (!offset || scrollTop + clientHeight < scrollHeight - NEAR_END) return;
    this.#answer = null; // asked once
    this.#ask(this.#asked, offset);
  }

  #pick(result) {
    this.close();
    this.choose(result.queryId, result.id);
  }

  #draw() {
    const items = this.#shown.map((result, at) => h("li", {
      role: "option", id: `${this.node.id}-${at}`, "aria-selected": String(at === this.#at), class: "command inline-result",
      dataset: { testid: "inline-result" }, onclick: () => this.#pick(result),
    }, thumbnail(result), h("span", { class: "inline-words", dir: "auto" },
      h("span", { class: "inline-title" }, result.title || "Без заголовка"),
      result.description && h("span", { class: "inline-description" }, result.description))));
    const none = items.length === 0 && h("li", { class: "inline-none" }, "Ничего не нашлось");
    replace(this.node, items, none);
    this.node.children[this.#at]?.scrollIntoView({ block: "nearest" });
  }
}

function thumbnail({ photo }) {
  const url = photo?.[0]?.url;
  if (url) return h("img", { class: "inline-picture", src: url, alt: "", loading: "lazy" });
  return h("span", { class: "inline-picture", "aria-hidden": "true" }, icon("file", 20));
}
