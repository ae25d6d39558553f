// Reactions under a channel's post: each with its count, one's own marked, and a button for another.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";

const SHOWN = ["👍", "❤", "🔥", "👏", "😁", "🤔", "😢", "👎"];

// react(emoji): an empty one takes the reaction back
export function reactionBar(message, react) {
  const found = message.reactions ?? [];
  const chips = found.map(({ emoji, count, mine }) => h("button", {
    type: "button", class: "reaction", "aria-pressed": String(mine), "aria-label": `${emoji}: ${count}`,
    dataset: { testid: "reaction", focusKey: `r${emoji}` }, onclick: () => react(mine ? "" : emoji),
  }, h("span", { class: "reaction-sign" }, emoji), String(count)));
  const more = h("button", {
    type: "button", class: "reaction add", "aria-label": "Поставить реакцию", title: "Реакция", "aria-haspopup": "menu",
    dataset: { testid: "react", focusKey: "react" },
    onclick: (event) => openMenu(SHOWN.map((emoji) => ({ label: emoji, run: () => react(emoji) })), event.currentTarget, "emoji-menu"),
  }, icon("smile", 16));
  return h("div", { class: "reactions", role: "group", "aria-label": "Реакции" }, chips, more);
}
