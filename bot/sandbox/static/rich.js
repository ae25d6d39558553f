// The blocks of a rich message → nodes.

import { codeBlock, quote } from "./blocks.js";
import { h } from "./dom.js";
import { album, isTiled, mediaRow, singlePicture } from "./media.js";
import { put } from "./richtext.js";
import { richPlain } from "./richwords.js";

// open: shows [messages, at] over the whole window
export function richBody(message, open) {
  const gallery = [];
  const show = (item) => open(gallery, gallery.indexOf(item));
  const body = h("div", { class: "rich", dir: message.is_rtl ? "rtl" : "auto", dataset: { testid: "rich" } });
  body.append(...draw(message.blocks, { gallery, show }));
  return body;
}

const draw = (blocks, view) => (blocks ?? []).map((block) => (DRAW[block.type] ?? unknown)(block, view));

const DRAW = {
  paragraph: (block) => put(h("p", { class: "rich-text" }), block.text),
  heading: (block) => put(h("div", { class: `rich-heading rich-size-${block.size}`, role: "heading", "aria-level": block.size }), block.text),
  footer: (block) => put(h("div", { class: "rich-footer" }), block.text),
  divider: () => h("hr", { class: "rich-divider" }),
  anchor: (block) => h("span", { dataset: { anchor: block.name } }),
  mathematical_expression: (block) => h("div", { class: "rich-formula" }, h("code", { class: "rich-math" }, block.expression)),
  pre: (block) => {
    const [box, code] = codeBlock(block.language, richPlain(block.text));
    put(code, block.text);
    return box;
  },
  list: (block, view) => h("ul", { class: "rich-list" }, (block.items ?? []).map((item) => listItem(item, view))),
  blockquote: (block, view) => {
    const [box, body] = quote(false);
    body.append(...draw(block.blocks, view));
    return credited(box, block);
  },
  expandable_blockquote: (block) => {
    const [box, body] = quote(true);
    put(body, block.text);
    return credited(box, block);
  },
  pullquote: (block) => credited(h("blockquote", { class: "rich-pull" }, put(h("div", { class: "rich-text" }), block.text)), block),
  details: (block, view) => h("details", { class: "rich-details", open: Boolean(block.is_open), dataset: { testid: "rich-details" } },
    put(h("summary"), block.summary), h("div", { class: "rich-inside" }, draw(block.blocks, view))),
  table,
  collage: (block, view) => {
    const items = block.blocks.map((inner) => picture(inner, view));
    const kinds = block.blocks.map((inner) => inner.type);
    if (items.length === 1) return figure(singlePicture(items[0], kinds[0], () => view.show(items[0])).node, block);
    return figure(album(items, kinds, (at) => view.show(items[at])).node, block);
  },
  slideshow: (block, view) => figure(h("div", { class: "rich-slides", tabindex: 0, role: "group", "aria-label": "Слайды" },
    draw(block.blocks, view)), block),
};

for (const kind of ["photo", "video", "animation"]) {
  DRAW[kind] = (block, view) => {
    const item = picture(block, view);
    return figure(singlePicture(item, kind, () => view.show(item)).node, block);
  };
}
for (const kind of ["audio", "document", "voice_note"]) {
  const shown = kind === "voice_note" ? "voice" : kind;
  DRAW[kind] = (block) => figure(mediaRow({ [shown]: block[kind] }, shown), block);
}

// A block of media in the shape of a message, which is what the viewer turns over.
function picture(block, view) {
  const item = { [block.type]: block[block.type], has_media_spoiler: block.has_spoiler, caption: richPlain(block.caption?.text) };
  if (isTiled(block.type)) view.gallery.push(item);
  return item;
}

function figure(node, block) {
  if (!block.caption) return h("figure", { class: "rich-figure" }, node);
  return h("figure", { class: "rich-figure" }, node, h("figcaption", { class: "rich-caption" },
    put(h("span"), block.caption.text), block.caption.credit && put(h("cite"), block.caption.credit)));
}

function credited(box, block) {
  if (block.credit) box.append(put(h("cite", { class: "rich-credit" }), block.credit));
  return box;
}

function listItem(item, view) {
  const label = item.has_checkbox ? (item.is_checked ? "☑" : "☐") : item.label;
  return h("li", {}, h("span", { class: "rich-label" }, label), h("div", { class: "rich-inside" }, draw(item.blocks, view)));
}

function table(block) {
  const names = ["rich-table", block.is_bordered && "bordered", block.is_striped && "striped", block.is_compact && "compact"];
  const rows = block.cells.map((row) => h("tr", {}, row.map((cell) => put(h(cell.is_header ? "th" : "td", {
    colspan: cell.colspan, rowspan: cell.rowspan, style: { "text-align": cell.align, "vertical-align": cell.valign },
  }), cell.text))));
  return h("figure", { class: "rich-figure" },
    block.caption && put(h("figcaption", { class: "rich-table-title" }), block.caption),
    h("div", { class: "rich-scroll", tabindex: 0, role: "region", "aria-label": richPlain(block.caption) || "Таблица", dataset: { testid: "rich-table" } },
      h("table", { class: names.filter(Boolean).join(" ") }, h("tbody", {}, rows))));
}

const unknown = () => h("div", { class: "unsupported" }, "Неподдерживаемый блок");
