// The half of a chat's sheet that is about who may do what: the bot first, then the people.

import * as api from "./api.js";
import { avatar } from "./avatar.js";
import { h } from "./dom.js";
import { choice, toggle } from "./forms.js";
import { fullName } from "./format.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { openDialog } from "./overlay.js";
import { RIGHTS, STATUSES, statusOf } from "./rights.js";

const MAIN = ["can_post_messages", "can_edit_messages", "can_delete_messages", "can_pin_messages", "can_manage_topics", "can_change_info"];

export function botSection({ bot, me: standing, chat, rights }, tools) {
  if (!bot) return null;
  const { me, chatId, act } = tools;
  const set = (status, wanted) => act(() => api.setMember(me, chatId, bot.user.id, status, wanted));
  const admin = bot.status === "administrator";
  const may = standing.can_promote_members;
  const switches = (names) => names.filter((name) => rights.includes(name)).map((name) =>
    toggle(RIGHTS[name], Boolean(bot[name]), (on) => set("administrator", { [name]: on }), { disabled: !may, "data-right": name }));
  const rest = Object.keys(RIGHTS).filter((name) => !MAIN.includes(name));
  const actions = [];
  const add = (label, name, run, danger) => actions.push(h("button", { type: "button", class: `sheet-action${danger ? " danger" : ""}`, onclick: run }, icon(name, 20), label));
  const present = admin || bot.status === "member" || bot.status === "restricted";
  if (may && !admin) add("Назначить бота администратором", "shield", () => set("administrator"));
  if (may && !present && chat.type !== "channel") add("Добавить бота в группу", "plus", () => set("member"));
  if (may && admin && chat.type !== "channel") add("Снять с администраторов", "block", () => set("member"));
  if (may && present) add("Удалить бота", "block", () => set("kicked"), true);
  return h("section", { class: "sheet-section", "aria-label": "Бот", dataset: { testid: "bot-section" } },
    h("div", { class: "sheet-person" }, avatar(bot.user.id, bot.user.first_name, "bot"),
      h("span", { class: "choice-words" }, h("span", { class: "choice-name" }, bot.user.first_name), h("span", { class: "choice-about" }, `бот · ${STATUSES[bot.status]}`))),
    admin && switches(MAIN),
    admin && h("details", { class: "sheet-more" }, h("summary", {}, "Остальные права"), switches(rest)),
    actions);
}

export function peopleSection(info, tools) {
  const people = info.members.filter(({ user }) => user.id !== info.bot?.user.id);
  const rank = Object.keys(STATUSES);
  people.sort((a, b) => rank.indexOf(a.status) - rank.indexOf(b.status));
  const may = info.me.can_invite_users || (info.chat.type !== "channel" && info.me.status === "member");
  return h("section", { class: "sheet-section", "aria-label": "Люди" },
    people.map((person) => choice(
      { id: person.user.id, name: fullName(person.user), about: statusOf(person.status, info.chat) },
      (event) => memberMenu(person, info, tools, event.currentTarget), { "data-testid": "member", "data-user-id": person.user.id })),
    may && h("button", { type: "button", class: "sheet-action", onclick: () => addDialog(info, tools), dataset: { testid: "add-member" } }, icon("plus", 20), "Добавить человека"));
}

function memberMenu({ user, status }, { me: standing }, { me, chatId, act }, anchor) {
  const set = (wanted, rights) => () => act(() => api.setMember(me, chatId, user.id, wanted, rights));
  const items = [];
  if (user.id === me || status === "creator") return;
  if (standing.can_promote_members && status === "administrator") items.push({ icon: "user", label: "Снять с администраторов", run: set("member") });
  if (standing.can_promote_members && status !== "administrator") items.push({ icon: "shield", label: "Назначить администратором", run: set("administrator") });
  if (standing.can_restrict_members && status === "kicked") items.push({ icon: "plus", label: "Вернуть", run: set("member") });
  if (standing.can_restrict_members && status !== "kicked") items.push({ icon: "block", label: "Удалить", danger: true, run: set("kicked") });
  if (items.length > 0) openMenu(items, anchor);
}

function addDialog({ others }, { me, chatId, act }) {
  const rows = others.map((person) => choice({ id: person.id, name: fullName(person) }, async () => {
    dialog.close();
    await act(() => api.setMember(me, chatId, person.id, "member"));
  }));
  const dialog = openDialog("Добавить человека", [
    h("h2", {}, "Кого добавить?"),
    rows.length > 0 ? h("div", { class: "choices" }, rows) : h("p", { class: "dialog-text" }, "Все уже здесь."),
    h("div", { class: "dialog-buttons" }, h("button", { type: "button", class: "text-button", onclick: () => dialog.close() }, "Закрыть")),
  ]);
}
