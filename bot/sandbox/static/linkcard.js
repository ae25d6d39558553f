// The preview of a message's first link. The sandbox has no internet, so it shows where it leads.

import { h } from "./dom.js";
import { entitiesOf, textOf } from "./kinds.js";
import { safeHref } from "./links.js";

// → the card, or null where Telegram shows none
export function linkCard(message) {
  const options = message.link_preview_options ?? {};
  if (options.is_disabled || typeof message.text !== "string") return null;
  const href = safeHref(options.url ?? firstLink(message) ?? "");
  if (!href || !/^https?:/.test(href)) return null;
  const { hostname, pathname, search } = new URL(href);
  return h("a", { class: "link-card", href, target: "_blank", rel: "noopener noreferrer", dataset: { testid: "link-card" } },
    h("span", { class: "link-site" }, hostname.replace(/^www\./, "")),
    h("span", { class: "link-about" }, pathname === "/" && !search ? "Предпросмотр ссылки" : decoded(pathname + search)));
}

function firstLink(message) {
  const found = entitiesOf(message).find((entity) => entity.type === "url" || entity.type === "text_link");
  return found && (found.url ?? textOf(message).slice(found.offset, found.offset + found.length));
}

function decoded(path) {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
