// A coloured circle with initials; the same person has the same colour everywhere.

import { h } from "./dom.js";
import { initials } from "./format.js";
import { icon } from "./icons.js";

const COLOURS = 7;

export function avatar(id, name, picture) {
  const number = Math.abs(Number(id) || 0);
  const colour = (number + (id < 0 ? 6 : 0)) % COLOURS; // a channel should not look like the bot that fills it
  return h("span", { class: "avatar", "aria-hidden": "true", dataset: { colour } }, picture ? icon(picture, 24) : initials(name));
}
