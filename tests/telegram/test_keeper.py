"""Published messages are edited, deleted, pinned and commented on over HTTP; again, no harm."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.channel import HouseStyle
from bot.domain.keyboard import UrlButton
from bot.domain.outcome import NotSent, Outcome, Refusal, Sent
from bot.domain.post import Delivery, Options, Part, Post
from bot.domain.release import MediaKind
from bot.domain.revision import plan_edit
from bot.domain.text import Entity, FormattedText
from bot.rendering import render, sample_release
from bot.telegram.keeper import TelegramKeeper
from tests.sandbox.helpers import CHANNEL, GROUP, OWNER
from tests.telegram.channel import Channel

OLD = FormattedText("Мост открыт: https://b.ru/")
NEW = FormattedText("Мост закрыт", (Entity("bold", 0, 4),))
BUTTONS = ((UrlButton("Карта", "https://b.ru/map"),),)
RICH = HouseStyle(channel="@khabvesti", tables="rich", long_with_photo="rich")

FILES: list[MediaKind] = ["photo", "video", "animation", "document", "audio"]
KINDS = ["text", "rich", *FILES]
WHERE = ("message_id", "date", "edit_date")


@pytest.fixture
def keeper(channel: Channel) -> TelegramKeeper:
    return TelegramKeeper(channel.bot)


async def part_of(channel: Channel, kind: Any, text: FormattedText) -> Part:
    if kind == "text":
        return Part("text", text)
    if kind == "rich":
        return render(sample_release((await channel.photo(),)), RICH).parts[0]
    return Part(kind, text, (await channel.file(kind),))


async def put(channel: Channel, delivery: Delivery) -> dict[str, Any]:
    (message,) = await channel.put(
        delivery.part, delivery.options, buttons=delivery.buttons, reply_to=delivery.reply_to
    )
    return message


def said(message: dict[str, Any]) -> dict[str, Any]:
    """A message without where and when."""
    return {key: value for key, value in message.items() if key not in WHERE}


@pytest.mark.parametrize("new_kind", KINDS)
@pytest.mark.parametrize("old_kind", KINDS)
async def test_an_edited_message_looks_like_one_sent_anew(
    channel: Channel, keeper: TelegramKeeper, old_kind: str, new_kind: str
) -> None:
    old = Delivery(await part_of(channel, old_kind, OLD), buttons=BUTTONS)
    options = Options(link_preview="above", caption_above=True)
    new = Delivery(await part_of(channel, new_kind, NEW), options)
    message = await put(channel, old)
    number = message["message_id"]
    outcome = await keeper.edit(CHANNEL, number, old, new)
    if (old_kind in {"text", "rich"}) != (new_kind in {"text", "rich"}):
        assert isinstance(outcome, NotSent)
        assert outcome.refusal is Refusal.OTHER_KIND
        assert channel.message(number) == message
        return
    assert outcome == Sent((number,))
    assert said(channel.message(number)) == said(await put(channel, new))
    assert await keeper.edit(CHANNEL, number, old, new) == outcome  # again: no harm


@pytest.mark.parametrize("kind", ["text", "rich", "photo"])
async def test_buttons_alone_are_changed_without_a_trace_of_editing(
    channel: Channel, keeper: TelegramKeeper, kind: str
) -> None:
    part = await part_of(channel, kind, OLD)
    old, new = Delivery(part), Delivery(part, buttons=BUTTONS)
    number = (await put(channel, old))["message_id"]
    assert await keeper.edit(CHANNEL, number, old, new) == Sent((number,))
    assert said(channel.message(number)) == said(await put(channel, new))
    assert channel.world.chat(CHANNEL).messages[number].edit_hidden
    assert await keeper.edit(CHANNEL, number, new, old) == Sent((number,))
    assert "reply_markup" not in channel.message(number)


async def test_another_caption_keeps_the_file(channel: Channel, keeper: TelegramKeeper) -> None:
    part = await part_of(channel, "photo", OLD)
    old, new = Delivery(part), Delivery(Part("photo", NEW, part.media))
    message = await put(channel, old)
    await keeper.edit(CHANNEL, message["message_id"], old, new)
    edited = channel.message(message["message_id"])
    assert (edited["photo"], edited["caption"]) == (message["photo"], NEW.text)


async def test_a_whole_post_becomes_its_new_version(
    channel: Channel, keeper: TelegramKeeper
) -> None:
    photos = [await channel.photo() for _ in range(4)]
    old = Post((Part("album", OLD, (*photos[:3],)), Part("text", OLD), Part("text", NEW)))
    new = Post((Part("album", NEW, (photos[0], photos[3])), Part("text", NEW)), buttons=BUTTONS)
    numbers = {
        (part, index): message["message_id"]
        for part, delivery in enumerate(old.deliveries())
        for index, message in enumerate(await channel.put(delivery.part))
    }
    for revision in plan_edit(old, new):
        number = numbers[revision.was]
        if revision.new is None:
            assert await keeper.delete(CHANNEL, [number]) == Sent((number,))
        elif revision.changes:
            outcome = await keeper.edit(CHANNEL, number, revision.old, revision.new)
            assert outcome == Sent((number,))
    left = [
        channel.message(n) for n in numbers.values() if n in channel.world.chat(CHANNEL).messages
    ]
    fresh = [
        message
        for delivery in new.deliveries()
        for message in await channel.put(delivery.part, buttons=delivery.buttons)
    ]
    for message in (*left, *fresh):
        message.pop("media_group_id", None)
    assert list(map(said, left)) == list(map(said, fresh))


def refusal(outcome: Outcome) -> Refusal | None:
    assert isinstance(outcome, NotSent), outcome
    assert outcome.retry_after is None
    return outcome.refusal


async def test_a_message_deleted_by_hand(channel: Channel, keeper: TelegramKeeper) -> None:
    old, new = Delivery(Part("text", OLD)), Delivery(Part("text", NEW))
    gone, stays = [(await put(channel, old))["message_id"] for _ in range(2)]
    channel.world.delete(OWNER, CHANNEL, [gone])
    assert refusal(await keeper.edit(CHANNEL, gone, old, new)) is Refusal.GONE
    assert refusal(await keeper.pin(CHANNEL, gone)) is Refusal.GONE
    assert isinstance(await keeper.unpin(CHANNEL, gone), Sent)
    assert await keeper.delete(CHANNEL, [gone, stays]) == Sent((gone, stays))
    assert stays not in channel.world.chat(CHANNEL).messages


async def test_what_telegram_no_longer_deletes(channel: Channel, keeper: TelegramKeeper) -> None:
    old = Delivery(Part("text", OLD))
    early = (await put(channel, old))["message_id"]
    channel.world.set_member(CHANNEL, 42, "administrator", can_delete_messages=False)
    channel.clock.advance(48 * 3600 + 1)
    late = (await put(channel, old))["message_id"]
    assert refusal(await keeper.delete(CHANNEL, [early, late])) is Refusal.TOO_OLD
    left = channel.world.chat(CHANNEL).messages
    assert early in left
    assert late not in left
    assert isinstance(await keeper.edit(CHANNEL, early, old, Delivery(Part("text", NEW))), Sent)


async def test_rights_that_were_taken_away(channel: Channel, keeper: TelegramKeeper) -> None:
    old, new = Delivery(Part("text", OLD)), Delivery(Part("text", NEW))
    number = (await put(channel, old))["message_id"]
    rights = {"can_post_messages": False, "can_edit_messages": False}
    channel.world.set_member(CHANNEL, 42, "administrator", **rights)
    assert refusal(await keeper.edit(CHANNEL, number, old, new)) is Refusal.NO_RIGHT
    assert refusal(await keeper.pin(CHANNEL, number)) is Refusal.NO_RIGHT
    channel.world.set_member(CHANNEL, 42, "kicked")
    assert refusal(await keeper.edit(CHANNEL, number, old, new)) is Refusal.CHAT_LOST
    assert refusal(await keeper.delete(-1009, [number])) is Refusal.CHAT_LOST


async def test_pins(channel: Channel, keeper: TelegramKeeper) -> None:
    number = (await put(channel, Delivery(Part("text", OLD))))["message_id"]
    chat = channel.world.chat(CHANNEL)
    for _ in range(2):
        assert isinstance(await keeper.pin(CHANNEL, number), Sent)
        assert chat.pinned == [number]
    for _ in range(2):
        assert isinstance(await keeper.unpin(CHANNEL, number), Sent)
        assert chat.pinned == []


async def test_a_first_comment_answers_its_post_or_is_not_sent(
    channel: Channel, keeper: TelegramKeeper
) -> None:
    channel.world.add_group(GROUP, "Обсуждение", owner_id=OWNER)
    channel.world.set_member(GROUP, 42, "member")
    forward = channel.world.send_text(OWNER, GROUP, "Мост открыт")[0]["message_id"]
    outcome = await keeper.comment(GROUP, forward, NEW)
    assert isinstance(outcome, Sent)
    comment = channel.world.message(GROUP, outcome.message_ids[0])
    assert comment["reply_to_message"]["message_id"] == forward
    assert (comment["text"], comment["entities"][0]["type"]) == (NEW.text, "bold")
    channel.world.delete(OWNER, GROUP, [forward])
    assert refusal(await keeper.comment(GROUP, forward, NEW)) is Refusal.GONE
    shown = [m.get("text") for m in channel.world.messages(GROUP)]
    assert shown.count(NEW.text) == 1
