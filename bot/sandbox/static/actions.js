// What can be done with a message: the menu, and what its buttons do.

import * as api from "./api.js";
import { copyText } from "./dom.js";
import { kindOf, textOf, wordsOf } from "./kinds.js";
import { messageLink } from "./links.js";
import { askText } from "./forms.js";
import { openMenu } from "./menu.js";
import { alertBox, ask, complain, toast } from "./overlay.js";
import { openSheet } from "./sheet.js";
import { openViewer } from "./viewer.js";

export function messageActions(pane, app) {
  const { store, chat } = pane;
  const me = store.me.id;
  const guard = (work) => work().catch(complain);

  const may = (right) => chat.type === "private" || Boolean(pane.entry()?.me?.[right]);

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
    const mine = lead.out || (chat.type === "channel" && may("can_edit_messages"));
    if (pane.composer && mine && worded && !lead.forward_origin && !lead.rich_message) add("edit", "Изменить", () => pane.composer.edit(worded));
    const said = wordsOf(worded ?? lead);
    const kept = Boolean(lead.has_protected_content);
    if (said && !kept) add("copy", "Копировать текст", () => copy(said, "Текст скопирован."));
    if (chat.type !== "private") add("link", "Копировать ссылку", () => copy(messageLink(chat, lead.message_id), "Ссылка скопирована."));
    if (may(chat.type === "channel" ? "can_edit_messages" : "can_pin_messages")) {
      const done = lead.pinned ? "Сообщение откреплено." : "Сообщение закреплено.";
      add("pin", lead.pinned ? "Открепить" : "Закрепить", () => guard(() => api.pin(me, chat.id, lead.message_id, !lead.pinned).then(() => toast(done))));
    }
    if (kindOf(lead) !== "service" && !kept) add("forward", "Переслать боту", () => guard(() => app.forwardToBot(chat.id, ids)));
    if (lead.out || may("can_delete_messages")) {
      add("trash", "Удалить", () => guard(async () => {
        if (await ask("Удалить сообщение у всех?", "Удалить")) await api.deleteMessages(me, chat.id, ids);
      }), true);
    }
    return list;
  }

  return {
    thread: pane.thread,
    openThread: ({ chat_id, thread }) => (store.entry(chat_id) ? app.go(chat_id, undefined, thread) : toast("Обсуждение видно только тем, кто вступил в группу.")),
    menu: (messages, at) => openMenu(items(messages), at),
    openPhoto: openViewer,
    react: (message, emoji) => guard(() => api.react(me, chat.id, message.message_id, emoji)),
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
  } else {
    items.push({ icon: "info", label: "О чате", run: () => openSheet(app, chat.id) });
    if (pane.thread && chat.is_forum) items.push(...topicItems(pane));
  }
  if (app.canClose(pane)) items.push({ icon: "close", label: "Закрыть чат", run: () => app.closePane(pane) });
  if (items.length > 0) openMenu(items, anchor);
}

// What can be done with the topic that is open.
function topicItems({ store, chat, thread }) {
  const me = store.me.id;
  const topic = store.topic(chat.id, thread);
  if (!topic) return [];
  const change = (changes) => api.changeTopic(me, chat.id, thread, changes).catch(complain);
  const items = [
    { icon: "edit", label: "Переименовать тему", run: async () => {
      const name = await askText("Название темы", "Название темы", "", topic.name);
      if (name) await change({ name });
    } },
    { icon: "lock", label: topic.closed ? "Открыть тему" : "Закрыть тему", run: () => change({ closed: !topic.closed }) },
  ];
  if (thread !== 1) {
    items.push({ icon: "trash", label: "Удалить тему", danger: true, run: async () => {
      if (await ask(`Удалить тему «${topic.name}» со всеми сообщениями?`, "Удалить")) await change({ deleted: true });
    } });
  }
  return items;
}
