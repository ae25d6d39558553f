// One row of the history: a message, or an album, which is several messages in one bubble.

import { h } from "./dom.js";
import { renderText } from "./entities.js";
import { clock, fullDate, plural, viewCount } from "./format.js";
import { icon } from "./icons.js";
import { inlineKeyboard } from "./keyboard.js";
import { author, entitiesOf, excerpt, forwardedFrom, kindOf, preview, serviceText, textOf } from "./kinds.js";
import { linkCard } from "./linkcard.js";
import { album, isTiled, mediaRow, singlePicture } from "./media.js";
import { reactionBar } from "./reactions.js";
import { richBody } from "./rich.js";

// messages: one, or the items of an album. look: {first, tail, showAuthor}. act: what the pane does on presses.
export function messageRow(messages, look, act) {
  const lead = messages[0];
  const kinds = messages.map(kindOf);
  if (kinds[0] === "service") return serviceRow(lead, act);
  const body = bubble(messages, kinds, look, act);
  const buttons = inlineKeyboard(messages.find((message) => message.reply_markup) ?? lead, (kind, button) => act.button(kind, button, lead));
  const more = h("button", {
    type: "button", class: "row-more", "aria-label": "Действия с сообщением", title: "Действия", "aria-haspopup": "menu",
    dataset: { testid: "message-menu", focusKey: "more" }, onclick: (event) => act.menu(messages, event.currentTarget),
  }, icon("more", 18));
  const names = ["row", lead.out ? "out" : "in", look.first && "first", look.tail && "tail", kinds[0] === "rich" && "is-rich", buttons && "with-buttons"];
  return h("div", {
    class: names.filter(Boolean).join(" "), role: "article", tabindex: -1,
    "aria-label": `${lead.out ? "Вы" : author(lead)}, ${clock(lead.date)}: ${excerpt(preview(lead), 80)}`,
    dataset: { messageId: lead.message_id, messageIds: messages.map((message) => message.message_id).join(" "), testid: "message" },
  }, h("div", { class: "stack" }, h("div", { class: "bubble-line" }, body, more), buttons, reactionsOf(lead, act), commentsButton(messages, act)));
}

const reactionsOf = (lead, act) => lead.chat?.type === "channel" && reactionBar(lead, (emoji) => act.react(lead, emoji));

// Below a channel's post: how much is said about it in the linked group.
function commentsButton(messages, act) {
  const comments = messages.find((message) => message.comments)?.comments;
  if (!comments) return null;
  const words = comments.count > 0 ? plural(comments.count, "комментарий", "комментария", "комментариев") : "Комментировать";
  return h("button", { type: "button", class: "comments", dataset: { testid: "comments", focusKey: "comments" }, onclick: () => act.openThread(comments) }, icon("comment", 18), words, icon("next", 16));
}

function serviceRow(message, act) {
  const target = message.pinned_message?.message_id;
  const words = serviceText(message);
  const pill = target
    ? h("button", { type: "button", class: "pill", dir: "auto", onclick: () => act.jump(target) }, words)
    : h("span", { class: "pill", dir: "auto" }, words);
  return h("div", {
    class: "row service", role: "article", tabindex: -1, "aria-label": words,
    dataset: { messageId: message.message_id, testid: "service-message" },
  }, pill);
}

function bubble(messages, kinds, look, act) {
  const lead = messages[0];
  const head = [look.showAuthor && h("div", { class: "sender", dir: "auto" }, author(lead)), forwardLine(lead, act), viaLine(lead), replyLine(lead, act)]
    .filter(Boolean);
  const { media, width, tiled } = mediaOf(messages, kinds, act);
  // Only one caption fits under an album; it may sit on any of its items.
  const worded = messages.find((message) => textOf(message)) ?? lead;
  const text = textOf(worded);
  const above = Boolean(worded.show_caption_above_media) && text;
  const stamp = meta(messages);
  const large = kinds[0] === "text" && isLargeEmoji(text) && head.length === 0;
  const names = ["bubble", tiled && "has-picture", tiled && !text && "bare", tiled && head.length > 0 && "has-head", large && "emoji"];
  const card = linkCard(lead);
  const over = card && Boolean(lead.link_preview_options?.show_above_text);
  const apart = !text || above || (card && !over); // the time stands below everything
  const words = text && h("div", { class: "text", dir: "auto" }, renderText(text, entitiesOf(worded)), apart ? null : stamp);
  const alone = apart ? h("div", { class: "stamp-line" }, stamp) : null;
  const parts = [over && card, above && words, media, !above && words, !over && card, alone];
  const style = tiled ? { "max-width": `min(100%, ${Math.max(width, text ? 280 : 0)}px)` } : {};
  return h("div", { class: names.filter(Boolean).join(" "), style, dataset: { testid: "bubble" } },
    head.length > 0 && h("div", { class: "head" }, head), parts);
}

function mediaOf(messages, kinds, act) {
  if (kinds[0] === "text") return {};
  if (kinds[0] === "rich") return { media: richBody(messages[0].rich_message, act.openPhoto) };
  const open = (at) => act.openPhoto(messages, at);
  if (kinds.every(isTiled)) {
    const { node, width } = messages.length > 1 ? album(messages, kinds, open) : singlePicture(messages[0], kinds[0], open);
    return { media: node, width, tiled: true };
  }
  return { media: h("div", { class: "files" }, messages.map((message, at) => mediaRow(message, kinds[at]))) };
}

function forwardLine(message, act) {
  const from = forwardedFrom(message);
  if (!from) return null;
  const name = from.chatId
    ? h("button", { type: "button", class: "forward-name", onclick: () => act.openChat(from.chatId, from.messageId) }, from.name)
    : h("span", { class: "forward-name" }, from.name);
  return h("div", { class: "forward", dir: "auto" }, "Переслано из ", name);
}

function viaLine(message) {
  return message.via_bot && h("div", { class: "via", dir: "auto" }, `через @${message.via_bot.username}`);
}

function replyLine(message, act) {
  const target = visibleTarget(message, act.thread);
  const quoted = message.quote?.text;
  if (!target && !quoted && !message.external_reply) return null;
  const outside = message.external_reply;
  const name = target ? author(target) : forwardedFrom({ forward_origin: outside?.origin })?.name;
  const jump = () => {
    if (target) act.jump(target.message_id);
    else if (outside?.chat) act.openChat(outside.chat.id, outside.message_id);
  };
  return h("button", {
    type: "button", class: "reply-line", dataset: { testid: "reply-header" }, "aria-label": `В ответ: ${name ?? ""}`,
    onclick: jump,
  }, h("span", { class: "reply-name", dir: "auto" }, name || "Сообщение"),
  h("span", { class: "reply-text", dir: "auto" }, excerpt(quoted ?? preview(target), 90)));
}

// What starts a topic or a thread is no answer that has to be shown.
function visibleTarget(message, thread) {
  const target = message.reply_to_message;
  if (!target || target.forum_topic_created || target.message_id === thread) return null;
  return target;
}

function meta(messages) {
  const lead = messages[0];
  const edited = messages.some((message) => message.edit_date);
  const signature = lead.author_signature;
  return h("span", { class: "meta", title: fullDate(lead.date) },
    lead.pinned && mark("pin", "Закреплено"),
    lead.has_protected_content && mark("lock", "Защищено от пересылки"),
    lead.silent && mark("mute", "Без звука"),
    Number.isFinite(lead.views) && h("span", { class: "views", "aria-label": `Просмотров: ${lead.views}` }, icon("eye", 14), h("span", {}, viewCount(lead.views))),
    signature && h("span", { class: "signature" }, excerpt(signature, 24)),
    edited && h("span", {}, "изменено"),
    h("time", { datetime: new Date(lead.date * 1000).toISOString() }, clock(lead.date)),
    lead.out && lead.chat?.type !== "channel" && mark("check", "Отправлено"));
}

// A new count on a row that stays as it is.
export function showViews(row, count) {
  const node = row?.querySelector(".views");
  if (!node) return;
  node.setAttribute("aria-label", `Просмотров: ${count}`);
  node.lastChild.textContent = viewCount(count);
}

function mark(name, label) {
  return h("span", { class: `mark mark-${name}`, role: "img", "aria-label": label, title: label }, icon(name, 14));
}

function isLargeEmoji(text) {
  if (text.length > 24 || !/^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d|\ufe0f|\s)+$/u.test(text)) return false;
  return typeof Intl.Segmenter !== "function" || [...new Intl.Segmenter("ru").segment(text.replace(/\s/gu, ""))].length <= 3;
}
