"""Exactly once, and what editors are told when something stands in the way."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from bot.sandbox.faults import Asked, Broken, Faults, Reply
from tests.chat.releases import BRIDGE, PARK, SCHOOL
from tests.newsroom import ANNA, BORIS, CHANNEL, TOKEN, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")


class ChannelFaults(Faults):
    """Breaks calls that would put something into the channel."""

    def __init__(self, after: Reply | Broken | None = None, before: Reply | Broken | None = None):
        self.left = 1
        self._after = after
        self._before = before

    def _hit(self, asked: Asked) -> bool:
        concerned = asked.method.lower().startswith("send") and asked.params.get("chat_id") in (
            str(CHANNEL),
            "@khabvesti",
        )
        if concerned and self.left:
            self.left -= 1
            return True
        return False

    async def before(self, asked: Asked) -> Reply | Broken | None:
        if self._before is not None and self._hit(asked):
            return self._before
        return None

    async def after(self, asked: Asked, reply: Reply) -> Reply | Broken:
        if self._after is not None and self._hit(asked):
            return self._after
        return reply


BAD_GATEWAY = Reply(502, b'{"ok":false,"error_code":502,"description":"Bad Gateway"}')


async def ask(newsroom: Newsroom, person: int = BORIS) -> dict[str, Any]:
    """The question about an unknown outcome."""
    await newsroom.until(lambda: "Да, вышел" in buttons(newsroom.by_bot(person)[-1]))
    await newsroom.settled()
    return newsroom.by_bot(person)[-1]


@pytest.mark.parametrize("answer", [Broken(), BAD_GATEWAY], ids=["no answer", "502"])
async def test_a_lost_answer_is_never_sent_again_by_itself(
    newsroom: Newsroom, answer: Reply | Broken
) -> None:
    newsroom.world.on_accept = ChannelFaults(after=answer)
    await newsroom.press("Сейчас", await newsroom.hand_in(PARK))
    question = await ask(newsroom)
    await newsroom.pass_time(hours=2)
    await newsroom.settled()
    assert len(newsroom.channel()) == 1

    await newsroom.press("Да, вышел", question)

    assert len(newsroom.channel()) == 1
    assert "Вышел" in text(newsroom.world.message(BORIS, question["message_id"]))


async def test_the_owner_is_asked_too_and_the_first_answer_counts(newsroom: Newsroom) -> None:
    newsroom.world.on_accept = ChannelFaults(after=Broken())
    await newsroom.press("Сейчас", await newsroom.hand_in(PARK))
    question = await ask(newsroom)
    same = await ask(newsroom, ANNA)
    await newsroom.press("Да, вышел", same, ANNA)

    answer = await newsroom.press("Нет, отправить ещё раз", question)

    assert answer["text"] == "Карточка устарела, обновил её."
    assert len(newsroom.channel()) == 1


async def test_an_editor_who_saw_nothing_has_it_sent_again(newsroom: Newsroom) -> None:
    newsroom.world.on_accept = ChannelFaults(before=BAD_GATEWAY)
    await newsroom.press("Сейчас", await newsroom.hand_in(PARK))
    question = await ask(newsroom)
    assert newsroom.channel() == []
    await newsroom.press("Нет, отправить ещё раз", question)
    assert len(await newsroom.published(1)) == 1


async def test_a_call_that_was_open_when_the_process_died_is_asked_about(
    newsroom: Newsroom,
) -> None:
    await newsroom.hand_in(PARK)
    await newsroom.stop_bot()

    # What a kill between claim and answer leaves behind.
    from bot.domain.post import Status
    from bot.store import Store

    store = await Store.open(newsroom.settings().database_url)

    async def claim(tx: Any) -> None:
        await tx.posts.change(1, allowed=[Status.DRAFT], status=Status.SENDING)
        await tx.messages.begin(1, 0, 0, "f" * 32, newsroom.clock.now())

    await store.run(claim)
    await store.close()
    await newsroom.start_bot()

    question = await ask(newsroom)
    assert "Telegram не ответил. Загляните в канал: пост там?" in text(question)
    assert newsroom.channel() == []
    await newsroom.press("Нет, отправить ещё раз", question)
    assert len(await newsroom.published(1)) == 1


async def tried(newsroom: Newsroom) -> bool:
    """Whether it is written down that a call failed."""
    row = await newsroom.app.store.run(lambda tx: tx.posts.get(1))
    return bool(row.tries)


async def test_a_long_wait_that_telegram_asks_for_is_obeyed(newsroom: Newsroom) -> None:
    flood = Reply(
        429,
        b'{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 40",'
        b'"parameters":{"retry_after":40}}',
    )
    newsroom.world.on_accept = ChannelFaults(before=flood)
    await newsroom.press("Сейчас", await newsroom.hand_in(PARK))
    await newsroom.until_async_true(lambda: tried(newsroom))
    await newsroom.pass_time(seconds=39)
    await newsroom.settled()
    assert newsroom.channel() == []
    await newsroom.pass_time(seconds=2)
    assert len(await newsroom.published(1)) == 1


RIGHTS = {
    "member": ("left", "Бота нет в канале. Добавьте его туда администратором."),
    "admin": (None, "Боту нельзя писать в канал. Дайте ему право публиковать сообщения."),
}


@pytest.mark.parametrize("case", RIGHTS)
async def test_without_rights_the_card_says_what_to_do_and_nothing_is_lost(
    newsroom: Newsroom, case: str
) -> None:
    status, advice = RIGHTS[case]
    if status:
        newsroom.world.set_member(CHANNEL, int(TOKEN.split(":")[0]), status)
    else:
        newsroom.give_rights(post=False)
    await newsroom.settled()
    await newsroom.press("Сейчас", await newsroom.hand_in(PARK))
    assert advice in text(newsroom.card())

    newsroom.give_rights()
    assert len(await newsroom.published(1)) == 1


async def test_overdue_posts_go_out_in_order_with_the_least_gap(newsroom: Newsroom) -> None:
    for number, release in enumerate((PARK, BRIDGE, SCHOOL), 1):
        await newsroom.hand_in(release)
        await newsroom.say(BORIS, f"/at {number} через {number} минут")
    await newsroom.stop_bot()
    newsroom.clock.at = newsroom.clock.at.replace(hour=5, minute=20)
    await newsroom.start_bot()

    await newsroom.published(1)
    await newsroom.pass_time(seconds=59)
    await newsroom.settled()
    assert len(newsroom.channel()) == 1
    for count in (2, 3):
        await newsroom.pass_time(seconds=61)
        await newsroom.published(count)
    titles = [text(post).split("\n")[0].replace("\u00a0", " ") for post in newsroom.channel()]
    assert titles == [release.split("\n")[0] for release in (PARK, BRIDGE, SCHOOL)]


async def test_a_post_that_is_hours_late_waits_for_an_editors_word(newsroom: Newsroom) -> None:
    await newsroom.press("В очередь", await newsroom.hand_in(PARK))
    await newsroom.stop_bot()
    await newsroom.pass_time(hours=9)
    await newsroom.start_bot()
    await newsroom.until(lambda: "опоздал" in text(newsroom.by_bot(BORIS)[-1]))
    await newsroom.settled()
    assert newsroom.channel() == []
    await newsroom.press("Сейчас", newsroom.by_bot(BORIS)[-1])
    assert len(await newsroom.published(1)) == 1


async def test_a_long_post_goes_on_where_it_stopped(newsroom: Newsroom) -> None:
    long = "Большой отчёт о ремонте\n\n" + "\n\n".join(
        f"Участок {n}. " + "Бригада сняла старый асфальт и уложила новый. " * 8 for n in range(20)
    )
    newsroom.world.send_text(BORIS, BORIS, long)
    await newsroom.settled()
    await newsroom.pass_time(seconds=2)
    await newsroom.settled()
    card = newsroom.card()
    flood = Reply(
        429,
        b'{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 30",'
        b'"parameters":{"retry_after":30}}',
    )

    class SecondPart(ChannelFaults):
        seen = 0

        def _hit(self, asked: Asked) -> bool:
            if asked.params.get("chat_id") in (str(CHANNEL), "@khabvesti"):
                self.seen += 1
            return self.seen == 2 and super()._hit(asked)

    newsroom.world.on_accept = SecondPart(before=flood)
    await newsroom.press("Сейчас", card)
    await newsroom.published(1)
    refused = await newsroom.say(BORIS, "/cancel 1")
    assert text(refused) == "Поста № 1 в очереди нет."
    await newsroom.pass_time(seconds=31)
    posts = await newsroom.published(2)
    await newsroom.until(lambda: text(newsroom.by_bot(BORIS)[-1]).startswith("✅"))
    joined = " ".join(text(post) for post in newsroom.channel())
    assert [joined.count(f"Участок {n}.") for n in range(20)] == [1] * 20
    assert len(posts) >= 2


async def test_posts_of_others_raise_the_floor(newsroom: Newsroom) -> None:
    newsroom.world.send_text(ANNA, CHANNEL, "Пост от руки")
    await newsroom.settled()
    floor = await newsroom.app.store.run(lambda tx: tx.channels.floor(1))
    assert floor == newsroom.channel()[-1]["message_id"]


async def test_an_old_question_says_nothing_about_a_newer_attempt(newsroom: Newsroom) -> None:
    faults = ChannelFaults(after=Broken())
    faults.left = 2
    newsroom.world.on_accept = faults
    await newsroom.press("Сейчас", await newsroom.hand_in(PARK))
    question = await ask(newsroom)
    owners = await ask(newsroom, ANNA)
    old = buttons(owners)["Нет, отправить ещё раз"]
    await newsroom.press("Нет, отправить ещё раз", question)
    await newsroom.until(lambda: len(newsroom.channel()) == 2)
    await newsroom.settled()

    query = newsroom.world.press(ANNA, ANNA, owners["message_id"], old)
    await newsroom.world.callback_answer(query, 10)
    await newsroom.settled()

    assert len(newsroom.channel()) == 2


async def test_a_server_that_is_away_for_a_while_costs_nothing_but_time(
    newsroom: Newsroom,
) -> None:
    class Away(Faults):
        async def before(self, asked: Asked) -> Reply | Broken | None:
            return None if asked.method.lower() == "getupdates" else BAD_GATEWAY

    newsroom.world.on_accept = Away()
    newsroom.world.send_files(BORIS, BORIS, [("a.txt", PARK.encode("cp1251"), "text/plain")])
    newsroom.world.send_text(BORIS, BORIS, "/queue")
    for _ in range(12):
        await newsroom.until(lambda: newsroom.world.updates_waiting(TOKEN) == 0)
        await newsroom.pass_time(seconds=31)
        await asyncio.sleep(0.05)
    newsroom.world.on_accept = Faults()
    await newsroom.pass_time(seconds=61)
    await newsroom.until(lambda: newsroom.card())
    await newsroom.settled()
    said = [text(message) for message in newsroom.by_bot(BORIS)]
    assert any(words.startswith("Очередь пуста. Пришлите релиз.") for words in said)
    assert not any(words.startswith("Не смог") for words in said)


async def test_an_answer_that_contradicts_what_is_known_is_asked_about(newsroom: Newsroom) -> None:
    await newsroom.press("Сейчас", await newsroom.hand_in(PARK))
    (post,) = await newsroom.published(1)

    class SameNumber(ChannelFaults):
        async def after(self, asked: Asked, reply: Reply) -> Reply | Broken:
            if self._hit(asked):
                answer = json.loads(reply.body)
                answer["result"]["message_id"] = post["message_id"]
                return Reply(200, json.dumps(answer).encode())
            return reply

    newsroom.world.on_accept = SameNumber()
    await newsroom.press("Сейчас", await newsroom.hand_in(BRIDGE))
    await ask(newsroom)
    newsroom.world.on_accept = Faults()
    await newsroom.press("Сейчас", await newsroom.hand_in(SCHOOL))
    await newsroom.until(lambda: "№ 3 вышел" in text(newsroom.by_bot(BORIS)[-1]))


async def test_another_channel_in_the_settings_is_the_one_that_is_published_to(
    newsroom: Newsroom,
) -> None:
    await newsroom.press("В очередь", await newsroom.hand_in(PARK))
    await newsroom.stop_bot()
    newsroom.world.add_channel(-1001000000002, "Другой канал", username="other", owner_id=ANNA)
    rights = dict.fromkeys(("can_post_messages", "can_edit_messages"), True)
    newsroom.world.set_member(-1001000000002, int(TOKEN.split(":")[0]), "administrator", **rights)
    newsroom.overrides["channel"] = "@other_channel"
    newsroom.world.chat(-1001000000002).username = "other_channel"
    await newsroom.start_bot()

    await newsroom.press("Сейчас", await newsroom.hand_in(BRIDGE))
    await newsroom.until(lambda: newsroom.world.messages(-1001000000002))
    await newsroom.pass_time(hours=1)
    await newsroom.settled()

    assert newsroom.channel() == []
    assert text(await newsroom.say(BORIS, "/queue")).startswith("Очередь пуста.")


async def test_the_same_channel_by_its_number_keeps_its_queue(newsroom: Newsroom) -> None:
    await newsroom.press("В очередь", await newsroom.hand_in(PARK))
    await newsroom.stop_bot()
    newsroom.overrides["channel"] = str(CHANNEL)
    await newsroom.start_bot()
    await newsroom.until_async(lambda: newsroom.say(BORIS, "/queue"), "1 пост в очереди")
    await newsroom.pass_time(hours=1)
    assert len(await newsroom.published(1)) == 1
