"""Lost answers are settled by evidence: one copy in the channel, and nobody is bothered."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.domain.post import Status
from bot.sandbox.faults import Asked, Broken, Faults, Reply
from bot.services.claims import Sleep, claim
from tests.chat.releases import BRIDGE, PARK, SCHOOL
from tests.newsroom import ANNA, BORIS, BOT_ID, CHANNEL, GLEB, TOKEN, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")

JOURNAL, GROUP = -1001000000055, -1001000000066
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)

BAD_GATEWAY = Reply(502, b"<html>502 Bad Gateway</html>", "text/html")
RESTART = Reply(
    500,
    b'{"ok":false,"error_code":500,"description":"Internal Server Error: restart"}',
)
SOON = Reply(
    429,
    b'{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 5",'
    b'"parameters":{"retry_after":5}}',
)
REFUSED = Reply(400, b'{"ok":false,"error_code":400,"description":"Bad Request: wrong file"}')
CUT = Reply(200, b'{"ok":true,"result":{"message_id":')

Act = Callable[[Asked], Awaitable[None]]


class Loses(Faults):
    """Breaks the next calls that send into the channel, before or after they are accepted."""

    def __init__(self, answer: Reply | Broken, *, accepted: bool, times: int = 1) -> None:
        self.lost = list[Asked]()
        self.meanwhile: Act | None = None  # what happens before the answer
        self._answer, self._accepted, self._left = answer, accepted, times

    def _hits(self, asked: Asked) -> bool:
        here = asked.params.get("chat_id") in (str(CHANNEL), "@khabvesti")
        hit = asked.method.startswith("send") and here and self._left > 0
        self._left -= hit
        return hit

    async def before(self, asked: Asked) -> Reply | Broken | None:
        if self._accepted or not self._hits(asked):
            return None
        self.lost.append(asked)
        if self.meanwhile is not None:
            await self.meanwhile(asked)
        return self._answer

    async def after(self, asked: Asked, reply: Reply) -> Reply | Broken:
        return self._answer if self._accepted and self._hits(asked) else reply


async def land(newsroom: Newsroom, asked: Asked, **changes: str) -> None:
    """The lost call arrives at Telegram after all."""
    url = f"{newsroom.sandbox.url}/bot{TOKEN}/{asked.method}"
    async with ClientSession() as session, session.post(url, data=asked.params | changes) as got:
        assert got.status == 200, await got.text()


@pytest.fixture
async def journal(newsroom: Newsroom) -> None:
    """The channel has a journal chat."""
    newsroom.world.add_channel(JOURNAL, "Журнал", owner_id=ANNA)
    rights = dict.fromkeys(("can_post_messages", "can_delete_messages"), True)
    newsroom.world.set_member(JOURNAL, BOT_ID, "administrator", **rights)
    await give_rules(newsroom, journal_chat_id=JOURNAL)


async def give_rules(newsroom: Newsroom, **rules: Any) -> None:
    async def work(tx: Any) -> None:
        channel = await tx.channels.main()
        await tx.channels.save(replace(channel, rules=replace(channel.rules, **rules)))

    await newsroom.app.store.run(work)


async def send_out(newsroom: Newsroom, words: str = PARK) -> None:
    await newsroom.press("Сейчас", await newsroom.hand_in(words))


async def looks(newsroom: Newsroom, *seconds: float) -> None:
    """Lets the bot look, so many seconds after one another."""
    for each in seconds:
        await newsroom.until_async_true(lambda: at_rest(newsroom))
        await newsroom.pass_time(seconds=each)
        await newsroom.settled()


async def at_rest(newsroom: Newsroom) -> bool:
    """Whether nothing is on its way, or will be before time passes."""

    class Undone(Exception):
        """What was claimed only to see is given back."""

    async def work(tx: Any) -> None:
        busy = await tx.posts.count(1, [Status.SENDING])
        rests = isinstance(await claim(tx, 1, newsroom.clock.now()), Sleep)
        raise Undone(rests and not busy)

    try:
        await newsroom.app.store.run(work)
    except Undone as seen:
        return bool(seen.args[0])
    return False


def asked_for_a_word(newsroom: Newsroom) -> bool:
    return any("Да, вышел" in buttons(message) for message in newsroom.by_bot(BORIS))


async def updates_come(newsroom: Newsroom) -> None:
    """Telegram answers the bot's question for updates."""
    newsroom.world.send_text(GLEB, GLEB, "/latest")
    await newsroom.settled()


async def searches(newsroom: Newsroom, post_id: int = 1) -> list[Any]:
    return await newsroom.app.store.run(lambda tx: tx.searches.of_post(post_id))


@pytest.mark.usefixtures("journal")
class TestWithAJournal:
    """The bot reads the channel by way of its journal chat."""

    @pytest.mark.parametrize(
        "answer", [Broken(), BAD_GATEWAY, RESTART, SOON, CUT],
        ids=["no answer", "502", "500", "429", "cut"],
    )  # fmt: skip
    async def test_a_post_that_is_out_is_found(
        self, newsroom: Newsroom, answer: Reply | Broken
    ) -> None:
        newsroom.world.on_accept = Loses(answer, accepted=True)
        await send_out(newsroom)
        await newsroom.until(lambda: "Проверяю, вышел ли пост" in text(newsroom.card()))

        await looks(newsroom, 5)

        await newsroom.until(lambda: "№ 1 вышел" in text(newsroom.by_bot(BORIS)[-1]))
        assert "пост нашёлся в канале" in text(newsroom.card())
        assert len(newsroom.channel()) == 1
        assert not asked_for_a_word(newsroom)
        assert newsroom.world.messages(JOURNAL) == []

    @pytest.mark.parametrize(
        "answer", [Broken(), BAD_GATEWAY, RESTART, SOON], ids=["no answer", "502", "500", "429"]
    )
    async def test_a_post_that_is_not_there_is_sent_again_once(
        self, newsroom: Newsroom, answer: Reply | Broken
    ) -> None:
        newsroom.world.on_accept = Loses(answer, accepted=False)
        await send_out(newsroom)
        await looks(newsroom, 5, 15, 39)
        assert newsroom.channel() == []

        await looks(newsroom, 1)

        await newsroom.published(1)
        await looks(newsroom, 2, 178, 60)
        assert len(newsroom.channel()) == 1
        assert "С первого раза пост не дошёл" in text(newsroom.card())
        assert [s.finding.verdict for s in await searches(newsroom)] == ["absent", "clean"]

    async def test_a_ghost_that_lands_while_the_bot_looks_is_adopted(
        self, newsroom: Newsroom
    ) -> None:
        faults = newsroom.world.on_accept = Loses(Broken(), accepted=False)
        await send_out(newsroom)
        await looks(newsroom, 5)
        await land(newsroom, faults.lost[0])

        await looks(newsroom, 15, 40, 300)

        assert len(newsroom.channel()) == 1
        assert [s.finding.verdict for s in await searches(newsroom)] == ["found"]

    async def test_what_was_refused_does_not_widen_the_search(self, newsroom: Newsroom) -> None:
        newsroom.world.on_accept = Loses(REFUSED, accepted=False)
        await send_out(newsroom)
        await newsroom.until(lambda: "Не вышел" in text(newsroom.card()))
        for number in range(5):
            newsroom.world.send_text(ANNA, CHANNEL, f"Вручную, {number}")
        await newsroom.settled()

        newsroom.world.on_accept = Loses(Broken(), accepted=True)
        await newsroom.press("Сейчас", newsroom.card())
        await newsroom.until(lambda: "Проверяю, вышел ли пост" in text(newsroom.card()))
        await looks(newsroom, 5)

        (search,) = await searches(newsroom)
        assert search.floor == newsroom.channel()[-2]["message_id"]  # the last by hand
        assert search.finding.verdict == "found"
        await looks(newsroom, 2, 178)  # only one call may have left anything: no twin to look for
        assert len(await searches(newsroom)) == 1

    @pytest.mark.parametrize("after", [1, 60], ids=["before the first audit", "before the second"])
    async def test_a_ghost_that_lands_behind_the_second_copy_is_removed(
        self, newsroom: Newsroom, after: float
    ) -> None:
        faults = newsroom.world.on_accept = Loses(Broken(), accepted=False)
        await send_out(newsroom)
        await looks(newsroom, 5, 15, 40)
        (kept,) = await newsroom.published(1)
        await looks(newsroom, after)
        await land(newsroom, faults.lost[0])
        assert len(newsroom.channel()) == 2

        await looks(newsroom, 2, 180)

        await newsroom.until(lambda: "вторая копия" in text(newsroom.by_bot(BORIS)[-1]))
        assert [m["message_id"] for m in newsroom.channel()] == [kept["message_id"]]

    async def test_a_twin_that_the_bot_may_not_delete_is_told(self, newsroom: Newsroom) -> None:
        faults = newsroom.world.on_accept = Loses(Broken(), accepted=False)
        await send_out(newsroom)
        await looks(newsroom, 5, 15, 40)
        await newsroom.published(1)
        await land(newsroom, faults.lost[0])

        class Refuses(Faults):
            async def before(self, asked: Asked) -> Reply | Broken | None:
                refusal = b'"Bad Request: message can\'t be deleted"}'
                body = b'{"ok":false,"error_code":400,"description":' + refusal
                return Reply(400, body) if asked.method == "deleteMessage" else None

        newsroom.world.on_accept = Refuses()
        await looks(newsroom, 2, 180)

        await newsroom.until(lambda: "стоит в канале дважды" in text(newsroom.by_bot(BORIS)[-1]))
        assert [s.closed_at is None for s in await searches(newsroom)] == [False, False]

    async def test_what_others_write_meanwhile_is_left_alone(self, newsroom: Newsroom) -> None:
        faults = newsroom.world.on_accept = Loses(Broken(), accepted=True)

        await send_out(newsroom)
        newsroom.world.send_text(ANNA, CHANNEL, "Пост от руки")
        await looks(newsroom, 5, 300)

        assert len(newsroom.channel()) == 2
        assert faults.lost == []
        assert "Вышел" in text(newsroom.card())

    async def test_posts_behind_it_wait_and_keep_their_order(self, newsroom: Newsroom) -> None:
        newsroom.world.on_accept = Loses(Broken(), accepted=False)
        await send_out(newsroom, PARK)
        await newsroom.press("Сейчас", await newsroom.hand_in(BRIDGE))
        await looks(newsroom, 5, 15)
        assert newsroom.channel() == []

        await looks(newsroom, 40)
        await newsroom.published(1)
        await looks(newsroom, 61)

        posts = await newsroom.published(2)
        titles = [text(post).split("\n")[0] for post in posts]
        assert titles == [
            PARK.split("\n")[0],
            BRIDGE.split("\n")[0],
        ]

    async def test_a_call_that_the_crash_cut_off_is_looked_for(self, newsroom: Newsroom) -> None:
        class Crash(Faults):
            async def after(self, asked: Asked, reply: Reply) -> Reply | Broken:
                if asked.params.get("chat_id") in (str(CHANNEL), "@khabvesti"):
                    newsroom.world.on_accept = Faults()
                    await newsroom.crash_bot()
                    return Broken()
                return reply

        card = await newsroom.hand_in(PARK)
        newsroom.world.on_accept = Crash()
        newsroom.world.press(BORIS, BORIS, card["message_id"], buttons(card)["Сейчас"])
        await newsroom.until(lambda: newsroom._running is None)
        await newsroom.start_bot()
        await newsroom.settled()

        await looks(newsroom, 5)

        await newsroom.until(lambda: "№ 1 вышел" in text(newsroom.by_bot(BORIS)[-1]))
        assert len(newsroom.channel()) == 1

    async def test_a_call_that_the_crash_cut_off_may_land_when_the_bot_would_have_given_it_up(
        self, newsroom: Newsroom
    ) -> None:
        class Cut(Faults):
            lost: Asked

            async def before(self, asked: Asked) -> Broken | None:
                if asked.params.get("chat_id") not in (str(CHANNEL), "@khabvesti"):
                    return None
                self.lost, newsroom.world.on_accept = asked, Faults()
                await newsroom.crash_bot()
                return Broken()

        card = await newsroom.hand_in(PARK)
        cut = newsroom.world.on_accept = Cut()
        newsroom.world.press(BORIS, BORIS, card["message_id"], buttons(card)["Сейчас"])
        await newsroom.until(lambda: newsroom._running is None)
        await newsroom.start_bot()
        await newsroom.settled()
        await looks(newsroom, 5, 15, 58)
        assert newsroom.channel() == []
        await land(newsroom, cut.lost)

        await looks(newsroom, 42, 300)

        assert len(newsroom.channel()) == 1
        assert [s.finding.verdict for s in await searches(newsroom)] == ["found"]

    async def test_a_channel_that_forbids_forwards_is_read_by_a_copy(
        self, newsroom: Newsroom
    ) -> None:
        newsroom.world.protect(CHANNEL)
        newsroom.world.on_accept = Loses(Broken(), accepted=True)
        await send_out(newsroom)
        await looks(newsroom, 5, 300)
        assert len(newsroom.channel()) == 1
        assert [s.finding.verdict for s in await searches(newsroom)] == ["found"]
        assert newsroom.world.messages(JOURNAL) == []

    async def test_without_the_journal_chat_an_editor_is_asked_with_the_reason(
        self, newsroom: Newsroom
    ) -> None:
        newsroom.world.set_member(JOURNAL, BOT_ID, "kicked")
        await newsroom.settled()
        newsroom.world.on_accept = Loses(Broken(), accepted=True)
        await send_out(newsroom)
        await looks(newsroom, 5)
        await newsroom.until(lambda: asked_for_a_word(newsroom))
        assert "Сам проверить не смог" in text(newsroom.card())
        assert len(newsroom.channel()) == 1

    async def test_telegram_away_for_a_while_only_delays_the_look(
        self, newsroom: Newsroom
    ) -> None:
        newsroom.world.on_accept = Loses(Broken(), accepted=True)
        await send_out(newsroom)

        class Away(Faults):
            async def before(self, asked: Asked) -> Reply | Broken | None:
                return BAD_GATEWAY if asked.method.startswith("forward") else None

        newsroom.world.on_accept = Away()
        await looks(newsroom, 5, 5, 5)
        assert [s.finding.verdict for s in await searches(newsroom)] == [None]
        newsroom.world.on_accept = Faults()
        await looks(newsroom, 6)
        assert [s.finding.verdict for s in await searches(newsroom)] == ["found"]

    async def test_the_second_part_of_a_long_post_is_found_and_it_goes_on(
        self, newsroom: Newsroom
    ) -> None:
        long = "Большой отчёт о ремонте\n\n" + "\n\n".join(
            f"Участок {n}. " + "Бригада сняла асфальт и уложила новый. " * 9 for n in range(30)
        )
        newsroom.world.send_text(BORIS, BORIS, long)
        await newsroom.settled()
        await looks(newsroom, 2)

        class Second(Loses):
            seen = 0

            def _hits(self, asked: Asked) -> bool:
                self.seen += asked.params.get("chat_id") in (str(CHANNEL), "@khabvesti")
                return self.seen == 2 and super()._hits(asked)

        newsroom.world.on_accept = Second(Broken(), accepted=True)
        await newsroom.press("Сейчас", newsroom.card())
        await newsroom.published(2)
        await looks(newsroom, 5)

        await newsroom.until(lambda: text(newsroom.by_bot(BORIS)[-1]).startswith("✅"))
        joined = " ".join(text(post) for post in newsroom.channel())
        assert [joined.count(f"Участок {n}.") for n in range(30)] == [1] * 30

    async def test_a_video_that_telegram_prepares_is_asked_about(self, newsroom: Newsroom) -> None:
        answer = b'{"ok":true,"result":{"message_id":0,"date":1,"chat":{"id":1,"type":"channel"}}}'
        newsroom.world.on_accept = Loses(Reply(200, answer), accepted=False)
        await send_out(newsroom)
        await newsroom.until(lambda: asked_for_a_word(newsroom))
        await looks(newsroom, 300)
        assert newsroom.channel() == []


@pytest.mark.usefixtures("journal")
class TestAlbums:
    """An album may come in part; then it can't be completed, only sent anew."""

    async def _hand_in(self, newsroom: Newsroom) -> None:
        photos = [(f"{n}.png", PNG + bytes([n]), "image/png") for n in range(3)]
        newsroom.world.send_files(BORIS, BORIS, photos, caption=SCHOOL)
        await newsroom.settled()
        await looks(newsroom, 3)
        await newsroom.until(lambda: newsroom.card())

    async def test_a_whole_one_is_found(self, newsroom: Newsroom) -> None:
        await self._hand_in(newsroom)
        newsroom.world.on_accept = Loses(BAD_GATEWAY, accepted=True)
        await newsroom.press("Сейчас", newsroom.card())
        await looks(newsroom, 5, 300)
        assert len(newsroom.channel()) == 3
        assert [s.finding.verdict for s in await searches(newsroom)] == ["found"]

    async def test_a_fragment_is_deleted_and_the_whole_sent_again(
        self, newsroom: Newsroom
    ) -> None:
        await self._hand_in(newsroom)
        faults = newsroom.world.on_accept = Loses(BAD_GATEWAY, accepted=False)

        async def two_of_three(asked: Asked) -> None:
            items = json.loads(asked.params["media"])[:2]
            await land(newsroom, asked, media=json.dumps(items))

        faults.meanwhile = two_of_three
        await newsroom.press("Сейчас", newsroom.card())
        assert len(newsroom.channel()) == 2

        await looks(newsroom, 5, 15, 40)

        posts = await newsroom.published(3)
        await looks(newsroom, 2, 180)
        assert len(posts) == 3
        assert [m["message_id"] for m in newsroom.channel()] == [m["message_id"] for m in posts]


class TestWithADiscussionGroup:
    """Every post appears in the linked group: the second witness."""

    @pytest.fixture(autouse=True)
    async def group(self, newsroom: Newsroom, desk: None) -> None:
        """One post is out already, and was seen in the group."""
        newsroom.world.add_group(GROUP, "Обсуждение", owner_id=ANNA)
        newsroom.world.set_member(GROUP, BOT_ID, "administrator")
        newsroom.world.link(CHANNEL, GROUP)
        await send_out(newsroom, BRIDGE)
        await newsroom.published(1)

    async def test_a_post_that_is_out_is_found_at_once(self, newsroom: Newsroom) -> None:
        newsroom.world.on_accept = Loses(Broken(), accepted=True)
        await send_out(newsroom)
        await newsroom.until(lambda: "№ 2 вышел" in text(newsroom.by_bot(BORIS)[-1]))
        assert len(newsroom.channel()) == 2

    async def test_what_the_group_does_not_show_is_sent_again(self, newsroom: Newsroom) -> None:
        newsroom.world.on_accept = Loses(Broken(), accepted=False)
        await send_out(newsroom)
        await looks(newsroom, 5, 15, 40)
        # Nothing has come from Telegram since: the group may show it, and nobody has heard.
        await looks(newsroom, 30)
        assert len(newsroom.channel()) == 1

        await updates_come(newsroom)
        await looks(newsroom, 6)

        await newsroom.published(2)
        await looks(newsroom, 2, 180)
        assert len(newsroom.channel()) == 2
        assert not asked_for_a_word(newsroom)

    async def test_a_late_twin_is_removed(self, newsroom: Newsroom) -> None:
        faults = newsroom.world.on_accept = Loses(Broken(), accepted=False)
        await send_out(newsroom)
        await looks(newsroom, 5, 15, 40)
        await updates_come(newsroom)
        await looks(newsroom, 6)
        kept = await newsroom.published(2)
        await land(newsroom, faults.lost[0])
        await newsroom.settled()
        await looks(newsroom, 2, 180)
        assert [m["message_id"] for m in newsroom.channel()] == [m["message_id"] for m in kept]


async def test_without_a_witness_an_editor_is_asked_once_with_what_is_known(
    newsroom: Newsroom,
) -> None:
    newsroom.world.on_accept = Loses(Broken(), accepted=True)
    await send_out(newsroom)
    await newsroom.until(lambda: asked_for_a_word(newsroom))
    await newsroom.settled()
    card = text(newsroom.card())
    assert "В канале есть 1 новое сообщение, которого я не знаю." in card
    assert "/settings" in card
    acts = await newsroom.app.store.run(lambda tx: tx.audit.of_post(1))
    assert [entry.act for entry in acts][-2:] == ["unknown", "asked"]


async def test_the_floor_of_an_old_channel_is_learned_at_the_start(newsroom: Newsroom) -> None:
    for number in range(3):
        newsroom.world.send_text(ANNA, CHANNEL, f"Старый пост {number}")
    await newsroom.settled()
    await newsroom.app.store.run(lambda tx: _forget_floor(tx))
    await newsroom.stop_bot()
    await newsroom.start_bot()

    async def known() -> bool:
        floor = await newsroom.app.store.run(lambda tx: tx.channels.floor(1))
        return bool(floor == newsroom.channel()[-1]["message_id"])

    await newsroom.until_async_true(known)


async def _forget_floor(tx: Any) -> None:
    from sqlalchemy import update

    from bot.store.schema import channels

    await tx._connection.execute(update(channels).values(floor=0))
