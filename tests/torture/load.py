"""What a trial is to publish: which post, in which channel, when, and what happens to it later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Literal

Kind = Literal["text", "photo", "album", "long", "photo_and_long"]
Fate = Literal["stays", "edited", "withdrawn"]

KINDS: dict[Kind, int] = {"text": 55, "photo": 20, "album": 14, "long": 7, "photo_and_long": 4}
ALBUMS: dict[Kind, int] = KINDS | {"album": 55}
FATES: dict[Fate, int] = {"stays": 86, "edited": 9, "withdrawn": 5}
CHANGED: dict[Fate, int] = {"stays": 50, "edited": 25, "withdrawn": 25}

ALBUM = (2, 4)  # photos of the smallest and of the largest
PARAGRAPHS = 14  # of a long post: more than one message holds

BY_HAND = "Объявление"  # so a post of another administrator begins

FIRST, SECOND = "Редакция первая.", "Редакция вторая."

SENTENCES = (
    "Во дворе по улице Калинина открыли площадку для детей.",
    "Движение автобусов на Амурском бульваре изменили до вечера.",
    "Школьники посадили сто лип у городского пруда.",
    "В библиотеке на набережной прошла встреча с читателями.",
    "Коммунальные службы вывели на уборку снега сорок машин.",
    "Выставку о реке продлили на две недели.",
)


@dataclass(frozen=True, slots=True)
class Planned:
    """One post of the load; `number` is its number in the database, too."""

    number: int
    lane: int
    due: datetime
    kind: Kind
    fate: Fate

    @property
    def marker(self) -> str:
        """What only the texts of this post hold."""
        return f"T{self.number:06d}"

    def words(self, edition: int = 1) -> str:
        """The release that the post is made of; the second edition is the corrected one."""
        draw = Random(self.number)  # noqa: S311 - repeatable on purpose
        last = FIRST if edition == 1 else SECOND
        if self.kind not in ("long", "photo_and_long"):
            return f"Новость {self.marker}\n\n{draw.choice(SENTENCES)} {last}"
        body = [
            f"Абзац {n} новости {self.marker}. " + " ".join(draw.choices(SENTENCES, k=6))
            for n in range(1, PARAGRAPHS + 1)
        ]
        return "\n\n".join([f"Новость {self.marker}", *body, f"Конец {self.marker}. {last}"])

    def photos(self) -> int:
        """How many photos the release has."""
        if self.kind == "album":
            return Random(self.number).randint(*ALBUM)  # noqa: S311 - repeatable on purpose
        return 1 if self.kind in ("photo", "photo_and_long") else 0


def load(
    seed: int,
    count: int,
    lanes: int,
    start: datetime,
    seconds: float,
    kinds: Mapping[Kind, int] = KINDS,
    fates: Mapping[Fate, int] = FATES,
) -> list[Planned]:
    """So many posts, due within `seconds` from `start`, some of them at the same instant."""
    draw = Random(seed)  # noqa: S311 - repeatable on purpose
    moments = sorted(round(draw.uniform(0, seconds), 1) for _ in range(count))
    drawn = draw.choices([*kinds], weights=[*kinds.values()], k=count)
    drawn_fates = draw.choices([*fates], weights=[*fates.values()], k=count)
    return [
        Planned(number, draw.randrange(lanes), start + timedelta(seconds=moment), kind, fate)
        for number, (moment, kind, fate) in enumerate(
            zip(moments, drawn, drawn_fates, strict=True), start=1
        )
    ]


def sample(lanes: int, start: datetime) -> list[Planned]:
    """A small load of every kind and fate, due at once."""
    pairs = [(kind, fate) for kind in KINDS for fate in FATES]
    return [
        Planned(number, number % lanes, start, kind, fate)
        for number, (kind, fate) in enumerate(pairs, start=1)
    ]
