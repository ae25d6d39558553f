// What administrators may do, in words; the first ones matter to a bot that publishes.

export const RIGHTS = {
  can_post_messages: "Публиковать", can_edit_messages: "Изменять посты и закреплять", can_delete_messages: "Удалять сообщения", can_pin_messages: "Закреплять сообщения",
  can_manage_topics: "Управлять темами", can_change_info: "Менять название и ссылку", can_invite_users: "Добавлять людей", can_restrict_members: "Удалять людей",
  can_promote_members: "Назначать администраторов", can_manage_video_chats: "Вести трансляции", can_post_stories: "Публиковать истории", can_edit_stories: "Изменять истории",
  can_delete_stories: "Удалять истории", can_manage_direct_messages: "Отвечать на личные сообщения каналу", can_manage_tags: "Раздавать метки", can_send_welcome_messages: "Приветствовать новых",
};

export const STATUSES = { creator: "владелец", administrator: "администратор", member: "участник", restricted: "с ограничениями", kicked: "удалён", left: "не участник" };

export const statusOf = (status, chat) => (chat.type === "channel" && status === "member" ? "подписчик" : STATUSES[status]);

// The names of the rights that are given, the important ones first.
export const given = (rights) => Object.keys(RIGHTS).filter((name) => rights?.[name]).map((name) => RIGHTS[name].toLowerCase());
