"""What is to change in the channel changes, whatever Telegram and the power do meanwhile."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.errand import CommentTask
from bot.domain.text import FormattedText
from bot.sandbox.faults import Asked, Broken, Faults, Reply
from tests.chat.published import MENDED, propose, publish, renewed, said
from tests.newsroom import ANNA, BORIS, BOT_ID, CHANNEL, Newsroom, buttons, text

GROUP = -1001000000077

BAD_GATEWAY = Reply(502, b'{"ok":false,"error_code":502,"description":"Bad Gateway"}')
TOO_MANY = Reply(
    429,
    b'{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 30",'
    b'"parameters":{"retry_after":30}}',
)


class Breaks(Faults):
    """Breaks the calls of one method in the channel, so many times."""

    def __init__(
        self,
        method: str,
        times: int = 1,
        before: Reply | Broken | None = None,
        after: Reply | Broken | None = None,
    ) -> None:
        self._method, self.left = method, times
        self._before, self._after = before, after

    def _hit(self, asked: Asked) -> bool:
        here = asked.params.get("chat_id") in {str(CHANNEL), "@khabvesti"}
        hit = asked.method.lower() == self._method.lower() and here and self.left > 0
        self.left -= hit
        return hit

    async def before(self, asked: Asked) -> Reply | Broken | None:
        return self._before if self._before is not None and self._hit(asked) else None

    async def after(self, asked: Asked, reply: Reply) -> Reply | Broken:
        return self._after if self._after is not None and self._hit(asked) else reply


@pytest.fixture
async def card(newsroom: Newsroom) -> dict[str, Any]:
    await newsroom.invite_editor()
    return await publish(newsroom)


async def mend(newsroom: Newsroom, card: dict[str, Any], words: str = MENDED) -> None:
    await newsroom.press("Опечатка", await propose(newsroom, card, words))


async def open_errands(newsroom: Newsroom) -> int:
    return len(await newsroom.app.store.run(lambda tx: tx.errands.open_of(1)))


@pytest.mark.parametrize(
    "fault",
    [
        {"before": BAD_GATEWAY},
        {"before": Broken()},
        {"after": Broken()},
        {"after": BAD_GATEWAY},
        {"before": TOO_MANY},
    ],
    ids=["502 before", "cut before", "cut after", "502 after", "429"],
)
async def test_an_edit_is_done_in_the_end(
    newsroom: Newsroom, card: dict[str, Any], fault: dict[str, Any]
) -> None:
    newsroom.world.on_accept = faults = Breaks("editMessageText", **fault)
    await mend(newsroom, card)
    await newsroom.until(lambda: faults.left == 0)
    for _ in range(3):
        await newsroom.pass_time(seconds=31)
        await newsroom.settled()
    await newsroom.until(lambda: "на три дня" in said(newsroom)[0])
    assert await open_errands(newsroom) == 0
    shown = text(await renewed(newsroom, card))
    assert "⚠️" not in shown
    assert "Меняю" not in shown


async def test_what_was_begun_when_the_process_died_is_done_again(
    newsroom: Newsroom, card: dict[str, Any]
) -> None:
    newsroom.world.on_accept = Breaks("editMessageText", times=99, before=TOO_MANY)
    await mend(newsroom, card)
    await newsroom.crash_bot()
    newsroom.world.on_accept = Faults()
    await newsroom.start_bot()
    await newsroom.pass_time(minutes=10)
    await newsroom.until(lambda: "на три дня" in said(newsroom)[0])
    await newsroom.settled()
    assert await open_errands(newsroom) == 0


async def test_a_later_edit_takes_the_place_of_one_that_waits(
    newsroom: Newsroom, card: dict[str, Any]
) -> None:
    newsroom.world.on_accept = Breaks("editMessageText", times=99, before=TOO_MANY)
    await mend(newsroom, card)
    await mend(newsroom, card, MENDED.replace("три", "пять"))
    assert await open_errands(newsroom) == 1
    newsroom.world.on_accept = Faults()
    await newsroom.pass_time(minutes=10)
    await newsroom.until(lambda: "на пять дня" in said(newsroom)[0])


async def test_a_message_that_somebody_deleted_is_told_once_and_published_again(
    newsroom: Newsroom, card: dict[str, Any]
) -> None:
    (message,) = newsroom.channel()
    newsroom.world.delete(ANNA, CHANNEL, [message["message_id"]])
    await mend(newsroom, card)
    fresh = await newsroom.until(
        lambda: (
            "Опубликовать заново" in buttons(newsroom.by_bot(BORIS)[-1])
            and newsroom.by_bot(BORIS)[-1]
        )
    )
    assert "удалили вручную" in text(fresh)
    assert "Опубликовать заново" in buttons(newsroom.by_bot(ANNA)[-1])
    told = len(newsroom.by_bot(BORIS))
    await newsroom.pass_time(hours=1)
    await newsroom.settled()
    assert len(newsroom.by_bot(BORIS)) == told

    await newsroom.press("Опубликовать заново", fresh)
    again = await newsroom.until(
        lambda: text(newsroom.by_bot(BORIS)[-1]).startswith("№ 2 ·") and newsroom.by_bot(BORIS)[-1]
    )
    await newsroom.press("Сейчас", again)
    await newsroom.published(1)
    assert "на три дня" in said(newsroom)[0]


async def test_rights_lost_are_told_to_the_editor_and_the_owner_and_tried_anew(
    newsroom: Newsroom, card: dict[str, Any]
) -> None:
    newsroom.world.set_member(CHANNEL, BOT_ID, "kicked")
    await mend(newsroom, card)
    told = await newsroom.until(
        lambda: "Ещё раз" in buttons(newsroom.by_bot(BORIS)[-1]) and newsroom.by_bot(BORIS)[-1]
    )
    assert "Не исправлено 1 сообщение." in text(told)
    assert "Ещё раз" in buttons(newsroom.by_bot(ANNA)[-1])
    failed = await newsroom.say(BORIS, "/failed")
    assert "№ 1" in text(failed)

    newsroom.give_rights()
    await newsroom.press("Ещё раз", told)
    await newsroom.until(lambda: "на три дня" in said(newsroom)[0])
    assert "Всё в порядке" in text(await newsroom.say(BORIS, "/failed"))


async def test_a_comment_that_was_open_when_the_process_died_is_not_repeated(
    newsroom: Newsroom, card: dict[str, Any]
) -> None:
    number = newsroom.channel()[0]["message_id"]
    newsroom.world.add_group(GROUP, "Обсуждение", owner_id=ANNA)
    newsroom.world.set_member(GROUP, BOT_ID, "administrator")
    (root,) = newsroom.world.send_text(ANNA, GROUP, "Пост")
    await newsroom.settled()
    words = FormattedText("Вопросы — сюда")
    task = CommentTask(number, words, GROUP, root["message_id"])

    async def begun(tx: Any) -> None:
        now = newsroom.clock.now()
        await tx.errands.add(1, 1, task, BORIS, now)
        await tx.errands.claim(1, now)

    await newsroom.app.store.run(begun)
    await newsroom.pass_time(seconds=1)
    told = await newsroom.until(
        lambda: "Понятно" in buttons(newsroom.by_bot(BORIS)[-1]) and newsroom.by_bot(BORIS)[-1]
    )
    assert "Telegram не ответил" in text(told)
    assert not [m for m in newsroom.world.messages(GROUP) if m["from"]["id"] == BOT_ID]
