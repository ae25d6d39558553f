"""approveSuggestedPost and declineSuggestedPost."""

from bot.sandbox.chats import Chat
from bot.sandbox.errors import bad_request
from bot.sandbox.messages import Record
from bot.sandbox.methods.call import Call

_LATEST = (1 << 31) - 1
_COMMENT = 128


def approve(call: Call) -> bool:
    """Has a reader's post published."""
    chat, record = _found(call)
    send_date = call.args.integer("send_date", 0, low=0, high=_LATEST)
    call.world.suggesting.approve(call.bot.id, chat, record, send_date)
    return True


def decline(call: Call) -> bool:
    """Gives a reader's post back, with up to 128 characters."""
    chat, record = _found(call)
    comment = call.args.text("comment")
    if len(comment) > _COMMENT:
        raise bad_request("comment is too long")
    call.world.suggesting.decline(call.bot.id, chat, record, comment)
    return True


def _found(call: Call) -> tuple[Chat, Record]:
    chat = call.chat(write=True)
    if not chat.parent:
        raise bad_request("chat is not a channel direct messages chat")
    return chat, call.record(chat, call.args.message_id(), "suggested post")
