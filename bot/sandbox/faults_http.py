"""Breaking things over HTTP: for the page's panel and for tests in another process."""

from dataclasses import asdict
from typing import Any

from aiohttp import web

from bot.sandbox import mishaps
from bot.sandbox.answering import Handler, answering
from bot.sandbox.errors import PersonError
from bot.sandbox.forms import json_body, number
from bot.sandbox.shapes import Json
from bot.sandbox.world import World

_SHOWN = 100
_NUMBERS = ("chat_id", "count", "skip", "seed", "retry_after", "code", "posted")
_FRACTIONS = ("seconds", "probability")
_OPTIONAL = ("chat_id", "count", "seconds")
_WORDS = ("when", "method", "answer", "description")


class FaultsServer:
    """Everything below `/sandbox/faults`; each answer is the whole state of what is broken."""

    def __init__(self, world: World) -> None:
        self._world = world

    def add_routes(self, app: web.Application) -> None:
        """The paths."""
        path = "/sandbox/faults"
        routes: list[tuple[str, str, Handler]] = [
            ("GET", path, self._state),
            ("POST", path, self._add),
            ("DELETE", path, self._clear),
            ("DELETE", f"{path}/{{fault_id}}", self._remove),
            ("GET", f"{path}/struck", self._struck),
            ("POST", f"{path}/away", self._leave),
            ("POST", f"{path}/back", self._come_back),
            ("POST", f"{path}/flood", self._flood),
            ("POST", f"{path}/mishap", self._mishap),
            ("POST", f"{path}/release", self._release),
            ("POST", f"{path}/land", self._land),
            ("GET", "/sandbox/landings", self._landings),
        ]
        for method, route, handler in routes:
            app.router.add_route(method, route, answering(handler))

    def _shape(self) -> Json:
        plan = self._world.faults
        return {
            "active": [fault.shape for fault in plan.active],
            "struck": [strike.shape for strike in plan.struck[-_SHOWN:]],
            "struck_count": len(plan.struck),
            "away": plan.away,
            "away_until": plan.away_until if plan.away else None,
            "flood": self._world.flood.on,
            "limits": asdict(self._world.flood.limits),
            "hanging": plan.hanging,
            "ghosts": plan.ghosts,
            "now": self._world.clock(),
        }

    async def _state(self, _: web.Request) -> Json:
        return self._shape()

    async def _add(self, request: web.Request) -> Json:
        """The fields of a Fault; `count` of null is for ever."""
        body = await json_body(request)
        options: dict[str, Any] = {}
        for name, value in body.items():
            if value is None and name in _OPTIONAL:
                options[name] = None
            elif name in _NUMBERS:
                options[name] = _integer(value)
            elif name in _FRACTIONS:
                options[name] = _fraction(value)
            elif name in _WORDS:
                options[name] = str(value)
            elif name != "kind":
                raise PersonError(f"У сбоя нет поля {name}. Уберите его.")
        fault = self._world.faults.add(str(body.get("kind")), **options)
        return {**self._shape(), "added": fault.shape}

    async def _clear(self, _: web.Request) -> Json:
        self._world.faults.clear()
        return self._shape()

    async def _remove(self, request: web.Request) -> Json:
        self._world.faults.remove(number(request.match_info["fault_id"], 0))
        return self._shape()

    async def _struck(self, request: web.Request) -> list[Json]:
        """All strikes; `after` leaves out as many of the oldest."""
        after = max(0, number(request.query.get("after"), 0))
        return [strike.shape for strike in self._world.faults.struck[after:]]

    async def _leave(self, request: web.Request) -> Json:
        """For `seconds`, or without them until `/back`; `refused` closes the port as well."""
        body = await json_body(request)
        seconds, refused = body.get("seconds"), bool(body.get("refused"))
        if seconds is None and refused:
            raise PersonError("Закрыть порт можно только на время. Впишите секунды.")
        self._world.faults.leave(None if seconds is None else _fraction(seconds), refused=refused)
        return self._shape()

    async def _come_back(self, _: web.Request) -> Json:
        self._world.faults.come_back()
        return self._shape()

    async def _flood(self, request: web.Request) -> Json:
        """Limits `on` or off; any of their figures may be set, too."""
        body, flood = await json_body(request), self._world.flood
        figures = {name: body[name] for name in asdict(flood.limits) if name in body}
        if any(_integer(value) < 1 for value in figures.values()):
            raise PersonError("Предел — от 1. Поправьте число.")
        for name, value in figures.items():
            setattr(flood.limits, name, _integer(value))
        flood.switch(bool(body.get("on")))
        self._world.delivery.everybody("faults")
        return self._shape()

    async def _mishap(self, request: web.Request) -> Json:
        """`repeat`, or in the chat `chat_id`: `delete`, `forbid`, `allow`."""
        body = await json_body(request)
        chat_id = number(body.get("chat_id"), 0)
        match body.get("kind"):
            case "repeat":
                mishaps.repeat_last(self._world, number(body.get("count"), 1))
            case "delete":
                mishaps.delete_last(self._world, chat_id)
            case "forbid" | "allow" as kind:
                mishaps.allow_posting(self._world, chat_id, kind == "allow")
            case _:
                raise PersonError("Есть repeat, delete, forbid и allow. Выберите одно.")
        return self._shape()

    async def _release(self, _: web.Request) -> Json:
        self._world.faults.release()
        return self._shape()

    async def _land(self, request: web.Request) -> Json:
        """The ghosts that are due, or `everyone`."""
        await self._world.faults.land(everyone=bool((await json_body(request)).get("everyone")))
        return self._shape()

    async def _landings(self, request: web.Request) -> list[Json]:
        """Everything that was ever posted in the chat `chat_id`."""
        chat_id = number(request.query.get("chat_id"), 0)
        return [landing.shape for landing in self._world.landings.of(chat_id)]


def _integer(value: object) -> int:
    try:
        return int(str(value))
    except ValueError:
        raise PersonError(f"«{value}» — не целое число. Поправьте его.") from None


def _fraction(value: object) -> float:
    try:
        return float(str(value))
    except ValueError:
        raise PersonError(f"«{value}» — не число. Поправьте его.") from None
