// What can be done with a message: the menu, and what its buttons do.

import * as api from "./api.js";
import { copyText } from "./dom.js";
import { kindOf, textOf, wordsOf } from "./kinds.js";
import { messageLink } from "./links.js";
import { openMenu } from "./menu.js";
import { alertBox, ask, complain, toast } from "./overlay.js";
import { openViewer } from "./viewer.js";

export function messageActions(pane, app) {
  const { store, chat } = pane;
  const me = store.me.id;
  const guard = (work) => work().catch(complain);

  async function press(message, button) {
    try {
      const answer = await api.press(me, chat.id, message.message_id, button.callback_data);
      if (answer.text && answer.show_alert) alertBox(answer.text, store.bot.first_name);
      else if (answer.text) toast(answer.text);
      if (answer.url) app.follow(answer.url);
      if (answer.answered === false) toast("Бот пока не ответил на нажатие.");
    } catch (error) {
      complain(error);
    }
  }

  async function copy(text, done) {
    await copyText(text);
    toast(done);
  }

  function items(messages) {
    const lead = messages[0];
    const ids = messages.map((message) => message.message_id);
    const worded = messages.find((message) => textOf(message));
    const list = [];
    const add = (icon, label, run, danger) => list.push({ icon, label, run, danger });
    if (pane.composer) add("reply", "Ответить", () => pane.composer.reply(lead));
    if (pane.composer && lead.out && worded && !lead.forward_origin) add("edit", "Изменить", () => pane.composer.edit(worded));
    const said = wordsOf(worded ?? lead);
    if (said) add("copy", "Копировать текст", () => copy(said, "Текст скопирован."));
    if (chat.type === "channel") add("link", "Копировать ссылку", () => copy(messageLink(chat, lead.message_id), "Ссылка скопирована."));
    if (kindOf(lead) !== "service") add("forward", "Переслать боту", () => guard(() => app.forwardToBot(chat.id, ids)));
    if (lead.out || (chat.type === "channel" && pane.entry()?.can_write)) {
      add("trash", "Удалить", () => guard(async () => {
        if (await ask("Удалить сообщение у всех?", "Удалить")) await api.deleteMessages(me, chat.id, ids);
      }), true);
    }
    return list;
  }

  return {
    menu: (messages, at) => openMenu(items(messages), at),
    openPhoto: openViewer,
    jump: (id) => pane.jump(id),
    openChat: (chatId, messageId) => (store.entry(chatId) ? app.go(chatId, messageId) : toast("Этот чат отсюда не виден.")),
    focusComposer: () => pane.composer?.focus(),
    button(kind, button, message) {
      if (kind === "callback") return press(message, button);
      if (kind === "copy") return copy(button.copy_text.text ?? "", "Скопировано.");
      return toast("Такая кнопка в песочнице не работает.");
    },
  };
}

// The ⋯ of a chat's header: things a tester wants to break on purpose.
export function chatMenu(pane, app, anchor) {
  const { store, chat } = pane;
  const me = store.me.id;
  const run = (work, done) => () => work().then(() => toast(done)).then(() => store.loadChats()).catch(complain);
  const items = [];
  if (store.isBotChat(chat)) {
    const blocked = pane.entry()?.can_write === false;
    if (!blocked) items.push({ icon: "block", label: "Заблокировать бота", danger: true, run: run(() => api.block(me, chat.id, true), "Бот заблокирован: писать вам он не может.") });
    else items.push({ icon: "check", label: "Разблокировать бота", run: run(() => api.block(me, chat.id, false), "Бот разблокирован.") });
  } else if (pane.entry()?.can_write) {
    const rights = { can_post_messages: true, can_edit_messages: true, can_delete_messages: true, can_pin_messages: true };
    items.push({ icon: "shield", label: "Дать боту права", run: run(() => api.setMember(me, chat.id, store.bot.id, "administrator", rights), "Бот — администратор.") });
    items.push({ icon: "block", label: "Отобрать у бота права", danger: true, run: run(() => api.setMember(me, chat.id, store.bot.id, "left"), "Бот больше не администратор.") });
  }
  if (app.canClose(pane)) items.push({ icon: "close", label: "Закрыть чат", run: () => app.closePane(pane) });
  if (items.length > 0) openMenu(items, anchor);
}
