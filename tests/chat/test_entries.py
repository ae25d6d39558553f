"""Every entry of the dispatcher, tried by everybody: who is let in stands in one table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from aiogram import BaseMiddleware, Router
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.types import TelegramObject

from bot.chat.callbacks import InviteButton, StyleButton
from bot.chat.dispatcher import feed
from bot.domain.errors import BotError
from bot.domain.people import Person, Role
from bot.domain.post import Status
from bot.services.inbox import TelegramAway
from bot.store import Transaction
from tests.chat.releases import PARK
from tests.newsroom import ANNA, BOT_ID, Newsroom

TRYING: ContextVar[bool] = ContextVar("trying", default=False)

OWNER, CHIEF, EDITOR, AUTHOR = ANNA, 2001, 2002, 2003
REMOVED, SUBSCRIBER, STRANGER, ELSEWHERE = 2004, 2005, 2006, 2007
ASKER = 2008  # another chief, who has asked to lift an embargo

EVERYBODY = {OWNER, CHIEF, EDITOR, AUTHOR, REMOVED, SUBSCRIBER, STRANGER, ELSEWHERE}
DESK = {OWNER, CHIEF, EDITOR, AUTHOR, ELSEWHERE}  # of some channel
HERE = {OWNER, CHIEF, EDITOR, AUTHOR}  # of the channel that the posts are for
EDITORS = {OWNER, CHIEF, EDITOR}
EDITORS_OF_THEIRS = EDITORS | {ELSEWHERE}  # in their own channel
HEADS = {OWNER, CHIEF}
LED = DESK - HEADS
OUTSIDE = EVERYBODY - DESK


@dataclass(frozen=True)
class Answer:
    """A message that answers a question about a post."""

    what: str
    text: str
    post: str = ""


@dataclass(frozen=True)
class Other:
    """A message of another kind."""

    fields: dict[str, Any]
    kind: str = "message"


# Entry, what is sent (a command, data of a button, an answer), and who is let in. `{draft}` and
# `{review}` are an author's own, `{queued}` and `{uncertain}` an editor's, `{locked}` has an
# embargo; with `n` in front, the number alone.
Sent = str | Answer | Other
TABLE: list[tuple[str, Sent, set[int]]] = [
    ("start.start", "/start", EVERYBODY),
    ("start.start", "/start i-forged", EVERYBODY),
    ("start.show_help", "/help", EVERYBODY),
    ("subscribers.latest.latest", "/latest", EVERYBODY),
    ("subscribers.fallback.not_understood", "/queue", OUTSIDE),
    ("subscribers.fallback.not_understood", Answer("rubric", "Город", "{draft}"), OUTSIDE),
    ("subscribers.fallback.dead_button", "zzz", EVERYBODY),
    ("subscribers.fallback.dead_button", "p:queue:{draft}", OUTSIDE),
    ("subscribers.fallback.dead_button", "!p:edit:{draft}", OUTSIDE),
    ("editors.queue.show_list", "/queue", DESK),
    ("editors.queue.show_list", "/review", DESK),
    ("editors.queue.turn_page", "l:drafts:0", DESK),
    ("editors.queue.show_post", "/post {ndraft}", HERE),
    ("editors.queue.publish_now", "/now {ndraft}", EDITORS),
    ("editors.queue.publish_at", "/at {ndraft} завтра в 9", HERE),
    ("editors.queue.publish_at", "/at {nqueued} завтра в 9", EDITORS),
    ("editors.queue.cancel", "/cancel {nqueued}", EDITORS),
    ("editors.channel.slots", "/slots", DESK),
    ("editors.channel.slots", "/slots пн 10:00", EDITORS_OF_THEIRS),
    ("editors.channel.pause", "/pause", EDITORS_OF_THEIRS),
    ("editors.channel.resume", "/resume", EDITORS_OF_THEIRS),
    ("editors.inviting.invite", "/invite", HEADS),
    ("editors.inviting.choose", InviteButton(step="roles").pack(), HEADS),
    ("editors.team.editors", "/editors", HEADS),
    ("editors.team.leaders_only", "/editors", LED),
    ("editors.team.act", f"e:ask:{EDITOR}:1", HEADS),
    ("editors.team.act", f"e:remove:{EDITOR}:1", HEADS),
    ("editors.team.act", f"e:remove:{ASKER}:1", {OWNER}),
    ("editors.team.act", f"e:chief:{EDITOR}:1", {OWNER}),
    ("editors.team.revoke", "ir:77:1", HEADS),
    ("editors.style.settings", "/settings", DESK),
    ("editors.style.press", StyleButton(act="elements", what="").pack(), HEADS),
    ("editors.style.owners_only", StyleButton(act="elements", what="").pack(), LED),
    ("editors.style.take_emoji", Answer("emoji", "📰"), HEADS),
    ("editors.style.take_footer", Answer("footer", "Наш канал {channel}"), HEADS),
    ("dispatcher.unknown", "/nosuch", DESK),
    ("editors.card.open_post", "o:{nqueued}", HERE),
    ("editors.card.back", "p:card:{queued}", HERE),
    ("editors.card.open_menu", "m:{queued}:", HERE),
    ("editors.card.ask_to_delete", "p:delete:{draft}", HERE),
    ("editors.card.ask_to_delete", "p:delete:{queued}", EDITORS),
    ("editors.card.delete", "p:delete!:{queued}", EDITORS),
    ("editors.plan.towards_readers", "p:queue:{draft}", EDITORS),
    ("editors.plan.towards_readers", "p:now:{review}", EDITORS),
    ("editors.plan.choose_time", "t:{draft}:1795500000", HERE),
    ("editors.plan.choose_time", "t:{queued}:1795500000", EDITORS),
    ("editors.plan.take_out", "p:take_out:{queued}", EDITORS),
    ("editors.plan.resolve", "p:went_out:{uncertain}", EDITORS),
    ("editors.consents.consent", "c:{draft}:0:queue:0", EDITORS),
    ("editors.consents.consent", "c:{review}:0:approve:0", EDITORS),
    ("editors.approval.submit", "p:submit:{draft}", HERE),
    ("editors.approval.approve", "p:approve:{review}", EDITORS),
    ("editors.approval.ask_reason", "p:reject:{review}", EDITORS),
    ("editors.approval.reject", "rj:{review}:facts", EDITORS),
    ("editors.approval.ask_own_reason", "p:reject_own:{review}", EDITORS),
    ("editors.approval.take_reason", Answer("reject", "Сыро", "{review}"), EDITORS),
    ("editors.approval.recall", "p:recall:{review}", HERE),
    ("editors.embargo.ask_reason", "p:lift:{locked}", HEADS),
    ("editors.embargo.take_reason", Answer("lift", "Разрешили", "{locked}"), HEADS),
    ("editors.embargo.lift", "p:lift!:{locked}", HEADS),
    ("editors.timing.ask_time", "p:time:{draft}", HERE),
    ("editors.timing.ask_time", "p:time:{queued}", EDITORS),
    ("editors.timing.take_time", Answer("time", "завтра в 9", "{draft}"), HERE),
    ("editors.timing.take_time", Answer("time", "завтра в 9", "{queued}"), EDITORS),
    ("editors.wording.ask_text", "p:edit:{draft}", HERE),
    ("editors.wording.ask_text", "!p:edit:{queued}", EDITORS),
    ("editors.wording.ask_rubric", "p:rubric:{review}", HERE),
    ("editors.wording.take_rubric", Answer("rubric", "Город", "{draft}"), HERE),
    ("editors.wording.take_rubric", Answer("rubric", "Город", "{queued}"), EDITORS),
    ("editors.wording.ask_headline", "p:headline:{queued}", EDITORS),
    ("editors.wording.take_headline", Answer("headline", "Парк", "{draft}"), HERE),
    ("editors.wording.switch_case", "p:case:{queued}", EDITORS),
    ("editors.look.silent", "p:silent:{draft}", HERE),
    ("editors.look.switch", "p:link_preview:{queued}", EDITORS),
    ("editors.look.switch_photos", "p:photos:{queued}", EDITORS),
    ("editors.cuts.show", "p:cuts:{queued}", EDITORS),
    ("editors.cuts.turn", "k:page:{queued}:0", HERE),
    ("editors.cuts.press", "k:back:{queued}:0", EDITORS),
    ("editors.joining.join", "j:{draft}:2:1", HERE),
    ("editors.joining.join", "j:{queued}:1:1", EDITORS),
    ("editors.leaving.leave", "x:edit:1", DESK),
    ("editors.intake.release", PARK, DESK),
    ("editors.intake.new_text", Answer("edit", "Новый текст", "{draft}"), HERE),
    ("editors.intake.new_text", Answer("edit", "Новый текст", "{queued}"), EDITORS),
    ("editors.intake.unusable", Other({"dice": {"emoji": "🎲", "value": 1}}), DESK),
    ("editors.intake.edited", Other({"text": "иначе"}, "edited_message"), DESK),
]

NO_PERSON = {"channel_posts.note"}  # entries of channels, not of people

# In these words a person is refused for who they are; other errors come after the rights.
REFUSALS = (
    "There is no post",
    "You may not do this",
    "Somebody else has to decide",
    "Only somebody above this role",
    "In your channels you may not",
    "You have no channel here",
    "There is no such channel",
)


@dataclass
class Doorman(BaseMiddleware):
    """Stands before every handler and notes whom it served."""

    served: list[str] = field(default_factory=list)

    async def __call__(self, handler: Any, event: TelegramObject, data: dict[str, Any]) -> Any:
        try:
            result = await handler(event, data)
        except Exception as error:
            if not (isinstance(error, BotError) and error.message.startswith(REFUSALS)):
                self.served.append(name(data["handler"].callback))
            raise
        self.served.append(name(data["handler"].callback))
        return result


def name(callback: Any) -> str:
    return f"{callback.__module__.removeprefix('bot.chat.')}.{callback.__name__}"


def observers(router: Router) -> Iterator[Any]:
    for kind, observer in router.observers.items():
        if kind not in ("update", "error") and observer.handlers:
            yield observer
    for below in router.sub_routers:
        yield from observers(below)


def entries(router: Router) -> set[str]:
    return {name(h.callback) for observer in observers(router) for h in observer.handlers}


async def people_and_posts(newsroom: Newsroom) -> dict[str, str]:
    """Everybody in their role, and a post of each kind; returns what the table's names mean."""

    async def work(tx: Transaction) -> dict[str, str]:
        now = newsroom.clock.at
        main = await tx.channels.main()
        assert main is not None
        other = await tx.channels.add("@second", replace(main, title="Вторые", main=False))
        for user_id in EVERYBODY - {OWNER, STRANGER} | {ASKER}:
            await tx.people.save(Person(user_id, f"Ч{user_id}"), now)
        roles = {CHIEF: Role.CHIEF, EDITOR: Role.EDITOR, AUTHOR: Role.AUTHOR, ASKER: Role.CHIEF}
        for user_id, role in roles.items():
            await tx.people.give(user_id, main.id, role, now)
        await tx.people.give(ELSEWHERE, other.id, Role.EDITOR, now)
        first = await tx.posts.get(1)
        assert first is not None
        tomorrow = now + timedelta(days=1)
        kinds: dict[str, tuple[int, dict[str, Any]]] = {
            "draft": (AUTHOR, {}),
            "review": (AUTHOR, {"status": Status.REVIEW, "wanted": "queue"}),
            "queued": (EDITOR, {"status": Status.QUEUED, "due_at": tomorrow}),
            "uncertain": (EDITOR, {"status": Status.UNCERTAIN}),
            "locked": (EDITOR, {"embargo_until": tomorrow}),
        }
        meaning = {}
        for kind, (maker, values) in kinds.items():
            row = await tx.posts.add(1, first.release_id, maker, first.post, kind, (), now)
            await tx.editions.keep(row, maker, now)
            changed = await tx.posts.change(
                row.id, allowed=[Status.DRAFT], touched_at=now, **values
            )
            assert changed is not None
            meaning |= {kind: f"{row.id}:{changed.version}", f"n{kind}": str(row.id)}
            if kind == "locked":
                await tx.editions.note(changed, "lift_asked", ASKER, now, "Разрешили")
        return meaning

    return await newsroom.app.store.run(work)


def update(sent: Sent, user_id: int, meaning: dict[str, str]) -> dict[str, Any]:
    """The raw update that Telegram would send."""
    user = {"id": user_id, "is_bot": False, "first_name": "Ч", "language_code": "ru"}
    chat = {"id": user_id, "type": "private", "first_name": "Ч"}
    message = {"message_id": 900, "date": 1795494000, "chat": chat}
    if isinstance(sent, Other):
        return {"update_id": 1, sent.kind: {**message, "from": user, **sent.fields}}
    words = sent.text if isinstance(sent, Answer) else sent
    for known, value in meaning.items():
        words = words.replace(f"{{{known}}}", value)
    prefix = words.lstrip("!").partition(":")[0]
    if isinstance(sent, Answer) or words.startswith("/") or len(prefix) > 3:
        return {"update_id": 1, "message": {**message, "from": user, "text": words}}
    shown = {**message, "from": {"id": BOT_ID, "is_bot": True, "first_name": "В"}, "text": "№"}
    query = {"id": "1", "from": user, "message": shown, "chat_instance": "1", "data": words}
    return {"update_id": 1, "callback_query": query}


def asked(sent: Sent, meaning: dict[str, str]) -> tuple[str, str]:
    """State and data of a dialogue in which the question is open."""
    assert isinstance(sent, Answer)
    post = int(meaning[f"n{sent.post.strip('{}')}"]) if sent.post else 0
    question = {"what": sent.what, "post": post, "edition": 1 if post else 0, "prompt": 5}
    return f"ask:{sent.what}", json.dumps({"question": {**question, "extra": {}}})


async def refuse(_bot: Any, method: Any, timeout: int | None = None) -> Any:
    raise TelegramBadRequest(method, "Bad Request: nobody listens")


async def test_everybody_at_every_entry(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = newsroom.app
    assert entries(app.dispatcher) == {entry for entry, _, _ in TABLE} | NO_PERSON
    await newsroom.hand_in(PARK, ANNA)
    await newsroom.settled()
    meaning = await people_and_posts(newsroom)
    # What is answered is no matter here, and six hundred answers take their time.
    monkeypatch.setattr(app.bot.session, "make_request", refuse)
    doorman = Doorman()
    for observer in observers(app.dispatcher):
        observer.middleware(doorman)

    wrong = []
    for entry, sent, allowed in TABLE:
        for user_id in sorted(EVERYBODY):
            doorman.served.clear()
            await try_out(newsroom, sent, user_id, meaning)
            if (entry in doorman.served) is not (user_id in allowed):
                wrong.append((entry, sent, user_id, list(doorman.served)))
    assert wrong == []


async def try_out(newsroom: Newsroom, sent: Sent, user_id: int, meaning: dict[str, str]) -> None:
    """Sends it; whatever was written is taken back, so that the next one finds all as it was."""
    store: Any = newsroom.app.store
    original = store.run
    async with store._turn, store._engine.connect() as connection:
        transaction = Transaction(connection)

        def run(work: Any) -> Any:  # the bot's own loops wait for their turn
            return work(transaction) if TRYING.get() else original(work)

        store.run, token = run, TRYING.set(True)
        try:
            if isinstance(sent, Answer):
                key = f"{BOT_ID}:{user_id}:0:{user_id}:default"
                await transaction.dialogs.put(key, *asked(sent, meaning))
            with suppress(TelegramAPIError, TelegramAway):
                update_ = update(sent, user_id, meaning)
                await feed(newsroom.app.dispatcher, newsroom.app.bot, update_)
        finally:
            TRYING.reset(token)
            del store.run
            await connection.rollback()
