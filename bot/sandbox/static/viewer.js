// Photographs over the whole window; arrows turn the pages of an album.

import { h, iconButton } from "./dom.js";
import { icon } from "./icons.js";
import { textOf } from "./kinds.js";
import { bestPhoto } from "./media.js";
import { openDialog } from "./overlay.js";

export function openViewer(messages, at) {
  const photos = messages.map((message) => ({ url: bestPhoto(message)?.url, text: textOf(message) })).filter((photo) => photo.url);
  if (photos.length === 0) return;
  const wanted = bestPhoto(messages[at])?.url;
  let shown = Math.max(0, photos.findIndex((photo) => photo.url === wanted));
  const image = h("img", { class: "viewer-image", alt: "Фотография", draggable: "false" });
  const caption = h("p", { class: "viewer-caption", dir: "auto" });
  const count = h("span", { class: "viewer-count", "aria-live": "polite" });
  const show = (index) => {
    shown = (index + photos.length) % photos.length;
    image.src = photos[shown].url;
    caption.textContent = photos[shown].text.slice(0, 300);
    caption.hidden = !photos[shown].text;
    count.textContent = photos.length > 1 ? `${shown + 1} из ${photos.length}` : "";
  };
  const several = photos.length > 1;
  const dialog = openDialog("Просмотр фотографии", [
    h("div", { class: "viewer-bar" }, count, iconButton(icon("close"), "Закрыть", () => dialog.close())),
    several && iconButton(icon("back", 30), "Предыдущая", () => show(shown - 1), { class: "icon-button viewer-step previous" }),
    h("figure", { class: "viewer-figure" }, image, caption),
    several && iconButton(icon("back", 30), "Следующая", () => show(shown + 1), { class: "icon-button viewer-step next" }),
  ].filter(Boolean), "viewer");
  dialog.dataset.testid = "viewer";
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") show(shown - 1);
    if (event.key === "ArrowRight") show(shown + 1);
  });
  dialog.addEventListener("click", (event) => {
    if (event.target.matches(".viewer-figure, .viewer-bar")) dialog.close();
  });
  show(shown);
}
