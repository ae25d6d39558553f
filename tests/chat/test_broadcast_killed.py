"""A broadcast of a real process that is killed again and again: each reader once, or counted."""

from __future__ import annotations

import pytest

from bot.domain.bulletins import Fate
from bot.services.broadcasts import IN_HAND
from tests.bench.broadcast.rounds import killed

PEOPLE, KILLS = 120, 3


@pytest.mark.heavy
@pytest.mark.parametrize("again", [False, True])
async def test_kill_nine(*, again: bool) -> None:
    found = await killed(PEOPLE, again=again, kills=KILLS)
    assert (found.lost, found.doubled) == (0, 0)
    assert sum(found.fates.values()) == PEOPLE  # every fate is known
    if again:
        assert (found.copies[0], found.fates) == (0, {Fate.SENT: PEOPLE})
        assert found.repeated > 0
    else:
        assert max(found.copies) == 1
        assert 0 < found.fates[Fate.UNKNOWN] <= KILLS * IN_HAND
