"""An editor's wishes for one post are laid onto it, or refused while it is edited."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.channel import Channel, HouseStyle, Look, Pin
from bot.domain.correction import Correction
from bot.domain.errors import InputError
from bot.domain.keyboard import UrlButton
from bot.domain.post import Options
from bot.domain.release import Media, RawRelease, Wishes
from bot.domain.text import FormattedText
from bot.parsing import parse
from bot.rendering import plain
from bot.services.making import Made, Out, draw, make
from bot.store import Store

NOW = datetime(2026, 11, 24, 4, 20, tzinfo=UTC)
CHANNEL = Channel(0, "@abcd", "t", "abcd", "Asia/Vladivostok", "", HouseStyle(channel="@abcd"))
TEXT = FormattedText("Мост открыт\n\nДвижение началось в полдень.")
PHOTOS = (Media("photo", "a", "a"), Media("photo", "b", "b"))
BUTTONS = ((UrlButton("Карта", "https://b.ru/"),),)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(f"sqlite:///{tmp_path / 'bot.db'}")
    yield opened
    await opened.close()


async def made(store: Store, raw: RawRelease, look: Look, channel: Channel = CHANNEL) -> Made:
    return await store.run(lambda tx: make(tx, channel, raw, Wishes(look=look), NOW))


async def test_the_post_is_as_wished(store: Store) -> None:
    comment = FormattedText("Вопросы — сюда")
    pin, day = Pin(timedelta(hours=1)), timedelta(days=1)
    look = Look(
        protect=True, pin=pin, delete_after=day, comment=comment, silent=True, buttons=BUTTONS
    )
    post = (await made(store, RawRelease(TEXT, PHOTOS), look)).post
    assert post.options == Options(True, "off", False, True, pin, day, comment)
    assert [part.kind for part in post.parts] == ["album", "text"]
    assert (post.buttons, post.carrier) == (BUTTONS, 1)


async def test_what_telegram_can_not_do_is_refused(store: Store) -> None:
    bare = replace(CHANNEL, style=HouseStyle(footer=""))
    with pytest.raises(InputError, match="album alone"):
        await made(store, RawRelease(FormattedText(), PHOTOS), Look(buttons=BUTTONS), bare)
    with pytest.raises(InputError, match="at most 4096 characters"):
        await made(store, RawRelease(TEXT), Look(comment=FormattedText("а" * 4097)))


def test_a_published_post_tells_of_its_correction_by_its_day() -> None:
    parsed = parse(RawRelease(TEXT))
    wishes = Wishes(corrections=(Correction("fact", "в полночь", NOW),))
    today, yesterday = NOW - timedelta(hours=1), NOW - timedelta(days=1)
    _, post = draw(CHANNEL, parsed, Wishes())
    assert "Исправлено 14:20: " in plain(draw(CHANNEL, parsed, wishes, Out(post, today))[1])
    assert "Исправлено 24 ноября" in plain(draw(CHANNEL, parsed, wishes, Out(post, yesterday))[1])


def test_another_text_keeps_what_is_no_matter_of_it() -> None:
    told = Wishes(look=Look(buttons=BUTTONS), corrections=(Correction("typo", "", NOW),))
    assert replace(told, headline="Мост", keep=("а",)).for_another_text() == told


def test_a_withdrawn_post_keeps_the_messages_that_readers_have() -> None:
    parsed = parse(RawRelease(TEXT, PHOTOS))
    wishes = Wishes(corrections=(Correction("withdrawn", "Новость отозвана.", NOW),))
    _, post = draw(CHANNEL, parsed, Wishes(look=Look(buttons=BUTTONS)))
    _, gone = draw(CHANNEL, parsed, wishes, Out(post, NOW))
    assert [part.kind for part in gone.parts] == [part.kind for part in post.parts]
    assert "Движение" not in plain(gone)
    assert plain(gone).startswith("Новость отозвана.")
    assert gone.buttons == ()
