// Pictures, albums, files and everything else that is not words.

import { h } from "./dom.js";
import { duration, fileSize, fullName, plural } from "./format.js";
import { icon } from "./icons.js";
import { mosaic } from "./mosaic.js";

const PHOTO_WIDTH = 420;
const PHOTO_HEIGHT = 460;
const TILED = new Set(["photo", "video", "animation"]);

export const isTiled = (kind) => TILED.has(kind);

// The best size of a picture, whatever is missing of it.
export function bestPhoto(message) {
  const sizes = (message.photo ?? []).filter((size) => size?.url);
  return sizes.reduce((best, size) => ((size.width ?? 0) >= (best?.width ?? -1) ? size : best), null);
}

export function pictureBox(width = 4, height = 3) {
  const scale = Math.min(PHOTO_WIDTH / width, PHOTO_HEIGHT / height, Math.max(1, 240 / width));
  return { width: Math.max(160, Math.round(width * scale)), ratio: width / height };
}

export function singlePicture(message, kind, open) {
  const size = kind === "photo" ? bestPhoto(message) : message[kind];
  const { width, ratio } = pictureBox(size?.width || 400, size?.height || 300);
  const tile = pictureTile(message, kind, open);
  const node = h("div", { class: "picture", style: { width: `${width}px`, "aspect-ratio": String(Math.max(ratio, 0.45)) } }, tile);
  return { node, width };
}

export function album(messages, kinds, open) {
  const ratios = messages.map((message, at) => {
    const size = kinds[at] === "photo" ? bestPhoto(message) : message[kinds[at]];
    return (size?.width || 1) / (size?.height || 1);
  });
  const layout = mosaic(ratios);
  const node = h("div", {
    class: "album", role: "group", "aria-label": `Альбом: ${plural(messages.length, "снимок", "снимка", "снимков")}`,
    style: { "aspect-ratio": String(layout.ratio), width: `${PHOTO_WIDTH}px` }, dataset: { testid: "album" },
  });
  messages.forEach((message, at) => {
    const { x, y, w, h: height } = layout.tiles[at];
    const place = { left: `${x * 100}%`, top: `${y * 100}%`, width: `${w * 100}%`, height: `${height * 100}%` };
    node.append(h("div", { class: "album-tile", style: place }, pictureTile(message, kinds[at], () => open(at))));
  });
  return { node, width: PHOTO_WIDTH };
}

function pictureTile(message, kind, open) {
  if (kind !== "photo") return videoTile(message[kind], kind);
  const size = bestPhoto(message);
  const hidden = Boolean(message.has_media_spoiler);
  const button = h("button", {
    type: "button", class: `photo${hidden ? " veiled" : ""}`, "aria-label": hidden ? "Скрытая фотография" : "Открыть фотографию",
    dataset: { testid: "photo", itemId: message.message_id },
  });
  button.addEventListener("click", () => {
    if (button.classList.contains("veiled")) button.classList.remove("veiled");
    else open(0);
  });
  if (!size) return missing("Фотография недоступна");
  const image = h("img", { src: size.url, alt: message.caption ? "" : "Фотография", decoding: "async", draggable: "false" });
  image.addEventListener("error", () => button.replaceWith(missing("Фотография недоступна")));
  button.append(image);
  return button;
}

function missing(words) {
  return h("div", { class: "media-missing" }, icon("image", 28), h("span", {}, words));
}

function videoTile(video, kind) {
  const poster = video?.thumbnail?.url;
  const label = h("span", { class: "media-label" }, kind === "animation" ? "GIF" : duration(video?.duration));
  const start = h("button", { type: "button", class: "video-start", "aria-label": "Воспроизвести видео" }, icon("play", 30));
  // Without a poster the first frame serves, if the browser can read it.
  const still = poster ? h("img", { src: poster, alt: "" }) : video?.url && h("video", { src: video.url, preload: "metadata", tabindex: -1, "aria-hidden": "true" });
  const box = h("div", { class: "video", dataset: { testid: "video" } }, still, start, label);
  start.addEventListener("click", () => {
    const player = h("video", { src: video.url, controls: true, autoplay: true, loop: kind === "animation", playsinline: true });
    player.addEventListener("error", () => box.replaceChildren(missing("Видео не воспроизводится")));
    box.replaceChildren(player);
  });
  return box;
}

export function documentRow(message) {
  const file = message.document;
  const name = file.file_name || "Файл";
  const end = /\.([\p{L}\p{N}]{1,5})$/u.exec(name)?.[1];
  const words = h("span", { class: "file-words" },
    h("span", { class: "file-name" }, name), h("span", { class: "file-size" }, fileSize(file.file_size)));
  const shown = file.url && /^image\/(jpeg|png|webp|gif)$/.test(file.mime_type ?? "");
  const sign = shown ? h("img", { src: file.url, alt: "", loading: "lazy" }) : end ? end.toLowerCase() : icon("file", 22);
  const badge = h("span", { class: "file-badge" }, sign);
  const props = { class: "file", dataset: { testid: "document", itemId: message.message_id } };
  if (!file.url) return h("div", props, badge, words);
  return h("a", { ...props, href: file.url, download: name, "aria-label": `Скачать ${name}, ${fileSize(file.file_size)}` }, badge, words);
}

function sound(file, title) {
  return h("div", { class: "sound" }, title && h("div", { class: "file-name" }, title),
    file.url ? h("audio", { src: file.url, controls: true, preload: "none" }) : h("span", {}, duration(file.duration)));
}

function line(picture, title, subtitle) {
  const words = h("span", { class: "file-words" }, h("span", { class: "file-name" }, title), h("span", { class: "file-size" }, subtitle));
  return h("div", { class: "file" }, h("span", { class: "file-badge" }, icon(picture, 22)), words);
}

const ROWS = {
  document: documentRow,
  audio: ({ audio }) => sound(audio, [audio.performer, audio.title].filter(Boolean).join(" — ") || audio.file_name || "Аудио"),
  voice: ({ voice }) => sound(voice, "Голосовое сообщение"),
  video_note: ({ video_note: note }) => line("play", "Видеосообщение", duration(note.duration)),
  contact: ({ contact }) => line("user", fullName(contact) || "Контакт", contact.phone_number ?? ""),
  location: ({ location }) => line("place", "Геопозиция", `${location.latitude}, ${location.longitude}`),
  venue: ({ venue }) => line("place", venue.title ?? "Место", venue.address ?? ""),
  dice: ({ dice }) => h("div", { class: "sticker" }, dice.emoji ?? "🎲"),
  sticker: ({ sticker }) => (sticker.url
    ? h("img", { class: "sticker-image", src: sticker.url, alt: sticker.emoji ?? "Стикер" })
    : h("div", { class: "sticker" }, sticker.emoji ?? "🙂")),
  poll: ({ poll }) => h("div", { class: "poll" }, h("strong", {}, poll.question ?? "Опрос"),
    h("ul", {}, (poll.options ?? []).map((option) => h("li", {}, option.text ?? "")))),
};

export function mediaRow(message, kind) {
  return ROWS[kind]?.(message) ?? h("div", { class: "unsupported" }, "Неподдерживаемое сообщение");
}
