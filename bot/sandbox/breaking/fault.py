"""One fault: what breaks, for which calls, how often."""

import random
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from bot.sandbox.addressing import is_editing, is_sending
from bot.sandbox.breaking import answers
from bot.sandbox.errors import ApiError, PersonError
from bot.sandbox.faults import Asked, Outcome
from bot.sandbox.shapes import Json, without_empty


class Kind(StrEnum):
    """What happens to a call that a fault strikes."""

    CLOSE = "close"  # the connection is closed
    HANG = "hang"  # no answer for `seconds`, or until it is released
    REFUSE = "refuse"  # `code` and `description`; the call never happens
    BAD_GATEWAY = "bad_gateway"  # 502 as JSON
    BAD_GATEWAY_HTML = "bad_gateway_html"
    RESTART = "restart"  # 500
    FLOOD = "flood"  # 429 with `retry_after`
    TRUNCATE = "truncate"  # 200 with half of the JSON
    GHOST = "ghost"  # broken at once as `answer` says, accepted `seconds` later
    PARTIAL = "partial"  # of an album only `posted` items appear
    REPEAT = "repeat"  # the updates that a getUpdates confirms come again


_BEFORE_ONLY = frozenset({Kind.REFUSE})
_AFTER_ONLY = frozenset({Kind.TRUNCATE, Kind.PARTIAL, Kind.REPEAT})
_OWN_METHOD = {Kind.PARTIAL: "sendMediaGroup", Kind.REPEAT: "getUpdates"}


@dataclass(slots=True)
class Fault:
    """Strikes calls that fit; PersonError tells what can't be.

    `method` is a name, `sending` (send*, forward*, copy* but sendChatAction), `editing` (edit*)
    or `any`. `count` strikes are left (None: for ever), after `skip` fitting calls went unharmed.
    `probability` is drawn from a generator with `seed`. Times are seconds of the world's clock.
    """

    kind: Kind
    when: str = "after"
    """`before` or `after` the call is accepted; ghosts and refusals know it themselves."""
    method: str = "sending"
    chat_id: int | None = None
    count: int | None = 1
    skip: int = 0
    probability: float = 1.0
    seed: int = 0
    seconds: float | None = None
    """Of a hang (None: until released) and of a ghost."""
    retry_after: int = 5
    code: int = 400
    description: str = "Bad Request: chat not found"
    posted: int = 1
    answer: str = "close"
    """How a ghost's caller is left: `close`, `hang`, or the kind of an error's answer."""
    id: int = 0
    _dice: random.Random = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)  # noqa: S311 no secret
        if self.kind in _BEFORE_ONLY:
            self.when = "before"
        if self.kind in _AFTER_ONLY:
            self.when = "after"
        if self.kind in _OWN_METHOD:
            self.method = _OWN_METHOD[self.kind]
        if self.kind == Kind.GHOST:
            self.when = "before"
            self.seconds = 30.0 if self.seconds is None else self.seconds
        self._check()

    def fits(self, asked: Asked, chat_id: int | None) -> bool:
        """Whether it is about such calls at all; `chat_id` is where the call goes."""
        if self.count == 0 or (self.chat_id is not None and self.chat_id != chat_id):
            return False
        if self.kind == Kind.PARTIAL and answers.album_size(asked) <= self.posted:
            return False
        if self.kind == Kind.GHOST and asked.method == "getUpdates":
            return False
        if self.method == "sending":
            return is_sending(asked)
        if self.method == "editing":
            return is_editing(asked)
        return self.method in ("any", asked.method)

    def draw(self) -> bool:
        """Whether it strikes the call that fits; each answer counts."""
        if self._dice.random() >= self.probability:
            return False
        if self.skip:
            self.skip -= 1
            return False
        if self.count is not None:
            self.count -= 1
        return True

    def outcome(self) -> Outcome:
        """What its caller gets in place of the true answer."""
        kind = self.answer if self.kind == Kind.GHOST else self.kind
        return answers.answer(kind, self.retry_after, ApiError(self.code, self.description))

    @property
    def shape(self) -> Json:
        """For the page and for other processes."""
        shape = {name: value for name, value in asdict(self).items() if not name.startswith("_")}
        return without_empty(shape)

    def _check(self) -> None:
        if self.when not in ("before", "after"):
            raise PersonError("Сбой бывает до принятия (before) или после (after). Выберите одно.")
        if not 0 < self.probability <= 1:
            raise PersonError("Вероятность: больше 0 и не больше 1. Поправьте её.")
        if (self.count is not None and self.count < 1) or self.skip < 0:
            raise PersonError("Сколько раз: от 1. Пустое значение — всегда.")
        if self.seconds is not None and self.seconds < 0:
            raise PersonError("Секунды не бывают отрицательными. Поправьте их.")
        if self.posted < 0:
            raise PersonError("Из альбома выходит от 0 частей. Поправьте число.")
        if self.retry_after < 1 or (
            # Longer waits are refused by the DC before anything happens (bot-api.md §5.1, 5).
            self.kind == Kind.FLOOD and self.when == "after" and self.retry_after > 8
        ):
            raise PersonError("Ждать: от 1 секунды, а после принятия — до 8. Поправьте число.")
        if not 400 <= self.code <= 599:
            raise PersonError("Код ошибки: от 400 до 599. Поправьте его.")
        if self.kind == Kind.GHOST and self.answer not in answers.GHOSTLY:
            raise PersonError(f"Ответ призраку: {', '.join(answers.GHOSTLY)}. Выберите один.")
