"""A life to the end in the fork server itself, so that it need not begin from nothing again."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

from bot.clock import SystemClock
from tests.torture.chronicle import Chronicle
from tests.torture.databases import Database
from tests.torture.laying import lay, queue
from tests.torture.lives import LONGEST_START, Lives
from tests.torture.load import sample
from tests.torture.orders import Bed, Order
from tests.torture.scene import Scene, name_of
from tests.torture.storm import SENDING, Storm

LANES = 3
OFTEN = 0.4  # of the calls are struck, so that every way out of it is gone once


async def rehearse(lives: Lives, database: Database, folder: Path) -> None:
    """Publishes a sample in a Telegram of its own, in a database of its own."""
    scene = Scene(LANES)
    await scene.open()
    chance = Random(7)  # noqa: S311 - repeatable on purpose
    scene.sandbox.world.on_accept = Storm(
        chance, Chronicle(time.time), lambda _: None, lambda _: False, lambda _: None,
        odds=dict.fromkeys(SENDING, OFTEN), blowing=True,
    )  # fmt: skip
    posts = sample(LANES, SystemClock().now())
    await lay(database.url, LANES, posts, scene.photo)
    await queue(database.url, posts)
    bed = Bed(database.url, scene.sandbox.url, name_of(0), str(folder / "rehearsal.log"))
    fates = {
        fate: tuple(planned.number for planned in posts if planned.fate == fate)
        for fate in ("edited", "withdrawn")
    }
    order = Order(
        0, bed, edits=fates["edited"], withdrawals=fates["withdrawn"], watched=True, rehearsal=True
    )
    await lives.live(order, LONGEST_START)
    await scene.close()
