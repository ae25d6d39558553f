// The header of an open chat: who or what it is, the way back, and what can be done with it.

import { avatar } from "./avatar.js";
import { h, iconButton } from "./dom.js";
import { icon } from "./icons.js";

// picture: what avatars show instead of initials; inner: the way back leads into another chat, not to the list
export function paneHead({ id, name, picture, title, status, inner, onBack, onInfo, onMenu }) {
  const words = [title, status];
  const titles = onInfo
    ? h("button", { type: "button", class: "pane-titles", "aria-label": `О чате «${name}»`, dataset: { testid: "chat-info" }, onclick: onInfo }, words)
    : h("div", { class: "pane-titles" }, words);
  return h("header", { class: "pane-head" },
    iconButton(icon("back", 26), inner ? "Назад" : "К списку чатов", onBack, { class: `icon-button back${inner ? " inner" : ""}`, "data-testid": "back" }),
    avatar(id, name, picture),
    titles,
    iconButton(icon("more"), "Действия с чатом", (event) => onMenu(event.currentTarget), { "aria-haspopup": "menu", "data-testid": "chat-menu" }));
}

export function pictureOf(store, chat) {
  if (store.isBotChat(chat)) return "bot";
  if (chat.type === "channel") return "megaphone";
  return chat.is_forum ? "topics" : undefined;
}
