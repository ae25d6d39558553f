"""Changes JSON and bytes at random, from a seed: the same at every run."""

from __future__ import annotations

import copy
from random import Random
from typing import Any

from tests.hostile import mixture
from tests.hostile_input import corpus

PEOPLE = (corpus.ANNA, *[corpus.BORIS] * 6, *range(3001, 3040))


class Mutator:
    """Makes update after update."""

    def __init__(self, seed: int) -> None:
        self._rng = Random(seed)
        self._updates = corpus.updates()
        self._buttons = corpus.buttons()
        self._number = 1_000

    def update(self) -> dict[str, Any]:
        """The next update; each has a number of its own, and some kind of sender."""
        rng = self._rng
        made = copy.deepcopy(rng.choice(self._updates))
        self._person(made)
        if "callback_query" in made:
            made["callback_query"]["data"] = corpus.press(rng, rng.choice(self._buttons))
        elif "message" in made and rng.random() < 0.3:
            words = corpus.command(rng)
            entity = {"type": "bot_command", "offset": 0, "length": len(words.split()[0])}
            made["message"] |= {"text": words, "entities": [entity]}
        elif "message" in made and "text" in made["message"] and rng.random() < 0.3:
            made["message"]["text"] = mixture(rng.randrange(10**6), rng.randint(1, 4096))
        for _ in range(rng.choice((0, 0, 0, 1, 1, 3))):
            self._spoil(made)
        self._number += rng.choice((1, 1, 1, 7))
        made["update_id"] = self._number
        return made

    def text(self) -> str:
        """A text as somebody may paste it."""
        words = list(mixture(self._rng.randrange(10**6), self._rng.randint(0, 3000)))
        for _ in range(self._rng.randint(0, 8)):
            place = self._rng.randint(0, len(words))
            words.insert(
                place, self._rng.choice(("\x00", "\ud800", "\u202e", "\r", "\u2028", "«"))
            )
        return "".join(words)

    def file(self, data: bytes) -> bytes:
        """A file that was damaged on its way, or by somebody."""
        rng, made = self._rng, bytearray(data)
        for _ in range(rng.randint(1, 12)):
            if not made:
                break
            start = rng.randrange(len(made))
            match rng.randrange(5):
                case 0:
                    made[start] = rng.randrange(256)
                case 1:
                    del made[start : start + rng.randint(1, 400)]
                case 2:
                    made[start:start] = rng.randbytes(rng.randint(1, 40))
                case 3:
                    made[start:start] = made[start : start + 200] * rng.randint(1, 20)
                case 4:
                    made = made[: max(1, start)]
        return bytes(made)

    def _person(self, made: dict[str, Any]) -> None:
        person = self._rng.choice(PEOPLE)
        for body in made.values():
            if isinstance(body.get("from"), dict):
                body["from"]["id"] = person
            chat = body.get("chat")
            if isinstance(chat, dict) and chat.get("type") == "private":
                chat["id"] = person

    def _spoil(self, made: dict[str, Any]) -> None:
        """One change somewhere inside."""
        places = [*_places(made)]
        if not places:
            return
        holder, key = self._rng.choice(places)
        match self._rng.randrange(6):
            case 0 if isinstance(holder, dict):
                del holder[key]
            case 1:
                other, place = self._rng.choice(places)
                holder[key] = copy.deepcopy(other[place])
            case 2 if isinstance(holder[key], str):
                at = self._rng.randint(0, len(holder[key]))
                piece = self._rng.choice(
                    ("\x00", "\ud800", "\U0010ffff", "\u0301" * 20, "\n" * 99)
                )
                holder[key] = holder[key][:at] + piece + holder[key][at:]
            case 3 if isinstance(holder[key], int):
                holder[key] += self._rng.choice((1, -1, 10**9, -(10**9), 10**18))
            case _:
                holder[key] = copy.deepcopy(self._rng.choice(corpus.EXTREME))


def _places(value: Any) -> Any:
    """Every (container, key) below the value."""
    if isinstance(value, dict):
        for key in value:
            yield value, key
            yield from _places(value[key])
    elif isinstance(value, list):
        for number in range(len(value)):
            yield value, number
            yield from _places(value[number])
