"""Posts that readers suggest in the channel's direct messages, at the same desk as other news."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.sandbox.faults import Asked, Broken, Faults, Outcome, Reply
from tests.chat.test_intake import png
from tests.chat.test_suggest import press, tip_card
from tests.newsroom import ANNA, BORIS, BOT_ID, CHANNEL, GLEB, VERA, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")

NEWS = "На набережной открыли каток."


class LostAnswer(Faults):
    """The first answer to an approval is lost."""

    calls = 0

    async def after(self, asked: Asked, reply: Reply) -> Outcome:
        if asked.method.lower() != "approvesuggestedpost":
            return reply
        self.calls += 1
        return Broken() if self.calls == 1 else reply


@pytest.fixture
async def direct(newsroom: Newsroom) -> int:
    """The channel takes direct messages."""
    newsroom.give_rights()
    newsroom.world.set_member(CHANNEL, BOT_ID, "administrator", can_manage_direct_messages=True)
    return int(newsroom.world.open_direct(CHANNEL).id)


def last(newsroom: Newsroom, direct: int) -> dict[str, object]:
    return dict(newsroom.world.messages(direct)[-1])


async def test_published_as_it_is(newsroom: Newsroom, direct: int) -> None:
    files = [(f"{n}.png", png(n), "image/png") for n in range(2)]
    wish = int((newsroom.clock.at + timedelta(hours=2)).timestamp())
    price = {"currency": "XTR", "amount": 50}
    newsroom.world.suggest(VERA, CHANNEL, NEWS, files, send_date=wish, price=price)
    await newsroom.settled()
    await newsroom.pass_time(seconds=3)
    await newsroom.settled()
    assert len([m for m in newsroom.by_bot(BORIS) if m.get("photo")]) == 2
    cards = [m for m in newsroom.by_bot(BORIS) if text(m).startswith("💡")]
    assert len(cards) == 1  # an album is one piece of news
    card = text(cards[0])
    for words in (
        "Предложено в сообщениях канала",
        "выпустить: сегодня, 24 ноября, в 16:20",
        "50 ⭐",
        "Вера",
    ):
        assert words in card
    newsroom.world.edit_direct(VERA, CHANNEL, 1, NEWS + " Вход свободный.")
    await newsroom.settled()
    assert any("Вход свободный" in text(m) for m in newsroom.by_bot(BORIS))
    lost = newsroom.world.on_accept = LostAnswer()
    await newsroom.press("Опубликовать как есть", tip_card(newsroom))
    await newsroom.until(lambda: lost.calls == 1)
    await newsroom.crash_bot()
    await newsroom.start_bot()
    await newsroom.pass_time(minutes=1)
    await newsroom.settled()
    assert lost.calls == 2  # the second one finds it done, and nobody is bothered with that
    assert not any("не дал решить" in text(m) for m in newsroom.by_bot(BORIS))
    assert "suggested_post_approved" in last(newsroom, direct)
    assert "Одобрено" in text(tip_card(newsroom))
    assert "уже кто-то решил" in (await press(newsroom, BORIS, cards[0], "tp:publish:1:"))["text"]
    assert newsroom.channel() == []
    await newsroom.pass_time(hours=2)
    newsroom.world.suggesting.publish_due()
    assert len(await newsroom.published(2)) == 2
    assert newsroom.world.messages(VERA) == []  # Telegram has told her


async def test_asked_taken_as_a_draft_and_declined(newsroom: Newsroom, direct: int) -> None:
    newsroom.world.suggest(VERA, CHANNEL, NEWS)
    await newsroom.settled()
    await newsroom.press("Спросить автора", tip_card(newsroom))
    await newsroom.say(BORIS, "Какой вход?")
    asked = last(newsroom, direct)
    assert (asked["text"], asked["direct_messages_topic"]["topic_id"]) == ("Какой вход?", VERA)
    newsroom.world.write_direct(VERA, CHANNEL, "Свободный")
    await newsroom.settled()
    answer = newsroom.by_bot(BORIS)[-1]
    assert text(answer) == "✉️ Вера\nСвободный"
    newsroom.world.send_text(BORIS, BORIS, "Спасибо", reply_to=answer["message_id"])
    await newsroom.settled()
    assert last(newsroom, direct)["text"] == "Спасибо"
    assert "Борис" not in str(newsroom.world.messages(direct))
    await newsroom.press("Взять в черновики", tip_card(newsroom))
    comment = last(newsroom, direct)["suggested_post_declined"]["comment"]
    assert comment == "Спасибо! Редакция берёт вашу новость и напишет о ней сама."
    post = await newsroom.until(newsroom.card)
    await newsroom.press("Сейчас", post)
    shown = newsroom.world.message(BORIS, post["message_id"])  # a short one has to be confirmed
    await newsroom.press(next(one for one in buttons(shown) if one.startswith("Да")), shown)
    await newsroom.published(1)
    await newsroom.settled()
    told = last(newsroom, direct)
    assert "вышла: https://t.me/khabvesti/" in told["text"]
    assert told["direct_messages_topic"]["topic_id"] == VERA

    newsroom.world.suggest(VERA, CHANNEL, "Купите слона {дёшево}")
    await newsroom.settled()
    card = tip_card(newsroom)
    await newsroom.press("Отклонить", card)
    await newsroom.press("Своими словами…", card)
    assert "до 128 знаков" in text(await newsroom.say(BORIS, "х" * 129))
    await newsroom.press("Отклонить", card)
    await newsroom.press("Это реклама", card)
    assert last(newsroom, direct)["suggested_post_declined"]["comment"] == "Это реклама"


async def test_what_goes_back_at_once_and_who_else_decides(
    newsroom: Newsroom, direct: int
) -> None:
    newsroom.world.suggest(GLEB, CHANNEL, "http://x.ru/setup.exe")
    await newsroom.settled()
    assert "programs" in last(newsroom, direct)["suggested_post_declined"]["comment"]
    newsroom.world.write_direct(GLEB, CHANNEL, "/latest")  # for the administrators
    newsroom.world.write_direct(GLEB, CHANNEL, "Hello?")
    (sent,) = newsroom.world.suggest(GLEB, CHANNEL, "A rink")
    await newsroom.settled()
    assert len(newsroom.world.messages(direct)) == 5
    newsroom.world.decide(ANNA, CHANNEL, sent["message_id"], approve=False)
    await newsroom.settled()
    assert "Отклонено" in text(tip_card(newsroom))
    assert "tp:publish" not in str(buttons(tip_card(newsroom)))
    # Without the right the desk learns what is missing, and may try again.
    newsroom.world.suggest(GLEB, CHANNEL, "Another rink")
    await newsroom.settled()
    newsroom.world.set_member(
        CHANNEL, BOT_ID, "administrator", can_manage_direct_messages=True, can_post_messages=False
    )
    await newsroom.press("Опубликовать как есть", tip_card(newsroom))
    await newsroom.until(
        lambda: any("Дайте боту права" in text(m) for m in newsroom.by_bot(BORIS))
    )
    newsroom.give_rights()
    await newsroom.settled()
    await newsroom.press("Опубликовать как есть", tip_card(newsroom))
    assert text((await newsroom.published(1))[0]) == "Another rink"
    for number in range(4):
        newsroom.world.suggest(GLEB, CHANNEL, f"Rink {number}")
    await newsroom.settled()
    assert "all for today" in last(newsroom, direct)["suggested_post_declined"]["comment"]
