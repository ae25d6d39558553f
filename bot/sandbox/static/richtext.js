// RichText → nodes: a string, an array, or an object around another RichText.

import { h } from "./dom.js";
import { entityNode, link } from "./entities.js";
import { richPlain } from "./richwords.js";

const TAGS = { marked: "mark", subscript: "sub", superscript: "sup" };

// A block's node takes the text; → the same node
export function put(node, text) {
  if (typeof text === "string") node.append(text);
  else if (Array.isArray(text)) for (const part of text) put(node, part);
  else if (text) node.append(object(text));
  return node;
}

function object(text) {
  switch (text.type) {
    case "custom_emoji":
      return document.createTextNode(text.alternative_text ?? "");
    case "mathematical_expression":
      return h("code", { class: "rich-math" }, text.expression);
    case "anchor":
      return h("span", { dataset: { anchor: text.name } });
    case "anchor_link":
      return put(jump(text.anchor_name), text.text);
    case "reference_link":
      return put(jump(`reference ${text.reference_name}`), text.text);
    case "reference":
      return put(h("span", { dataset: { anchor: `reference ${text.name}` } }), text.text);
    case "url":
      return put(link(text.url, text.url === richPlain(text.text) ? undefined : text.url), text.text);
    case "email_address":
      return put(entityNode({ type: "email" }, text.email_address)[0], text.text);
    default:
      return simple(text);
  }
}

function simple(text) {
  const tag = TAGS[text.type];
  const [node, body] = tag ? [h(tag)].flatMap((same) => [same, same]) : entityNode(text, text.phone_number ?? richPlain(text.text));
  put(body, text.text);
  return node;
}

// Links lead to places of their own message only.
function jump(name) {
  const button = h("button", { type: "button", class: "entity-command rich-jump" });
  button.addEventListener("click", () => {
    const bubble = button.closest(".bubble");
    const target = [...bubble.querySelectorAll("[data-anchor]")].find((node) => node.dataset.anchor === name);
    (target ?? bubble).scrollIntoView({ block: "start", behavior: "smooth" });
  });
  return button;
}
