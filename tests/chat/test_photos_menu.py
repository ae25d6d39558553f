"""«Фото»: files are added, replaced, removed and put in order; each change shows the new post."""

from __future__ import annotations

import pytest

from bot.domain.release import Media
from bot.services.photos import Photos
from bot.services.views import find
from tests.chat.releases import BRIDGE, PARK
from tests.chat.test_card import raw_press
from tests.chat.test_intake import photos, send_files
from tests.newsroom import BORIS, Message, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")


async def files(newsroom: Newsroom, post: int = 1) -> tuple[Media, ...]:
    async def work(tx):  # type: ignore[no-untyped-def]
        return (await tx.posts.release((await find(tx, post)).release_id))[0].media

    found: tuple[Media, ...] = await newsroom.app.store.run(work)
    return found


async def until_files(newsroom: Newsroom, count: int) -> list[str]:
    """Waits for so many files, and for the preview that shows them; returns what they are."""

    async def there() -> bool:
        return len(await files(newsroom)) == count

    await newsroom.until_async_true(there)
    await newsroom.settled()
    return [file.file_unique_id for file in await files(newsroom)]


async def with_photos(newsroom: Newsroom, count: int) -> Message:
    """The card of a post with photos."""
    await send_files(newsroom, photos(count), caption=BRIDGE)
    await newsroom.settled()
    await newsroom.pass_time(seconds=3)
    card: Message = await newsroom.until(newsroom.card)
    await newsroom.settled()
    return card


async def menu(newsroom: Newsroom, card: Message) -> Message:
    """The list of files, opened from the card."""
    await newsroom.press("Ещё", card)
    await newsroom.press("Фото", card)
    return newsroom.by_bot(BORIS)[-1]


def now(newsroom: Newsroom, message: Message) -> Message:
    found: Message = newsroom.world.message(BORIS, message["message_id"])
    return found


async def test_a_text_gets_photos_one_by_one_and_as_an_album(newsroom: Newsroom) -> None:
    question = await menu(newsroom, await newsroom.hand_in(BRIDGE))
    assert text(question) == "Пришлите фото или видео для поста № 1: есть место ещё для 10."
    await send_files(newsroom, photos(1))
    await until_files(newsroom, 1)
    await newsroom.until(lambda: "photo" in newsroom.by_bot(BORIS)[-2])
    await send_files(newsroom, photos(3))
    await until_files(newsroom, 4)
    assert "альбом из 4" in text(newsroom.card() or {})
    await newsroom.press("Готово", question)
    assert text(now(newsroom, question)) == "Хорошо."
    await send_files(newsroom, photos(1), caption=PARK)
    await newsroom.until(lambda: "№ 2" in text(newsroom.card() or {}))
    assert len(await files(newsroom)) == 4


async def test_a_release_is_no_photo_for_the_post_before(newsroom: Newsroom) -> None:
    await menu(newsroom, await newsroom.hand_in(BRIDGE))
    await send_files(newsroom, photos(1), caption=PARK)
    await newsroom.until(lambda: "№ 2" in text(newsroom.card() or {}))
    assert await files(newsroom) == ()


async def test_no_more_than_an_album_holds(newsroom: Newsroom) -> None:
    listed = await menu(newsroom, await with_photos(newsroom, 9))
    await newsroom.press("Добавить", listed)
    await send_files(newsroom, photos(2))
    await newsroom.until(
        lambda: any("не больше 10 фото" in text(m) for m in newsroom.by_bot(BORIS))
    )
    await until_files(newsroom, 10)


async def test_photos_are_moved_and_removed_in_place(newsroom: Newsroom) -> None:
    listed = await menu(newsroom, await with_photos(newsroom, 3))
    assert text(listed).split("\n")[:2] == ["Фото поста № 1", "1. фото"]
    one, two, three = await until_files(newsroom, 3)
    labels = [b["text"] for row in listed["reply_markup"]["inline_keyboard"] for b in row]
    assert labels == [
        *("🔁 1", "⬇️", "✖️", "🔁 2", "⬆️", "⬇️", "✖️", "🔁 3", "⬆️", "✖️"),
        *("Добавить", "Убрать все"),
    ]
    await raw_press(newsroom, listed["message_id"], "f:file_earlier:1:1:2")
    assert await until_files(newsroom, 3) == [one, three, two]
    preview = newsroom.by_bot(BORIS)[-4:-1]
    assert [m["photo"][-1]["file_unique_id"] for m in preview] == [one, three, two]
    stale = await raw_press(newsroom, listed["message_id"], "f:file_remove:1:1:0")
    assert stale == "Список устарел, обновил его."
    await raw_press(newsroom, listed["message_id"], "f:file_remove:1:2:0")
    assert await until_files(newsroom, 2) == [three, two]
    await newsroom.press("Убрать все", listed)
    assert await until_files(newsroom, 0) == []
    assert "Их нет." in text(now(newsroom, listed))
    assert "Добавить" in buttons(now(newsroom, listed))


async def test_one_photo_is_replaced_and_an_album_goes_on_behind(newsroom: Newsroom) -> None:
    listed = await menu(newsroom, await with_photos(newsroom, 2))
    one, two = await until_files(newsroom, 2)
    await newsroom.press("🔁 1", listed)
    await send_files(newsroom, photos(1))
    await newsroom.settled()
    new, kept = await until_files(newsroom, 2)
    assert (new != one, kept) == (True, two)
    listed = await menu(newsroom, newsroom.card() or {})
    await newsroom.press("🔁 2", listed)
    await send_files(newsroom, photos(3))
    first, second, *rest = await until_files(newsroom, 4)
    assert first == new
    assert two not in (second, *rest)


async def test_the_last_thing_of_a_post_stays(newsroom: Newsroom) -> None:
    await send_files(newsroom, photos(1))
    await newsroom.settled()
    await newsroom.pass_time(seconds=90)
    card = await newsroom.until(newsroom.card)
    listed = await menu(newsroom, card)
    answer = await newsroom.press("✖️", listed)
    assert answer["text"].startswith(("Кроме этого в посте ничего нет",))
    assert len(await files(newsroom)) == 1


async def test_a_photo_that_telegram_no_longer_has_is_named_and_replaced(
    newsroom: Newsroom,
) -> None:
    await with_photos(newsroom, 2)
    one, two = await until_files(newsroom, 2)
    service = Photos(newsroom.app.store, newsroom.clock)
    await service.replace(1, two, Media("photo", "AgACAgIAAx", "gone"), BORIS)
    await newsroom.say(BORIS, "/post 1")
    card = await newsroom.until(
        lambda: "больше нет:" in text(newsroom.card() or {}) and newsroom.card()
    )
    assert "У Telegram больше нет: фото 2." in text(card)
    listed = await menu(newsroom, card)
    assert "2. фото — ⚠️ у Telegram этого файла больше нет, замените" in text(listed)
    await newsroom.say(BORIS, "/post 1")
    await newsroom.settled()
    card = newsroom.card() or {}
    await newsroom.press("Заменить фото 2", card)
    await send_files(newsroom, photos(1))
    await newsroom.settled()
    await newsroom.until(lambda: "альбом из 2" in text(newsroom.card() or {}))
    kept, new = await until_files(newsroom, 2)
    assert (kept, new not in ("gone", two)) == (one, True)
    assert "больше нет" not in text(newsroom.card() or {})


async def test_a_post_that_failed_for_a_lost_photo_says_which(newsroom: Newsroom) -> None:
    await with_photos(newsroom, 1)
    (one,) = await until_files(newsroom, 1)
    service = Photos(newsroom.app.store, newsroom.clock)
    await service.replace(1, one, Media("photo", "AgACAgIAAx", "gone"), BORIS)
    await newsroom.say(BORIS, "/now 1")
    card = await newsroom.until(
        lambda: "больше нет: фото 1." in text(newsroom.card() or {}) and newsroom.card()
    )
    assert "Не вышел" in text(card)
    await newsroom.press("Заменить фото 1", card)
    await send_files(newsroom, photos(1))
    await newsroom.settled()
    await newsroom.until(lambda: "больше нет: фото" not in text(newsroom.card() or {}))
    await newsroom.settled()
    await newsroom.press("Сейчас", newsroom.card())
    (post,) = await newsroom.published(1)
    assert "photo" in post
