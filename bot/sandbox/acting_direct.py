"""What tests and the demo may do in a channel's direct messages; each call is one transaction."""

from bot.sandbox.chats import Chat
from bot.sandbox.files import Upload
from bot.sandbox.shapes import Json
from bot.sandbox.storage import Storage
from bot.sandbox.suggesting import Suggesting


class ActingDirect:
    """The half of the World that readers and administrators have there."""

    storage: Storage
    suggesting: Suggesting

    def open_direct(self, channel_id: int) -> Chat:
        """The channel's owner switches its direct messages on."""
        with self.storage.atomic():
            return self.suggesting.open(channel_id)

    def write_direct(self, user_id: int, channel_id: int, text: str, reply_to: int = 0) -> Json:
        """A reader writes to the channel."""
        with self.storage.atomic():
            return self.suggesting.write(user_id, channel_id, text, [], None, reply_to)[0].body

    def suggest(
        self,
        user_id: int,
        channel_id: int,
        text: str,
        files: list[tuple[str, bytes, str]] | None = None,
        **info: Json | int,
    ) -> list[Json]:
        """A reader suggests a post; `info` are price and send_date of SuggestedPostInfo."""
        uploads = [Upload(name, data, kind) for name, data, kind in files or []]
        with self.storage.atomic():
            sent = self.suggesting.write(user_id, channel_id, text, uploads, info)
            return [record.body for record in sent]

    def edit_direct(self, user_id: int, channel_id: int, message_id: int, text: str) -> None:
        """A reader changes what they wrote to the channel."""
        with self.storage.atomic():
            self.suggesting.edit(user_id, channel_id, message_id, text)

    def decide(
        self, user_id: int, channel_id: int, message_id: int, *, approve: bool, comment: str = ""
    ) -> None:
        """An administrator decides on a suggested post in their app."""
        with self.storage.atomic():
            self.suggesting.decide(
                user_id, channel_id, message_id, approve=approve, comment=comment
            )
