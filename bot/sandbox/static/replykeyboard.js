// The bot's own keyboard below the input field: shown when asked for, folded away by its button.

import { h, iconButton, replace } from "./dom.js";
import { icon } from "./icons.js";
import { currentReplyMarkup, replyKeyboard } from "./keyboard.js";
import { toast } from "./overlay.js";

const BEYOND = ["request_contact", "request_location", "request_poll", "web_app"];
const REQUESTS = ["request_chat", "request_users"];

export class ReplyKeyboard {
  #for = 0; // the message that brought it
  #open = true;
  #markup = null;

  // send(text); request(kind, what): the person chooses a chat or people
  constructor(send, request) {
    Object.assign(this, { send, request });
    this.node = h("div", { class: "keyboard-box", hidden: true, dataset: { testid: "reply-keyboard" } });
    this.toggle = iconButton(icon("keyboard"), "Клавиатура бота", () => this.#flip(), { hidden: true, "data-testid": "keyboard-button" });
  }

  // → {message, markup} or null when that changed, else undefined
  update(messages) {
    const wanted = currentReplyMarkup(messages);
    const id = wanted?.message.message_id ?? 0;
    if (id === this.#for) return undefined;
    this.#for = id;
    this.#open = true;
    this.#markup = wanted?.markup ?? null;
    replace(this.node, this.#markup?.keyboard ? replyKeyboard(this.#markup, (text, button) => this.#press(text, button)) : []);
    this.#show();
    return wanted;
  }

  #press(text, button) {
    if (typeof button === "object" && BEYOND.some((field) => button[field])) {
      toast("Такая кнопка в песочнице не работает.");
      return;
    }
    const asked = REQUESTS.find((field) => button[field]);
    const fold = () => {
      if (this.#markup?.one_time_keyboard) this.#open = false;
      this.#show();
    };
    if (asked) {
      this.request(asked, button[asked], fold);
      return;
    }
    fold();
    this.send(text);
  }

  #flip() {
    this.#open = !this.#open;
    this.#show();
  }

  #show() {
    const exists = this.node.childElementCount > 0;
    this.toggle.hidden = !exists;
    this.node.hidden = !exists || !this.#open;
    this.toggle.setAttribute("aria-pressed", String(!this.node.hidden));
  }
}
