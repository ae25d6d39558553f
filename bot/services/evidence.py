"""What can be seen of a part above a message of its channel (design §8.4, bot-api.md §5.4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.channel import Channel
from bot.domain.errand import ForwardSeen
from bot.domain.sighting import Sighting, match
from bot.planning import Patience
from bot.services.contact import FACT as UPDATES_CAME
from bot.services.floors import NO_SUCH
from bot.services.inbox import TelegramAway
from bot.services.ports import NoWitness, Witness
from bot.store import Transaction
from bot.store.rows import SearchRow

WITNESSED = "witnessed:{channel}"  # the newest post that appeared in the discussion group


@dataclass(frozen=True, slots=True)
class Scene:
    """What the database knows when a look begins.

    `known`: messages above the floor of which it is known whose they are. `top`: the highest
    number known. `forwards`: what the discussion group showed. `heard`: up to when (UTC) every
    update has come and was handled; `ended`: when the last call did.
    """

    channel: Channel
    search: SearchRow
    known: frozenset[int]
    top: int
    forwards: tuple[Sighting, ...]
    discussion: bool  # every post of ours appears there, so what did not is not out
    heard: datetime | None
    ended: datetime | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a look saw. `whole`: nothing of ours can have been missed."""

    sightings: tuple[Sighting, ...]
    whole: bool
    top: int
    strangers: int = 0
    obstacle: str = ""


async def can_be_had(tx: Transaction, channel: Channel) -> bool:
    """Whether a search in the channel can find anything out."""
    if channel.rules.journal_chat_id is not None:
        return True
    return await tx.facts.get(WITNESSED.format(channel=channel.id)) is not None


async def scene_of(tx: Transaction, search: SearchRow) -> Scene:
    """Everything that a look needs to know."""
    channel = await tx.channels.get(search.channel_id)
    known = await tx.searches.known_above(channel.id, search.floor)
    top = max(await tx.channels.floor(channel.id), search.floor)
    forwards = tuple(
        Sighting(seen.task.message_id, seen.task.fingerprint, seen.task.sent_at)
        for seen in await tx.errands.open_in(channel.id, "forward")
        if isinstance(seen.task, ForwardSeen)
        and seen.task.sent_at is not None
        and seen.task.message_id not in known
        and seen.task.message_id > search.floor
    )
    witnessed = await tx.facts.get(WITNESSED.format(channel=channel.id))
    ours = await tx.searches.last_ours(channel.id, search.floor)
    discussion = witnessed is not None and ours is not None and int(witnessed) >= ours
    came = await tx.facts.get(UPDATES_CAME)
    behind = came is None or await tx.inbox.waiting(1)
    heard = None if behind else datetime.fromisoformat(came or "")
    ended = await tx.messages.last_end(search.post_id, search.part)
    return Scene(channel, search, frozenset(known), top, forwards, discussion, heard, ended)


async def testify(tx: Transaction, channel_id: int, seen: ForwardSeen, now: datetime) -> None:
    """A message of the channel appeared in its discussion group: the second witness.

    A search that it settles looks at once.
    """
    name = WITNESSED.format(channel=channel_id)
    before = await tx.facts.get(name)
    if before is None or int(before) < seen.message_id:
        await tx.facts.put(name, str(seen.message_id))
    for search in await tx.searches.open_in(channel_id):
        if search.kind == "settle" and seen.fingerprint in search.prints:
            scene = await scene_of(tx, search)
            if match(search.prints, scene.forwards, search.since).whole:
                await tx.searches.hasten(search.id, now)


async def gather(witness: Witness, scene: Scene, patience: Patience) -> Evidence:
    """Looks once. Raises TelegramAway where Telegram can't be asked now."""
    search, journal = scene.search, scene.channel.rules.journal_chat_id
    shown = Evidence(scene.forwards, scene.discussion, scene.top)
    if search.kind == "settle" and match(search.prints, scene.forwards, search.since).whole:
        return shown
    if journal is None and scene.discussion:
        if search.kind == "settle" and patience.is_last(search.looks) and _deaf(scene, patience):
            raise TelegramAway("the group's updates have not come yet")
        return shown
    if journal is None and search.kind == "audit":
        return shown
    try:
        return await _scan(witness, scene, patience, journal)
    except NoWitness as error:
        return replace(shown, obstacle=str(error))


def _deaf(scene: Scene, patience: Patience) -> bool:
    """Whether the message may stand in the group without the bot having heard of it."""
    if scene.heard is None or scene.ended is None:
        return True
    return scene.heard < scene.ended + patience.looks[-1]


async def _scan(
    witness: Witness, scene: Scene, patience: Patience, journal: int | None
) -> Evidence:
    """Reads the messages above the floor, one number after another, until only gaps follow."""
    chat_id = scene.channel.chat_id
    if await witness.stands(chat_id, NO_SUCH):
        raise NoWitness("Telegram does not show the channel")
    found = {seen.message_id: seen for seen in scene.forwards}
    number, top, misses, unread, reads = scene.search.floor, scene.top, 0, 0, 0
    while misses < patience.misses:
        number += 1
        if number in scene.known or number in found:
            misses, top = 0, max(top, number)
        elif not await witness.stands(chat_id, number):
            # Below the highest known number a gap is a deleted message and says nothing.
            misses += number > top
        else:
            misses, top = 0, max(top, number)
            if journal is None:
                unread += 1
            elif (sighting := await witness.read(chat_id, number, journal)) is not None:
                found[number] = sighting
            reads += 1
            if reads >= patience.reads:
                return Evidence(
                    tuple(found.values()), False, top, unread, "too many messages of others"
                )
    whole = journal is not None
    return Evidence(tuple(found.values()), whole, top, unread, "" if whole else "no journal chat")
