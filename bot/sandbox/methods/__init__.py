"""Every method of the Bot API that the sandbox knows."""

from collections.abc import Callable
from typing import Any

from bot.sandbox.methods import (
    account,
    chats,
    editing,
    forwarding,
    inline,
    polling,
    rich,
    sending,
    suggested,
    topics,
)
from bot.sandbox.methods.call import Call
from bot.sandbox.topics import GENERAL

Method = Callable[[Call], Any]

_METHODS: dict[str, Method] = {
    "getMe": account.get_me,
    "close": account.done,
    "logOut": account.done,
    "getUpdates": polling.get_updates,
    "setWebhook": polling.set_webhook,
    "deleteWebhook": polling.delete_webhook,
    "getWebhookInfo": polling.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendRichMessage": rich.send_rich_message,
    "sendPhoto": sending.send_media("photo"),
    "sendVideo": sending.send_media("video"),
    "sendDocument": sending.send_media("document"),
    "sendAnimation": sending.send_media("animation"),
    "sendAudio": sending.send_media("audio"),
    "sendMediaGroup": sending.send_media_group,
    "forwardMessage": forwarding.forward_message,
    "forwardMessages": forwarding.forward_messages,
    "copyMessage": forwarding.copy_message,
    "copyMessages": forwarding.copy_messages,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "pinChatMessage": editing.pin_chat_message,
    "unpinChatMessage": editing.unpin_chat_message,
    "unpinAllChatMessages": editing.unpin_all_chat_messages,
    "createForumTopic": topics.create_forum_topic,
    "editForumTopic": topics.edit_topic(),
    "closeForumTopic": topics.close_topic(True),
    "reopenForumTopic": topics.close_topic(False),
    "deleteForumTopic": topics.delete_forum_topic,
    "unpinAllForumTopicMessages": topics.unpin_all_topic_messages(),
    "editGeneralForumTopic": topics.edit_topic(GENERAL),
    "closeGeneralForumTopic": topics.close_topic(True, GENERAL),
    "reopenGeneralForumTopic": topics.close_topic(False, GENERAL),
    "unpinAllGeneralForumTopicMessages": topics.unpin_all_topic_messages(GENERAL),
    "getForumTopicIconStickers": topics.get_icon_stickers,
    "getChat": chats.get_chat,
    "getChatMember": chats.get_chat_member,
    "getChatAdministrators": chats.get_chat_administrators,
    "getChatMemberCount": chats.get_chat_member_count,
    "leaveChat": chats.leave_chat,
    "setChatTitle": chats.set_chat_title,
    "sendChatAction": chats.send_chat_action,
    "setMessageReaction": chats.set_message_reaction,
    "approveSuggestedPost": suggested.approve,
    "declineSuggestedPost": suggested.decline,
    "getFile": account.get_file,
    "answerCallbackQuery": account.answer_callback_query,
    "answerInlineQuery": inline.answer_inline_query,
    "setMyCommands": account.set_my_commands,
    "getMyCommands": account.get_my_commands,
    "deleteMyCommands": account.delete_my_commands,
    "setMyName": account.set_profile("name"),
    "getMyName": account.get_profile("name"),
    "setMyDescription": account.set_profile("description"),
    "getMyDescription": account.get_profile("description"),
    "setMyShortDescription": account.set_profile("short_description"),
    "getMyShortDescription": account.get_profile("short_description"),
}

METHODS = {name.lower(): method for name, method in _METHODS.items()}
"""By lower-case name: the server takes any letter case (bot-api.md §2)."""

NAMES = {name.lower(): name for name in _METHODS}
"""The usual spelling of each."""
