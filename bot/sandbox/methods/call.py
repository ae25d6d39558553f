"""One call of a bot: who calls, with which arguments, in which world."""

from dataclasses import dataclass

from bot.sandbox import access, views
from bot.sandbox.accounts import Bot
from bot.sandbox.arguments import Arguments
from bot.sandbox.chats import Chat
from bot.sandbox.errors import bad_request
from bot.sandbox.messages import Record
from bot.sandbox.shapes import Json
from bot.sandbox.world import World


@dataclass(frozen=True, slots=True)
class Call:
    """What every method gets."""

    world: World
    bot: Bot
    args: Arguments

    def chat(self, name: str = "chat_id", *, write: bool = False) -> Chat:
        """The chat that the argument names, if the bot may go there."""
        return access.find_chat(self.world.directory, self.bot, self.args.text(name), write=write)

    def thread(self, chat: Chat) -> int:
        """The topic that `message_thread_id` names, if the bot may write there; 0 is none."""
        return access.check_thread(chat, self.bot, self.args.message_id("message_thread_id"))

    def direct_topic(self, chat: Chat) -> int:
        """The reader's topic that `direct_messages_topic_id` names; 0 is none."""
        topic = self.args.integer("direct_messages_topic_id", 0, low=0, high=1 << 52)
        return access.check_direct_topic(chat, topic)

    def record(self, chat: Chat, message_id: int, label: str) -> Record:
        """A message of the chat; `label` is how the refusal calls it (`message to edit`)."""
        record = chat.messages.get(message_id)
        if record is None:
            raise bad_request(f"{label} not found")
        return record

    def shape(self, chat: Chat, record: Record) -> Json:
        """The Message as this bot sees it."""
        return views.for_bot(self.world.files, chat, record, self.bot)
