"""What became of a call, by what came back over real HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.domain.outcome import NotSent, Outcome, Refusal, Sent, Unknown
from bot.domain.post import Delivery, Part
from bot.domain.release import Media
from bot.domain.text import FormattedText
from bot.telegram.client import make_bot
from bot.telegram.failures import refusal_of
from bot.telegram.keeper import TelegramKeeper
from bot.telegram.sender import TelegramSender

TOKEN = "100001:token-of-the-test-bot-and-nothing-else"
TEXT = Delivery(Part("text", FormattedText("Слово")))
ALBUM = Delivery(
    Part("album", FormattedText("Слово"), (Media("photo", "a", "a"), Media("photo", "b", "b")))
)


class Scripted:
    """A server that answers every call in one given way."""

    status, body, content_type = 200, b"", "application/json"
    cut = False

    async def answer(self, request: web.Request) -> web.Response:
        await request.read()
        if self.cut:
            assert request.transport is not None
            request.transport.close()
        return web.Response(status=self.status, body=self.body, content_type=self.content_type)


@pytest.fixture
async def scripted() -> AsyncIterator[tuple[Scripted, TelegramSender]]:
    script = Scripted()
    app = web.Application()
    app.router.add_post("/{path:.*}", script.answer)
    async with TestServer(app) as server:
        bot = make_bot(TOKEN, str(server.make_url("")).rstrip("/"))
        yield script, TelegramSender(bot)
        await bot.session.close()


def error(code: int, description: str, extra: str = "") -> bytes:
    return f'{{"ok":false,"error_code":{code},"description":"{description}"{extra}}}'.encode()


def flood(seconds: int) -> bytes:
    text = f"Too Many Requests: retry after {seconds}"
    return error(429, text, f',"parameters":{{"retry_after":{seconds}}}')


GOOD = (
    b'{"ok":true,"result":{"message_id":7,"date":1,'
    b'"chat":{"id":-100,"type":"channel","title":"t"}}}'
)
UNREADABLE = b'{"ok":true,"result":{"message_id":7,"chat":"what"}}'

CASES: list[tuple[str, int, bytes, type[Outcome]]] = [
    ("good", 200, GOOD, Sent),
    ("good, but not as aiogram expects", 200, UNREADABLE, Sent),
    ("cut off", 200, GOOD[:40], Unknown),
    ("bad request", 400, error(400, "Bad Request: chat not found"), NotSent),
    ("forbidden", 403, error(403, "Forbidden: bot was kicked from the channel chat"), NotSent),
    ("not found", 404, error(404, "Not Found"), NotSent),
    ("too large", 413, error(413, "Request Entity Too Large"), NotSent),
    ("flood", 429, flood(40), NotSent),
    ("flood from within", 429, flood(5), Unknown),
    ("bad gateway", 502, error(502, "Bad Gateway"), Unknown),
    ("bad gateway in HTML", 502, b"<html>502</html>", Unknown),
    ("restart", 500, error(500, "Internal Server Error: restart"), Unknown),
]


@pytest.mark.parametrize(("name", "status", "body", "kind"), CASES, ids=[c[0] for c in CASES])
async def test_the_outcome_of_one_message(
    scripted: tuple[Scripted, TelegramSender],
    name: str,
    status: int,
    body: bytes,
    kind: type[Outcome],
) -> None:
    script, sender = scripted
    script.status, script.body = status, body
    if body.startswith(b"<"):
        script.content_type = "text/html"
    outcome = await sender.send(-100, TEXT)
    assert isinstance(outcome, kind), f"{name}: {outcome}"
    if isinstance(outcome, Sent):
        assert outcome.message_ids == (7,)
    if name == "flood":
        assert outcome == NotSent(outcome.reason, 40)  # type: ignore[union-attr]


async def test_a_connection_cut_after_the_request_is_unknown(
    scripted: tuple[Scripted, TelegramSender],
) -> None:
    script, sender = scripted
    script.cut = True
    assert isinstance(await sender.send(-100, TEXT), Unknown)


async def test_a_server_that_is_away_has_surely_sent_nothing() -> None:
    bot = make_bot(TOKEN, "http://127.0.0.1:9")
    outcome = await TelegramSender(bot).send(-100, TEXT)
    await bot.session.close()
    assert isinstance(outcome, NotSent)
    assert outcome.retry_after is not None
    assert TOKEN not in outcome.reason


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, error(400, "Bad Request: chat not found"), NotSent),
        (400, error(400, "Bad Request: group send failed"), Unknown),
        (400, error(400, "Bad Request: failed to send message #2 with the error"), Unknown),
        (429, flood(40), Unknown),
        (502, error(502, "Bad Gateway"), Unknown),
    ],
)
async def test_a_failed_album_may_be_there_in_part(
    scripted: tuple[Scripted, TelegramSender], status: int, body: bytes, kind: type[Outcome]
) -> None:
    script, sender = scripted
    script.status, script.body = status, body
    assert isinstance(await sender.send(-100, ALBUM), kind)


CHANGES: list[tuple[str, int, bytes, Outcome | type[Outcome]]] = [
    ("flood", 429, flood(40), NotSent),
    ("flood from within", 429, flood(5), NotSent),
    ("bad gateway", 502, error(502, "Bad Gateway"), Unknown),
    ("restart", 500, error(500, "Internal Server Error: restart"), Unknown),
    ("cut off", 200, GOOD[:40], Unknown),
    ("good, but not as aiogram expects", 200, UNREADABLE, Sent((7,))),
    ("as it is", 400, error(400, "Bad Request: message is not modified: same"), Sent((7,))),
]


@pytest.mark.parametrize(
    ("name", "status", "body", "expected"), CHANGES, ids=[c[0] for c in CHANGES]
)
async def test_the_outcome_of_a_change(
    scripted: tuple[Scripted, TelegramSender],
    name: str,
    status: int,
    body: bytes,
    expected: Outcome | type[Outcome],
) -> None:
    script, sender = scripted
    script.status, script.body = status, body
    outcome = await TelegramKeeper(sender.bot).edit(-100, 7, TEXT, TEXT)
    if isinstance(expected, type):
        assert isinstance(outcome, expected), f"{name}: {outcome}"
    else:
        assert outcome == expected
    if isinstance(outcome, NotSent):
        assert outcome.retry_after == (40 if name == "flood" else 5)


async def test_a_lost_answer_to_a_comment_is_unknown(
    scripted: tuple[Scripted, TelegramSender],
) -> None:
    script, sender = scripted
    script.status, script.body = 429, flood(5)
    assert isinstance(await TelegramKeeper(sender.bot).comment(-5, 7, TEXT.part.text), Unknown)


SENTENCES = [
    ("Bad Request: message to edit not found", Refusal.GONE),
    ("Bad Request: message can't be deleted for everyone", Refusal.TOO_OLD),
    ("Bad Request: message can't be edited", Refusal.NO_RIGHT),
    ("Bad Request: not enough rights to manage pinned messages in the chat", Refusal.NO_RIGHT),
    ("Bad Request: CHAT_ADMIN_REQUIRED", Refusal.NO_RIGHT),
    ("Forbidden: bot is not a member of the channel chat", Refusal.CHAT_LOST),
    ("Bad Request: there is no caption in the message to edit", Refusal.OTHER_KIND),
    ("Bad Request: message caption is too long", Refusal.TOO_LONG),
    ("Bad Request: wrong file identifier/HTTP URL specified", Refusal.FILE_LOST),
    ("Bad Request: wrong remote file identifier specified: Wrong padding", Refusal.FILE_LOST),
    ("Bad Request: inline keyboard button URL 'x' is invalid: …", Refusal.BAD_BUTTON),
    ("Bad Request: PHOTO_INVALID_DIMENSIONS", None),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_what_telegrams_sentences_say(sentence: str, expected: Refusal | None) -> None:
    assert refusal_of(sentence) is expected
