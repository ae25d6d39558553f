// The chats of the present person, newest word first.

import { avatar } from "./avatar.js";
import { h, replace } from "./dom.js";
import { listTime } from "./format.js";
import { icon } from "./icons.js";
import { author, excerpt, isService, preview } from "./kinds.js";
import { pictureOf } from "./panehead.js";

// shown(): ids of the chats on screen; the list marks them
export function chatList(node, store, shown, open) {
  const list = h("ul", { class: "chat-items", dataset: { testid: "chat-list" } });
  node.append(list);
  node.addEventListener("keydown", walk);
  const draw = () => {
    const focused = document.activeElement?.dataset?.chatId;
    const entries = [...store.chats].sort((a, b) => (b.last_message?.date ?? 0) - (a.last_message?.date ?? 0));
    replace(list, entries.map((entry) => h("li", {}, item(entry, store, shown(), open))));
    if (focused) list.querySelector(`[data-chat-id="${focused}"]`)?.focus();
  };
  store.on("chats", draw);
  store.on("shown", draw);
}

function item({ chat, last_message: last, unread }, store, shown, open) {
  const title = store.title(chat);
  const picture = pictureOf(store, chat);
  const kind = picture === "bot" ? "бот" : chat.type === "channel" ? "канал" : "группа";
  return h("button", {
    type: "button", class: "chat-item", "aria-current": shown[0] === chat.id ? "true" : undefined,
    dataset: { chatId: chat.id, chatType: chat.type, testid: "chat-item", ...(shown.includes(chat.id) && { shown: "" }) },
    "aria-label": `${title}, ${kind}${unread ? `, новых: ${unread}` : ""}`, onclick: () => open(chat.id),
  },
  avatar(picture === "bot" ? store.bot.id : chat.id, title, picture),
  h("span", { class: "chat-words" },
    h("span", { class: "chat-line" },
      picture === "bot" ? null : icon(picture ?? "group", 15),
      h("span", { class: "chat-title", dir: "auto" }, title),
      last && h("time", { class: "chat-time" }, listTime(last.date, store.now()))),
    h("span", { class: "chat-line" },
      h("span", { class: "chat-preview", dir: "auto" }, last ? lastWords(last, chat) : "Пока пусто"),
      unread ? h("span", { class: "badge", "aria-hidden": "true" }, unread > 99 ? "99+" : String(unread)) : null)));
}

function lastWords(message, chat) {
  const words = excerpt(preview(message), 120);
  if (isService(message) || chat.type === "channel") return words;
  if (message.out) return [h("span", { class: "chat-who" }, "Вы: "), words];
  return chat.type === "private" ? words : [h("span", { class: "chat-who" }, `${author(message)}: `), words];
}

function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const items = [...event.currentTarget.querySelectorAll(".chat-item")];
  const at = items.indexOf(document.activeElement);
  items[Math.max(0, Math.min(items.length - 1, at + step))]?.focus();
  event.preventDefault();
}
