// The sheet of a channel or group: its names, switches, the bot's rights, its people.

import * as api from "./api.js";
import { avatar } from "./avatar.js";
import { h, iconButton, replace } from "./dom.js";
import { askText, toggle } from "./forms.js";
import { plural } from "./format.js";
import { icon } from "./icons.js";
import { ask, complain, openDialog } from "./overlay.js";
import { pictureOf } from "./panehead.js";
import { botSection, peopleSection } from "./sheetpeople.js";

export function openSheet(app, chatId) {
  const { store } = app;
  const me = store.me.id;
  const body = h("div", { class: "sheet-body" });
  const dialog = openDialog("О чате", body, "sheet");
  dialog.dataset.testid = "chat-sheet";

  // → whether it worked; the sheet shows what the server says afterwards
  const act = async (work) => {
    try {
      await work();
    } catch (error) {
      complain(error);
      return false;
    }
    await draw();
    await store.loadChats();
    return true;
  };

  async function draw() {
    let info;
    try {
      info = await api.chatInfo(me, chatId);
    } catch {
      dialog.close(); // the chat is gone, or closed for us
      return;
    }
    const top = body.scrollTop;
    const open = body.querySelector("details")?.open;
    const tools = { app, store, me, chatId, act, close: () => dialog.close() };
    replace(body, head(info, tools), settings(info, tools), botSection(info, tools), peopleSection(info, tools), ending(info, tools));
    if (open) for (const node of body.querySelectorAll("details")) node.open = true;
    body.scrollTop = top;
  }

  const off = store.on("state", draw);
  dialog.addEventListener("close", off);
  return draw();
}

function head({ chat, members }, { store, close }) {
  const present = members.filter(({ status }) => status !== "kicked").length;
  const people = chat.type === "channel" ? plural(present, "подписчик", "подписчика", "подписчиков") : plural(present, "участник", "участника", "участников");
  return h("div", { class: "sheet-head" },
    iconButton(icon("close"), "Закрыть", close, { class: "icon-button sheet-close" }),
    avatar(chat.id, chat.title, pictureOf(store, chat)),
    h("h2", { dir: "auto" }, chat.title),
    h("p", { class: "sheet-about" }, [chat.type === "channel" ? "канал" : "группа", people, chat.username && `@${chat.username}`].filter(Boolean).join(" · ")));
}

function settings(info, { store, me, chatId, act }) {
  const { chat } = info;
  if (!info.me.can_change_info) return null;
  const change = (changes) => act(() => api.changeChat(me, chatId, changes));
  const rename = async () => {
    const title = await askText("Название", "Название", "", chat.title);
    if (title) await change({ title });
  };
  const readdress = async () => {
    const name = await askText("Публичная ссылка", "Имя ссылки", "khabvesti", chat.username ?? "", "Латинские буквы, цифры и «_». Чтобы сделать чат закрытым, впишите «-».");
    if (name) await change({ username: name === "-" ? "" : name });
  };
  return h("section", { class: "sheet-section", "aria-label": "Настройки" },
    line("Название", chat.title, rename, "sheet-title"),
    line("Ссылка", chat.username ? `t.me/${chat.username}` : "нет: чат закрыт", readdress, "sheet-username"),
    chat.type === "channel" && discussion(info, store, change),
    chat.type === "channel" && toggle("Подписи авторов", info.signed, (signed) => change({ signed })),
    toggle("Запретить копирование и пересылку", info.protected, (on) => change({ protected: on })),
    chat.type !== "channel" && toggle("Темы", info.forum, (forum) => change({ forum })));
}

const line = (label, value, onclick, testid) => h("button", { type: "button", class: "sheet-line", onclick, dataset: { testid } },
  h("span", {}, label), h("span", { class: "sheet-value", dir: "auto" }, value), icon("edit", 18));

function discussion({ linked }, store, change) {
  const groups = store.chats.filter(({ chat, me }) => chat.type === "supergroup" && me?.can_change_info);
  const select = h("select", { class: "select", "aria-label": "Обсуждение", onchange: () => change({ linked: Number(select.value) }) },
    h("option", { value: 0 }, groups.length > 0 ? "нет" : "нет: создайте группу"),
    groups.map(({ chat }) => h("option", { value: chat.id, selected: chat.id === linked }, chat.title)));
  return h("label", { class: "sheet-line" }, h("span", {}, "Обсуждение"), select);
}

function ending({ chat, me: standing }, { store, me, chatId, act, close, app }) {
  const kind = chat.type === "channel" ? "канал" : "группу";
  const remove = async () => {
    if (!(await ask(`Удалить ${kind} «${chat.title}» у всех? Вернуть будет нельзя.`, "Удалить"))) return;
    if (await act(() => api.removeChat(me, chatId))) close();
  };
  const leave = async () => {
    if (await act(() => api.setMember(me, chatId, me, "left"))) {
      close();
      if (!store.entry(chatId)) app.back();
    }
  };
  const danger = (label, name, run, testid) => h("button", { type: "button", class: "sheet-action danger", onclick: run, dataset: { testid } }, icon(name, 20), label);
  if (standing.status === "creator") return h("section", { class: "sheet-section" }, danger(`Удалить ${kind}`, "trash", remove, "delete-chat"));
  if (["member", "administrator", "restricted"].includes(standing.status)) return h("section", { class: "sheet-section" }, danger(chat.type === "channel" ? "Отписаться" : "Выйти из группы", "leave", leave, "leave-chat"));
  return null;
}
