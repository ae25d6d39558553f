// Plain text plus entities → nodes. Offsets are UTF-16 units, which is what JS strings count in.

import { h } from "./dom.js";
import { codeBlock, quote } from "./blocks.js";
import { safeHref } from "./links.js";

const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);
const DEPTH = ["expandable_blockquote", "blockquote", "pre"];

export function renderText(text, entities = []) {
  const fragment = document.createDocumentFragment();
  build(text, 0, text.length, normalise(text, entities), fragment);
  return fragment;
}

function normalise(text, entities) {
  const inside = [];
  for (const entity of entities ?? []) {
    const start = Math.max(0, entity.offset);
    const end = Math.min(text.length, entity.offset + entity.length);
    if (start < end) inside.push({ ...entity, start, end });
  }
  return inside.sort(order);
}

const rank = (entity) => (DEPTH.includes(entity.type) ? 0 : 1);

function order(a, b) {
  return a.start - b.start || b.end - a.end || rank(a) - rank(b);
}

function build(text, start, end, entities, parent) {
  const queue = [...entities];
  let at = start;
  let afterBlock = false;
  const plain = (to) => {
    // A block already ends its line: the newline after it would show as an empty one.
    if (afterBlock && text[at] === "\n") at += 1;
    if (to > at) parent.append(text.slice(at, to));
    if (to > at) afterBlock = false;
    at = Math.max(at, to);
  };
  while (queue.length) {
    const entity = queue.shift();
    if (entity.end <= at) continue;
    const from = Math.max(entity.start, at);
    const to = Math.min(entity.end, end);
    plain(from);
    const inner = [];
    while (queue.length && queue[0].start < to) {
      const child = queue.shift();
      inner.push({ ...child, end: Math.min(child.end, to) });
      // Telegram never lets entities cross; if they do, the second goes on after the first.
      if (child.end > to) queue.push({ ...child, start: to });
    }
    queue.sort(order);
    const [node, body] = entityNode(entity, text.slice(from, to));
    build(text, from, to, inner, body);
    parent.append(node);
    at = to;
    afterBlock = BLOCKS.has(entity.type);
  }
  plain(end);
}

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };

// → [the node to insert, the node that takes the text]
export function entityNode(entity, text) {
  const tag = TAGS[entity.type];
  if (tag) return same(h(tag));
  switch (entity.type) {
    case "blockquote":
      return quote(false);
    case "expandable_blockquote":
      return quote(true);
    case "pre":
      return codeBlock(entity.language, text);
    case "spoiler":
      return same(spoiler());
    case "text_link":
      return same(link(entity.url, entity.url));
    case "url":
      return same(link(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`));
    case "email":
      return same(link(`mailto:${text}`));
    case "phone_number":
      return same(link(`tel:${text.replace(/[^+\d]/g, "")}`));
    case "mention":
      return same(link(`https://t.me/${text.slice(1)}`));
    case "text_mention":
      return same(h("span", { class: "entity-mention" }));
    case "bot_command":
      return same(h("button", { type: "button", class: "entity-command", dataset: { command: text } }));
    case "hashtag":
    case "cashtag":
      return same(h("span", { class: "entity-tag" }));
    default:
      return same(h("span", { dataset: { entity: entity.type } }));
  }
}

const same = (node) => [node, node];

export function link(url, title) {
  const href = safeHref(url);
  return href ? h("a", { href, title, target: "_blank", rel: "noopener noreferrer" }) : h("span");
}

function spoiler() {
  return h("span", { class: "spoiler", role: "button", tabindex: 0, "aria-label": "Скрытый текст, нажмите, чтобы показать" });
}

// One press reveals every spoiler of the message, as Telegram does.
export function revealSpoilers(row) {
  for (const node of row.querySelectorAll(".spoiler")) {
    node.classList.add("revealed");
    node.removeAttribute("role");
    node.removeAttribute("tabindex");
    node.removeAttribute("aria-label");
  }
}
