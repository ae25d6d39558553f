"""What else goes wrong around a bot: people's acts and updates that come again."""

from bot.sandbox.chats import Chat
from bot.sandbox.errors import PersonError
from bot.sandbox.world import World


def repeat_last(world: World, count: int = 1) -> None:
    """The first bot gets its newest confirmed updates once more, with the same numbers."""
    if not world.delivery.queue(world.finding.bot()).repeat_last(count):
        raise PersonError("Повторять нечего: бот ещё ничего не получил. Напишите ему.")


def delete_last(world: World, chat_id: int) -> int:
    """The chat's owner deletes its last post, service messages aside; returns its number."""
    chat = world.chat(chat_id)
    last = next((r.id for r in reversed(chat.messages.values()) if not r.service), None)
    if last is None:
        raise PersonError("Удалять нечего: постов нет.")
    with world.storage.atomic():
        world.people.delete(_owner(chat), chat_id, [last])
    return last


def allow_posting(world: World, chat_id: int, allowed: bool) -> None:
    """The channel's owner takes from the first bot the right to post, or gives it back."""
    chat, bot = world.chat(chat_id), world.finding.bot()
    if chat.type != "channel" or not chat.member(bot.id).is_admin:
        raise PersonError("Бот здесь не администратор. Выберите канал, в который он пишет.")
    rights = {"can_post_messages": allowed}
    world.set_member(chat_id, bot.id, "administrator", by=_owner(chat), **rights)


def _owner(chat: Chat) -> int:
    owner = next((who for who, member in chat.members.items() if member.status == "creator"), None)
    if owner is None:
        raise PersonError("У этого чата нет владельца. Выберите канал или группу.")
    return owner
