"""The whole local Telegram: everything that is in it, filled and looked at."""

import time
from collections.abc import Callable
from pathlib import Path

from bot.sandbox import views
from bot.sandbox.accounts import Bot, User
from bot.sandbox.acting import Acting
from bot.sandbox.acting_direct import ActingDirect
from bot.sandbox.breaking import Plan
from bot.sandbox.callbacks import Callbacks
from bot.sandbox.chairing import Chairing
from bot.sandbox.chats import Chat
from bot.sandbox.commands import CommandMenus
from bot.sandbox.delivery import Delivery
from bot.sandbox.directory import Directory
from bot.sandbox.discussion import Discussion
from bot.sandbox.faults import Faults
from bot.sandbox.files import FileStore
from bot.sandbox.finding import Finding
from bot.sandbox.flood import Flood
from bot.sandbox.forum import Forum
from bot.sandbox.governing import Governing
from bot.sandbox.inline import Inline
from bot.sandbox.landings import Landings
from bot.sandbox.people import People
from bot.sandbox.posting import Posting
from bot.sandbox.reactions import Reactions
from bot.sandbox.reading import Reading
from bot.sandbox.shapes import Json
from bot.sandbox.sharing import Sharing
from bot.sandbox.standing import Standing
from bot.sandbox.storage import Storage
from bot.sandbox.suggesting import Suggesting
from bot.sandbox.webhooks import Webhooks

_CALLS_KEPT = 2000


class World(Acting, ActingDirect):
    """Plain synchronous methods; the parts are public for the server's own modules."""

    def __init__(self, path: Path | None = None, clock: Callable[[], float] = time.time) -> None:
        self.clock = clock
        self.storage = Storage(path)
        self.directory = Directory(self.storage)
        self.fresh = not self.directory.users and not self.directory.bots
        self.files = FileStore(self.storage)
        self.callbacks = Callbacks(self.storage, clock)
        self.commands = CommandMenus(self.storage)
        self.delivery = Delivery(self.storage, self.directory, self.files, clock)
        self.posting = Posting(self.directory, self.delivery, clock)
        self.reading = Reading(self.storage, self.directory, self.delivery)
        self.finding = Finding(self.directory)
        self.people = People(
            self.finding,
            self.directory,
            self.files,
            self.posting,
            self.delivery,
            self.callbacks,
        )
        self.inline = Inline(
            self.finding, self.directory, self.files, self.posting, self.delivery, clock
        )
        self.reactions = Reactions(self.finding, self.directory, self.delivery, clock)
        self.standing = Standing(self.finding, self.directory, self.posting, self.delivery, clock)
        self.governing = Governing(self.finding, self.directory, self.posting, self.delivery)
        self.suggesting = Suggesting(
            self.finding, self.directory, self.files, self.posting, self.delivery, clock
        )
        self.sharing = Sharing(
            self.finding, self.directory, self.files, self.posting, self.standing
        )
        self.forum = Forum(self.directory, self.posting, self.delivery)
        self.chairing = Chairing(self.finding, self.posting, self.forum)
        self.discussion = Discussion(self.directory, self.posting, self.delivery)
        self.landings = Landings(clock)
        # The record first: a post comes before its copy in the discussion.
        self.posting.watchers += [self.landings, self.discussion]
        self.faults = Plan(self.directory, self.delivery, clock)
        self.webhooks = Webhooks(self.directory, self.delivery, self.faults, clock)
        self.flood = Flood(self.directory, clock, self.faults.note)
        self.on_accept: Faults = Faults()
        self.calls: list[tuple[str, dict[str, str]]] = []

    # Filling it

    def add_bot(
        self,
        token: str,
        username: str,
        first_name: str,
        *,
        reads_all: bool = False,
        inline: bool = False,
        inline_feedback: bool = False,
    ) -> Bot:
        """A bot with this token; one that exists keeps its settings.

        What only BotFather sets: `reads_all` switches privacy mode off, `inline` the inline mode
        on, `inline_feedback` the news of what was chosen.
        """
        known = self.directory.bots.get(token)
        user = User(int(token.split(":")[0]), first_name, username=username, is_bot=True)
        bot = known or Bot(token, user)
        bot.user, bot.reads_all = user, reads_all
        bot.inline, bot.inline_feedback = inline, inline_feedback
        self.directory.save_bot(bot)
        self.delivery.everybody("state")
        return bot

    def add_user(
        self,
        user_id: int,
        first_name: str,
        username: str | None = None,
        language_code: str | None = "ru",
        role: str = "stranger",
        last_name: str | None = None,
    ) -> User:
        """A person; one that exists is renamed."""
        user = User(user_id, first_name, last_name, username, language_code, role)
        self.directory.save_user(user)
        self.delivery.everybody("state")
        return user

    def add_crowd(self, count: int) -> range:
        """Readers by the thousand, each in a chat with the bot; returns their ids.

        No update tells the bot of them, and the page does not list them.
        """
        bot, first = self.finding.bot(), max([100_000, *self.directory.users]) + 1
        with self.storage.atomic():
            for user_id in range(first, first + count):
                user = User(user_id, f"Читатель {user_id}", role="subscriber", extra=True)
                self.directory.save_user(user)
                self.directory.save_chat(Chat(user_id, "private", bot_id=bot.id, started=True))
        return range(first, first + count)

    def delete_account(self, user_id: int) -> None:
        """A person's account goes; nobody is told, and whoever writes to it gets 403."""
        user = self.finding.user(user_id)
        user.deleted, user.first_name, user.last_name, user.username = True, "", None, None
        self.directory.save_user(user)
        self.delivery.everybody("state")

    def add_channel(
        self, chat_id: int, title: str, username: str | None = None, *, owner_id: int
    ) -> Chat:
        """A channel; public when it has a username."""
        return self._add_chat(Chat(chat_id, "channel", title, username), owner_id)

    def add_group(
        self,
        chat_id: int,
        title: str,
        username: str | None = None,
        *,
        owner_id: int,
        forum: bool = False,
    ) -> Chat:
        """A supergroup, with topics if it is to be a forum."""
        chat = Chat(chat_id, "supergroup", title, username)
        if forum:
            chat.make_forum(True)
        return self._add_chat(chat, owner_id)

    def set_member(
        self, chat_id: int, user_id: int, status: str, *, by: int | None = None, **rights: bool
    ) -> None:
        """Somebody's standing in a channel or group, changed by its owner or by somebody else.

        `status` is administrator, member, restricted, left or kicked. The bot in question gets
        my_chat_member; a new administrator has every right that is not named.
        """
        chat = self.chat(chat_id)
        owner = next((who for who, m in chat.members.items() if m.status == "creator"), user_id)
        with self.storage.atomic():
            self.standing.set_member(by or owner, chat_id, user_id, status, rights)

    def link(self, channel_id: int, group_id: int) -> None:
        """Make the group the channel's discussion; 0 parts them."""
        group = self.chat(group_id) if group_id else None
        with self.storage.atomic():
            self.governing.tie(self.chat(channel_id), group)

    def protect(self, chat_id: int, protected: bool = True) -> None:
        """Forbid (or allow) to save and forward the chat's content."""
        chat = self.chat(chat_id)
        chat.protected = protected
        self.directory.save_chat(chat)

    # Looking at it

    def chat(self, chat_id: int) -> Chat:
        """The channel or group, or the person's chat with the first bot."""
        return self.finding.chat(chat_id)

    def messages(self, chat_id: int) -> list[Json]:
        """All live messages, oldest first, as the first bot sees them."""
        return [self._shape(record.id, chat_id) for record in self.chat(chat_id).messages.values()]

    def message(self, chat_id: int, message_id: int) -> Json:
        """One live message; KeyError when it is not there."""
        return self._shape(message_id, chat_id)

    def updates_waiting(self, token: str) -> int:
        """How many updates the bot has not confirmed yet."""
        return len(self.delivery.queue(self.directory.bots[token]))

    def note_call(self, method: str, params: dict[str, str]) -> None:
        """Remember an accepted call in `calls`, newest last."""
        self.calls.append((method, params))
        if len(self.calls) > _CALLS_KEPT:
            del self.calls[: _CALLS_KEPT // 2]

    def _shape(self, message_id: int, chat_id: int) -> Json:
        bot = self.finding.bot()
        chat = self.chat(chat_id)
        return views.for_bot(self.files, chat, chat.messages[message_id], bot)

    def _add_chat(self, chat: Chat, owner_id: int) -> Chat:
        known = self.directory.chats.get(chat.key)
        if known:
            known.title, known.username = chat.title, chat.username
            chat = known
        else:
            chat.set_member(owner_id, "creator", {})
        self.directory.save_chat(chat)
        self.delivery.everybody("state")
        return chat
