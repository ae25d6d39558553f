// Buttons under a message, and the keyboard that takes the place of the phone's own.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { safeHref } from "./links.js";

const pending = new Set(); // presses without an answer yet; they outlive the row, which an edit redraws

const address = (message, data) => `${message.chat.id}/${message.message_id}/${data}`;
const STYLES = new Set(["danger", "success", "primary"]);

// act(kind, button): "callback" → a promise, "url", "copy", "other"
export function inlineKeyboard(message, act) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!Array.isArray(rows) || rows.length === 0) return null;
  return h("div", { class: "inline-keyboard", role: "group", "aria-label": "Кнопки сообщения" }, rows.map((row, y) =>
    h("div", { class: "inline-row" }, row.map((button, x) => inlineButton(message, button, `b${y}:${x}`, act)))));
}

function inlineButton(message, button, focusKey, act) {
  const style = STYLES.has(button.style) ? ` ${button.style}` : "";
  const props = {
    class: `inline-button${style}`,
    dataset: { testid: "inline-button", focusKey, ...(button.callback_data && { callback: button.callback_data }) },
  };
  const label = h("span", { class: "inline-label" }, button.text ?? "");
  const href = button.url && safeHref(button.url);
  if (href) return h("a", { ...props, href, target: "_blank", rel: "noopener noreferrer", title: button.url }, label, icon("out", 12));
  const node = h("button", { ...props, type: "button" }, label);
  if (button.copy_text) {
    node.append(icon("copy", 12));
    node.addEventListener("click", () => act("copy", button));
  } else if (button.callback_data !== undefined) {
    const key = address(message, button.callback_data);
    if (pending.has(key)) node.setAttribute("aria-busy", "true");
    node.addEventListener("click", () => press(node, key, () => act("callback", button)));
  } else {
    node.addEventListener("click", () => act("other", button));
  }
  return node;
}

async function press(node, key, run) {
  if (pending.has(key)) return;
  pending.add(key);
  node.setAttribute("aria-busy", "true");
  try {
    await run();
  } finally {
    pending.delete(key);
    node.removeAttribute("aria-busy");
    for (const twin of document.querySelectorAll(`[data-callback="${CSS.escape(node.dataset.callback)}"][aria-busy]`)) {
      twin.removeAttribute("aria-busy");
    }
  }
}

// The newest word of the bot on the reply keyboard decides.
export function currentReplyMarkup(messages) {
  for (let at = messages.length - 1; at >= 0; at -= 1) {
    const markup = messages[at].reply_markup;
    if (messages[at].out || !markup) continue;
    if (markup.keyboard || markup.force_reply) return { message: messages[at], markup };
    if (markup.remove_keyboard) return null;
  }
  return null;
}

export function replyKeyboard(markup, send) {
  const rows = (markup.keyboard ?? []).map((row) =>
    h("div", { class: "reply-row" }, row.map((button) => {
      const text = typeof button === "string" ? button : (button.text ?? "");
      return h("button", { type: "button", class: "reply-button", dataset: { testid: "reply-button" }, onclick: () => send(text, button) }, text);
    })));
  const natural = markup.resize_keyboard ? " natural" : "";
  return h("div", { class: `reply-keyboard${natural}`, role: "group", "aria-label": "Клавиатура бота" }, rows);
}
