"""Inline mode: `@bot words` typed in any chat, the bot's results, and the one that is chosen."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox import views
from bot.sandbox.accounts import Bot, User
from bot.sandbox.chats import Chat
from bot.sandbox.delivery import Delivery
from bot.sandbox.directory import Directory
from bot.sandbox.errors import PersonError, bad_request
from bot.sandbox.files import FileStore
from bot.sandbox.finding import Finding
from bot.sandbox.posting import Options, Posting
from bot.sandbox.shapes import Json

_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_QUERY_LIMIT = 256  # characters (Bot API, InlineQuery)
_LIFE = 30  # seconds in the queue of updates (bot-api.md §4)
_CHOSEN_LIFE = 600
_KEPT = 1000  # answered queries from which one may still choose


@dataclass(frozen=True, slots=True)
class Result:
    """One result, ready to become a message."""

    id: str
    shown: Json
    """What the list shows of it: kind, title, description, a picture's sizes."""
    content: Json
    markup: Json | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot answered."""

    results: tuple[Result, ...] = ()
    next_offset: str = ""
    button: Json | None = None
    cache_time: int = 300
    personal: bool = False


@dataclass(slots=True)
class Asked:
    """One query of one person."""

    bot_id: int
    user_id: int
    words: str
    offset: str
    at: float
    answer: Answer | None = None
    waiting: list["asyncio.Future[None]"] = field(default_factory=list)


class Inline:
    """All queries of the last minutes, and answers that Telegram keeps for the next who asks."""

    def __init__(
        self,
        finding: Finding,
        directory: Directory,
        files: FileStore,
        posting: Posting,
        delivery: Delivery,
        clock: Callable[[], float],
    ) -> None:
        self._finding = finding
        self._directory = directory
        self._files = files
        self._posting = posting
        self._delivery = delivery
        self._clock = clock
        self._asked: dict[str, Asked] = {}
        self._cache: dict[tuple[int, str, str, int], tuple[float, Answer]] = {}

    def ask(self, user_id: int, chat_id: int, words: str, offset: str = "") -> str:
        """A person types `@bot words`; returns the query's id."""
        user, bot = self._finding.user(user_id), self._finding.bot()
        chat = self._finding.writable(user_id, chat_id)
        if not bot.inline:
            raise PersonError(
                "Встроенный режим у бота выключен. Его включает BotFather: /setinline."
            )
        query_id = str(secrets.randbelow(9 * 10**17) + 10**17)
        words = words[:_QUERY_LIMIT]
        asked = self._asked[query_id] = Asked(bot.id, user_id, words, offset, self._clock())
        while len(self._asked) > _KEPT:
            self._asked.pop(next(iter(self._asked)))
        asked.answer = self._cached(asked)
        if asked.answer is None:
            query = {"id": query_id, "from": user.shape, "chat_type": _type(chat)}
            query |= {"query": words, "offset": offset}
            self._delivery.told(bot, "inline_query", query, _LIFE)
        return query_id

    def answer(self, bot_id: int, query_id: str, answer: Answer) -> None:
        """The bot's answer; late, doubled and foreign ones are refused."""
        self.check(bot_id, query_id)
        asked = self._asked[query_id]
        asked.answer = answer
        who = asked.user_id if answer.personal else 0
        expires = self._clock() + answer.cache_time
        self._cache[bot_id, asked.words, asked.offset, who] = (expires, answer)
        while len(self._cache) > _KEPT:
            self._cache.pop(next(iter(self._cache)))
        for waiting in asked.waiting:
            if not waiting.done():
                waiting.set_result(None)

    def check(self, bot_id: int, query_id: str) -> None:
        """Refuse a query that can't be answered any more."""
        asked = self._asked.get(query_id)
        late = asked is None or asked.answer is not None or self._clock() - asked.at > _LIFE
        if asked is None or late or asked.bot_id != bot_id:
            raise bad_request(_TOO_OLD)

    async def wait(self, query_id: str, timeout: float) -> Json:
        """What the person's app shows: the results, or `answered: false` after the time-out."""
        asked = self._asked[query_id]
        if asked.answer is None:
            future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            asked.waiting.append(future)
            try:
                await asyncio.wait_for(future, timeout)
            except TimeoutError:
                return {"answered": False}
        answer = asked.answer or Answer()
        shown = [{"id": result.id, **result.shown} for result in answer.results]
        return {
            "answered": True,
            "query_id": query_id,
            "results": [self._files.for_person(each) for each in shown],
            "next_offset": answer.next_offset,
            "button": answer.button,
        }

    def choose(
        self, user_id: int, chat_id: int, query_id: str, result_id: str, thread: int = 0
    ) -> Json:
        """A person chooses a result: it is sent in their name, via the bot."""
        user, asked = self._finding.user(user_id), self._asked.get(query_id)
        results = asked.answer.results if asked and asked.answer else ()
        result = next((each for each in results if each.id == result_id), None)
        bot = self._directory.bot_by_id(asked.bot_id) if asked else None
        if asked is None or bot is None or result is None or asked.user_id != user_id:
            raise PersonError("Этого варианта уже нет. Наберите запрос ещё раз.")
        chat = self._finding.writable(user_id, chat_id)
        self._finding.thread(user_id, chat, thread)
        if chat.type == "private" and not chat.started:
            chat.started = True
            self._directory.save_chat(chat)
        extra = {"via_bot": bot.user.shape}
        options = Options(markup=result.markup, thread=thread, extra=extra)
        record = self._posting.post(chat, user_id, result.content, options)
        if bot.inline_feedback:
            self._feed_back(bot, user, asked, result)
        return views.for_person(self._files, chat, record, user_id)

    def _feed_back(self, bot: Bot, user: User, asked: Asked, result: Result) -> None:
        chosen = {"result_id": result.id, "from": user.shape, "query": asked.words}
        self._delivery.told(bot, "chosen_inline_result", chosen, _CHOSEN_LIFE)

    def _cached(self, asked: Asked) -> Answer | None:
        for who in (asked.user_id, 0):
            expires, answer = self._cache.get(
                (asked.bot_id, asked.words, asked.offset, who), (0.0, None)
            )
            if answer is not None and expires > self._clock():
                return answer
        return None


def _type(chat: Chat) -> str:
    """Where it was typed, in the words of InlineQuery: the bot's own chat is `sender`."""
    return "sender" if chat.type == "private" else chat.type
