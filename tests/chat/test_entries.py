"""Every entry of the dispatcher, tried by everybody: `entries.TABLE` says who is let in."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from aiogram import BaseMiddleware, Router
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.filters.callback_data import CallbackData
from aiogram.types import TelegramObject
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.chat import callbacks, follow_callbacks, reader_callbacks, voice_callbacks
from bot.chat.asking import Question
from bot.chat.dispatcher import feed
from bot.domain.errors import BotError
from bot.domain.people import Person, Role
from bot.domain.post import Status
from bot.domain.text import FormattedText
from bot.services.before import remember
from bot.services.inbox import TelegramAway
from bot.store import Transaction
from bot.store.letters import Letter
from bot.store.tips import TipPiece
from bot.telegram.buckets import Rate
from tests.chat.entries import (
    ANSWER_ID,
    ANSWERED_ID,
    ASKER,
    AUTHOR,
    CHIEF,
    EDITOR,
    ELSEWHERE,
    EVERYBODY,
    GATHERED_ID,
    GROUP,
    LETTER,
    NO_PERSON,
    OWNER,
    REMOVED,
    SEEN_ID,
    STRANGER,
    TABLE,
    Answer,
    InGroup,
    Other,
    Sent,
    Talk,
)
from tests.chat.releases import PARK
from tests.newsroom import ANNA, BOT_ID, Newsroom

# Of updates; the framework compares those of one number with each other, which takes its time.
NUMBERS = count(1000)

TRYING: ContextVar[bool] = ContextVar("trying", default=False)

# In these words a person is refused for who they are; other errors come after the rights.
REFUSALS = (
    "There is no post",
    "You may not do this",
    "Somebody else has to decide",
    "Only somebody above this role",
    "In your channels you may not",
    "You may not stop a channel",
    "You have no channel here",
    "There is no such channel",
    "Only the owner",
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
        await tx.channels.save(replace(main, rules=replace(main.rules, desk_chat_id=GROUP)))
        for user_id in EVERYBODY - {OWNER, STRANGER} | {ASKER}:
            await tx.people.save(Person(user_id, f"Ч{user_id}"), now)
        roles = {CHIEF: Role.CHIEF, EDITOR: Role.EDITOR, AUTHOR: Role.AUTHOR, ASKER: Role.CHIEF}
        for user_id, role in roles.items():
            await tx.people.give(user_id, main.id, role, now)
        await tx.people.give(ELSEWHERE, other.id, Role.CHIEF, now)
        await tx.people.give(REMOVED, main.id, Role.EDITOR, now)
        await tx.people.take(REMOVED, main.id)
        first = await tx.posts.get(1)
        assert first is not None
        tomorrow = now + timedelta(days=1)
        kinds: dict[str, tuple[int, dict[str, Any]]] = {  # who made it, and what became of it
            "draft": (AUTHOR, {}),
            "review": (AUTHOR, {"status": Status.REVIEW, "wanted": "queue"}),
            "queued": (EDITOR, {"status": Status.QUEUED, "due_at": tomorrow}),
            "uncertain": (EDITOR, {"status": Status.UNCERTAIN}),
            "locked": (EDITOR, {"embargo_until": tomorrow}),
            "sent": (AUTHOR, {"status": Status.SENT}),
            "foreign": (ELSEWHERE, {"status": Status.SENT}),
            "expired": (AUTHOR, {"status": Status.DELETED}),
            "dropped": (EDITOR, {"status": Status.DELETED}),
        }
        meaning = {}
        for kind, (maker, values) in kinds.items():
            channel_id = other.id if kind == "foreign" else main.id
            row = await tx.posts.add(
                channel_id, first.release_id, maker, first.post, kind, (), now
            )
            await tx.editions.keep(row, maker, now)
            changed = await tx.posts.change(
                row.id, allowed=[Status.DRAFT], touched_at=now, **values
            )
            assert changed is not None
            meaning |= {kind: f"{row.id}:{changed.version}", f"n{kind}": str(row.id)}
            if kind == "queued":  # everybody's doing, once
                for user_id in EVERYBODY - {STRANGER}:
                    await remember(tx, user_id, "plan", "queue", row, changed, now)
            if kind == "locked":
                await tx.editions.note(changed, "lift_asked", ASKER, now, "Разрешили")
        tip = await tx.tips.begin(STRANGER, main.id, now)
        await tx.tips.change(tip.id, "open", state="sent", sent_at=now)
        gathered = await tx.tips.begin(STRANGER, main.id, now)
        words = FormattedText("Трубу")
        await tx.tips.add(gathered.id, TipPiece(1, GATHERED_ID, None, words, (), now))
        for kind, theirs, here in (
            ("letter", LETTER["message_id"], SEEN_ID), ("answer", ANSWER_ID, ANSWERED_ID)
        ):  # fmt: skip
            await tx.letters.add(Letter(STRANGER, theirs, None, EDITOR, here, kind, now))
        return meaning | {"ntip": str(tip.id)}

    return await newsroom.app.store.run(work)


def update(sent: Sent, user_id: int, meaning: dict[str, str]) -> dict[str, Any]:
    """The raw update that Telegram would send."""
    user = {"id": user_id, "is_bot": False, "first_name": "Ч", "language_code": "ru"}
    chat = {"id": user_id, "type": "private", "first_name": "Ч"}
    if isinstance(sent, InGroup):
        chat, sent = {"id": GROUP, "type": "supergroup", "title": "Редакция"}, sent.sent
    message = {"message_id": 900, "date": 1795494000, "chat": chat}
    if isinstance(sent, Talk):
        sent = Other(({"text": sent.text} if sent.text else {}) | sent.fields, sent.kind)
    if isinstance(sent, Other):
        return {"update_id": next(NUMBERS), sent.kind: {**message, "from": user, **sent.fields}}
    words = sent.text if isinstance(sent, Answer) else sent
    for known, value in meaning.items():
        words = words.replace(f"{{{known}}}", value)
    if isinstance(sent, Answer) or words.startswith("/"):
        said = {"text": words} if words else {}
        more = sent.fields if isinstance(sent, Answer) else {}
        return {"update_id": next(NUMBERS), "message": {**message, "from": user, **said, **more}}
    shown = {**message, "from": {"id": BOT_ID, "is_bot": True, "first_name": "В"}, "text": "№"}
    query = {"id": "1", "from": user, "message": shown, "chat_instance": "1", "data": words}
    return {"update_id": next(NUMBERS), "callback_query": query}


def asked(sent: Answer, meaning: dict[str, str]) -> tuple[str, dict[str, Any]]:
    """State and data of a dialogue in which the question is open."""
    post = int(meaning[f"n{sent.post.strip('{}')}"]) if sent.post else 0
    question = {"what": sent.what, "post": post, "edition": 1 if post else 0, "prompt": 5}
    return f"ask:{sent.what}", {"question": {**question, "extra": sent.extra}}


def questions() -> set[str]:
    """The names of all questions of the editors' modules."""
    modules = [module for name, module in sys.modules.items() if name.startswith("bot.chat.")]
    values = (value for module in modules for value in vars(module).values())
    return {value.what for value in values if isinstance(value, Question)}


async def refuse(_bot: Any, method: Any, timeout: int | None = None) -> Any:
    raise TelegramBadRequest(method, "Bad Request: nobody listens")


@pytest.mark.heavy
async def test_everybody_at_every_entry(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = newsroom.app
    assert entries(app.dispatcher) == {entry for entry, _, _ in TABLE} | NO_PERSON
    # Who lost a role in the middle of a question is among everybody.
    answered = {sent.what for _, sent, _ in TABLE if isinstance(sent, Answer)}
    assert questions() == answered
    await newsroom.hand_in(PARK, ANNA)
    await newsroom.settled()
    meaning = await people_and_posts(newsroom)
    # What is answered is no matter here, and two thousand answers take their time.
    monkeypatch.setattr(app.bot.session, "make_request", refuse)
    app.dispatcher["courtesy"].rate = Rate(1e9, 10**9)
    doorman = Doorman()
    for observer in observers(app.dispatcher):
        observer.middleware(doorman)

    wrong = []
    async with trials(app.store) as connection:
        for entry, sent, allowed in TABLE:
            for user_id in sorted(EVERYBODY):
                doorman.served.clear()
                # What was written is taken back, so that the next one finds all as it was.
                taken_back = await connection.begin_nested()
                await try_out(newsroom, sent, user_id, meaning)
                await taken_back.rollback()
                if (entry in doorman.served) is not (user_id in allowed):
                    wrong.append((entry, sent, user_id, list(doorman.served)))
    assert wrong == []


@asynccontextmanager
async def trials(store: Any) -> AsyncIterator[AsyncConnection]:
    """The connection that all is written on; the bot's own loops wait for the end."""
    original = store.run
    async with store._turn, store._engine.connect() as connection:
        transaction, alone = Transaction(connection), asyncio.Lock()

        async def run(work: Any) -> Any:
            if not TRYING.get():
                return await original(work)
            async with alone:
                return await work(transaction)

        store.run, token = run, TRYING.set(True)
        try:
            yield connection
        finally:
            TRYING.reset(token)
            del store.run
            await connection.rollback()


async def try_out(newsroom: Newsroom, sent: Sent, user_id: int, meaning: dict[str, str]) -> None:
    """Sends it, where it is an answer with the question open."""
    if isinstance(sent, Answer):
        await newsroom.open_dialogue(user_id, *asked(sent, meaning))
    if isinstance(sent, Talk):
        await newsroom.open_dialogue(user_id, sent.state, {})
    with suppress(TelegramAPIError, TelegramAway):
        await feed(newsroom.app.dispatcher, newsroom.app.bot, update(sent, user_id, meaning))


def test_no_two_buttons_begin_alike() -> None:
    """The framework does not look: one of the two would swallow the other's presses."""
    modules = (callbacks, reader_callbacks, follow_callbacks, voice_callbacks)
    kinds = [kind for each in modules for kind in vars(each).values() if _is_button(kind)]
    assert len({kind.__prefix__ for kind in kinds}) == len(kinds) > 20


def _is_button(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, CallbackData) and kind is not CallbackData
