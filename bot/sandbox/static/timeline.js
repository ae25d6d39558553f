// The scrolling history of one chat. Rows are kept while their message is the same object,
// so an edit redraws one row and an open quotation elsewhere stays open.

import { DayFloat } from "./dayfloat.js";
import { h, iconButton } from "./dom.js";
import { revealSpoilers } from "./entities.js";
import { dayKey, dayName } from "./format.js";
import { icon } from "./icons.js";
import { isService } from "./kinds.js";
import { onMenuAsked } from "./menu.js";
import { messageRow, showViews } from "./message.js";

const NEAR = 80; // this close to the end counts as reading the newest
const EARLY = 500; // older messages are asked for before the top is reached
const GROUP_SECONDS = 600;

export class Timeline {
  #rows = new Map(); // key → {node, messages, look}
  #stuck = true;
  #fresh = 0;
  #seen = 0;
  #resize;

  constructor({ store, feed, chat, act, empty, onRead }) {
    Object.assign(this, { store, feed, chat, act, empty, onRead });
    this.list = h("div", { class: "timeline-list", role: "log", "aria-live": "off", "aria-label": "Сообщения" });
    this.scroller = h("div", { class: "timeline-scroll", tabindex: -1 }, this.list);
    this.badge = h("span", { class: "badge", hidden: true });
    this.down = iconButton([icon("down", 26), this.badge], "К новым сообщениям", () => this.toEnd(true), { class: "icon-button to-end", hidden: true, "data-testid": "to-end" });
    this.dayFloat = new DayFloat(this.scroller, this.list);
    this.node = h("div", { class: "timeline" }, this.scroller, this.dayFloat.node, this.down);
    this.scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.list.addEventListener("keydown", (event) => this.#key(event));
    this.list.addEventListener("click", (event) => this.#reveal(event));
    onMenuAsked(this.list, (target, at) => this.#menu(target, at));
    this.#resize = new ResizeObserver(() => this.#stuck && this.#bottom());
    this.#resize.observe(this.scroller);
    this.#resize.observe(this.list);
  }

  destroy() {
    this.#resize.disconnect();
    this.dayFloat.destroy();
  }

  draw() {
    const messages = this.feed.list();
    const anchor = this.#stuck ? null : this.#anchor();
    this.#countFresh(messages);
    this.#reconcile(this.#items(messages));
    if (this.#stuck) this.#bottom();
    else if (anchor && this.#rows.has(anchor.key)) this.scroller.scrollTop += this.#rows.get(anchor.key).node.offsetTop - anchor.top;
    this.#showDown();
    if (this.#stuck) this.onRead();
  }

  toEnd(smooth = false) {
    this.#stuck = true;
    this.#fresh = 0;
    if (smooth) this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: "smooth" });
    else this.#bottom();
    this.#showDown();
    this.onRead();
  }

  // → whether the message could be found, however far back
  async jump(id) {
    for (let page = 0; page < 40 && !this.feed.get(id) && this.feed.more; page += 1) await this.feed.older();
    const row = [...this.list.querySelectorAll("[data-message-ids]")].find((node) => node.dataset.messageIds.split(" ").includes(String(id)));
    if (!row) return false;
    this.#stuck = false;
    row.scrollIntoView({ block: "center" });
    row.classList.remove("flash");
    void row.offsetWidth; // restarts the animation
    row.classList.add("flash");
    this.#showDown();
    return true;
  }

  showViews(views) {
    for (const [id, count] of Object.entries(views)) showViews(this.#rows.get(Number(id))?.node, count);
  }

  focusLast() {
    this.list.querySelector(".row:last-of-type")?.focus();
  }

  #items(messages) {
    const items = [];
    const grouped = this.chat.type !== "channel";
    let day = "";
    let before = null;
    for (let at = 0; at < messages.length; at += 1) {
      const lead = messages[at];
      if (dayKey(lead.date) !== day) {
        day = dayKey(lead.date);
        items.push({ key: `day ${day}`, day: dayName(lead.date, this.store.now()) });
        before = null;
      }
      const bunch = [lead];
      while (lead.media_group_id && messages[at + 1]?.media_group_id === lead.media_group_id) bunch.push(messages[(at += 1)]);
      const item = { key: lead.message_id, messages: bunch, look: { first: true, tail: true, showAuthor: false } };
      if (before && grouped && this.#together(before.messages.at(-1), lead)) {
        before.look.tail = false;
        item.look.first = false;
      }
      item.look.showAuthor = item.look.first && !lead.out && ["group", "supergroup"].includes(this.chat.type);
      items.push(item);
      before = item;
    }
    return items;
  }

  #together(a, b) {
    if (isService(a) || isService(b)) return false;
    return Boolean(a.out) === Boolean(b.out) && a.from?.id === b.from?.id && a.sender_chat?.id === b.sender_chat?.id && b.date - a.date < GROUP_SECONDS;
  }

  #reconcile(items) {
    const rows = new Map();
    let place = this.list.firstChild;
    for (const item of items) {
      const known = this.#rows.get(item.key);
      const kept = known && same(known, item);
      const row = kept ? known : { ...item, node: this.#create(item) };
      rows.set(item.key, row);
      if (kept && known.node === place) {
        place = place.nextSibling;
        continue;
      }
      const focus = known && !kept && known.node.contains(document.activeElement) ? document.activeElement.dataset.focusKey ?? "row" : null;
      this.list.insertBefore(row.node, place);
      if (known && !kept) {
        if (known.node === place) place = place.nextSibling;
        known.node.remove();
        if (focus) (row.node.querySelector(`[data-focus-key="${focus}"]`) ?? row.node).focus({ preventScroll: true });
      }
    }
    for (const [key, { node }] of this.#rows) if (!rows.has(key)) node.remove();
    this.#rows = rows;
    if (items.length === 0 && this.feed.loaded) this.list.replaceChildren(this.empty());
    else this.list.querySelector(":scope > .empty")?.remove();
    const last = [...this.list.querySelectorAll(".row")].at(-1);
    for (const row of this.list.querySelectorAll(".row[tabindex='0']")) if (row !== last && row !== document.activeElement) row.tabIndex = -1;
    if (last) last.tabIndex = 0; // one stop for Tab: the newest message
  }

  #create(item) {
    if (item.day) return h("div", { class: "day" }, h("span", { class: "pill" }, item.day));
    return messageRow(item.messages, item.look, this.act);
  }

  #countFresh(messages) {
    const newest = messages.at(-1)?.message_id ?? 0;
    if (this.#seen && !this.#stuck) this.#fresh += messages.filter((message) => message.message_id > this.#seen && !message.out).length;
    if (this.#seen && messages.some((message) => message.message_id > this.#seen && message.out)) this.#stuck = true;
    this.#seen = Math.max(this.#seen, newest);
  }

  // The row at the top of the view, and where it was: it must not move when rows come in above.
  #anchor() {
    const top = this.scroller.scrollTop;
    const node = [...this.list.querySelectorAll(".row")].find((row) => row.offsetTop + row.offsetHeight > top);
    return node && { key: Number(node.dataset.messageId), top: node.offsetTop };
  }

  #bottom() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    const was = this.#stuck;
    this.#stuck = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.#stuck && !was) {
      this.#fresh = 0;
      this.onRead();
    }
    this.#showDown();
    if (scrollTop < EARLY && this.feed.more) this.feed.older().catch(() => {});
  }

  #showDown() {
    this.down.hidden = this.#stuck;
    this.badge.hidden = this.#fresh === 0;
    this.badge.textContent = String(this.#fresh);
  }

  #menu(target, at) {
    const row = target.closest(".row:not(.service)");
    const found = row && this.#rows.get(Number(row.dataset.messageId));
    if (found) this.act.menu(found.messages, at);
  }

  #reveal(event) {
    const spoiler = event.target.closest(".spoiler:not(.revealed)");
    if (!spoiler) return;
    event.preventDefault();
    event.stopPropagation();
    revealSpoilers(spoiler.closest(".row"));
  }

  #key(event) {
    if (event.target.matches(".spoiler") && ["Enter", " "].includes(event.key)) {
      event.preventDefault();
      revealSpoilers(event.target.closest(".row"));
    }
    if (!event.target.matches(".row")) return;
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step) {
      event.preventDefault();
      const rows = [...this.list.querySelectorAll(".row")];
      const next = rows[rows.indexOf(event.target) + step];
      if (next) {
        event.target.tabIndex = -1;
        next.tabIndex = 0;
        next.focus();
      } else if (step > 0) this.act.focusComposer();
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.#menu(event.target, event.target.querySelector(".bubble") ?? event.target);
    }
  }
}

function same(known, item) {
  if (item.day !== undefined) return known.day === item.day;
  const { look, messages } = item;
  return known.messages?.length === messages.length && messages.every((message, at) => message === known.messages[at])
    && ["first", "tail", "showAuthor"].every((name) => known.look[name] === look[name]);
}
