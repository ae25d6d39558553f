// What a message is, and how to say it in one line.

import { fullName } from "./format.js";
import { richLines } from "./richwords.js";

const MEDIA = [
  "photo", "video", "animation", "document", "audio", "voice", "video_note", "sticker", "contact", "location", "venue",
  "poll", "dice",
];

const NAMES = {
  photo: "Фотография", video: "Видео", animation: "GIF", audio: "Аудио", voice: "Голосовое сообщение",
  video_note: "Видеосообщение", contact: "Контакт", location: "Геопозиция", venue: "Место", poll: "Опрос",
};

const SERVICE = {
  pinned_message: (m) => `${actor(m)} закрепляет «${excerpt(preview(m.pinned_message), 40)}»`,
  new_chat_title: (m) => `Новое название: «${m.new_chat_title}»`,
  new_chat_photo: () => "Обновлена фотография",
  delete_chat_photo: () => "Фотография удалена",
  new_chat_members: (m) => `Новые участники: ${m.new_chat_members.map(fullName).join(", ")}`,
  left_chat_member: (m) => `${fullName(m.left_chat_member)} больше не участник`,
  channel_chat_created: () => "Канал создан",
  group_chat_created: () => "Группа создана",
  supergroup_chat_created: () => "Группа создана",
  message_auto_delete_timer_changed: () => "Изменено время жизни сообщений",
  migrate_to_chat_id: () => "Группа стала супергруппой",
  migrate_from_chat_id: () => "Группа стала супергруппой",
  write_access_allowed: () => "Боту разрешено писать",
  video_chat_started: () => "Трансляция началась",
  video_chat_ended: () => "Трансляция окончена",
  forum_topic_created: (m) => `Новая тема: «${m.forum_topic_created?.name ?? ""}»`,
  forum_topic_edited: (m) => (m.forum_topic_edited?.name ? `Тема теперь называется «${m.forum_topic_edited.name}»` : "Изменён значок темы"),
  forum_topic_closed: (m) => `${actor(m)} закрывает тему`,
  forum_topic_reopened: (m) => `${actor(m)} открывает тему снова`,
  chat_shared: (m) => `${actor(m)} выбирает чат${m.chat_shared.title ? ` «${m.chat_shared.title}»` : ""} для бота`,
  users_shared: (m) => `${actor(m)} выбирает людей для бота: ${m.users_shared.users.length}`,
};

export const isService = (message) => Object.keys(SERVICE).some((key) => message[key] !== undefined);

export function serviceText(message) {
  const key = Object.keys(SERVICE).find((name) => message[name] !== undefined);
  try {
    return SERVICE[key](message);
  } catch {
    return "Служебное сообщение"; // a field of a shape we did not expect
  }
}

// An animation comes with a document of the same file, so the order of MEDIA decides.
export function kindOf(message) {
  if (isService(message)) return "service";
  const media = MEDIA.find((kind) => message[kind] !== undefined);
  if (media) return media;
  if (message.rich_message) return "rich";
  return typeof message.text === "string" ? "text" : "unknown";
}

export function preview(message) {
  if (!message) return "";
  const kind = kindOf(message);
  if (kind === "service") return serviceText(message);
  const words = kind === "rich" ? richLines(message.rich_message.blocks).join(" · ") : textOf(message);
  if (words) return words.replace(/\s+/gu, " ").trim();
  if (kind === "document") return message.document.file_name || "Документ";
  if (kind === "sticker") return `${message.sticker.emoji ?? ""} Стикер`.trim();
  if (kind === "dice") return message.dice.emoji ?? "Кубик";
  return NAMES[kind] ?? "Сообщение";
}

export function excerpt(text, length) {
  const letters = [...text];
  return letters.length > length ? `${letters.slice(0, length).join("").trimEnd()}…` : text;
}

export function author(message) {
  return message.sender_chat?.title ?? (fullName(message.from) || message.chat?.title || "");
}

function actor(message) {
  return author(message) || "Канал";
}

// Who a forwarded message is from: [words before the name, name, chat id, message id]
export function forwardedFrom(message) {
  const origin = message.forward_origin;
  if (!origin || message.is_automatic_forward) return null; // in a discussion the post stands as the channel's own
  const chat = origin.chat ?? origin.sender_chat;
  if (chat) return { name: chat.title ?? "", chatId: chat.id, messageId: origin.message_id };
  return { name: origin.sender_user_name ?? (fullName(origin.sender_user) || "скрытого отправителя") };
}

// What can be copied of it: also the words of a rich message, a line for each of its parts.
export const wordsOf = (message) => (message.rich_message ? richLines(message.rich_message.blocks).join("\n") : textOf(message));
export const textOf = (message) => message.text ?? message.caption ?? "";
export const entitiesOf = (message) => (message.text !== undefined ? message.entities : message.caption_entities) ?? [];
