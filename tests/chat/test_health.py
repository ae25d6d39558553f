"""/healthz and /metrics: what a monitor sees."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from bot.store import StoreError
from tests.chat.releases import PARK, SCHOOL
from tests.chat.test_publishing import BAD_GATEWAY, ChannelFaults
from tests.newsroom import BORIS, CHANNEL, TOKEN, Newsroom
from tests.web import get, reopen

pytestmark = pytest.mark.usefixtures("desk")


async def healthz(newsroom: Newsroom) -> tuple[int, dict[str, Any]]:
    status, body = await get(newsroom, "/healthz")
    return status, json.loads(body)


async def test_health(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    await reopen(newsroom)
    status, body = await healthz(newsroom)
    assert (status, body["status"], body["problems"]) == (200, "ok", [])

    newsroom.app.traffic.freeze(CHANNEL, 3600)
    await newsroom.app.freezes.remember({CHANNEL: 3600})
    await newsroom.press("Сейчас", await newsroom.hand_in(PARK))
    await newsroom.until_async_true(lambda: _queued(newsroom))
    await newsroom.pass_time(minutes=2)
    status, body = await healthz(newsroom)
    assert status == 200  # late, but not for long
    assert body["channels"][0]["late"] == [{"post": 1, "by": 120.0}]

    await newsroom.pass_time(minutes=10)
    await newsroom.settled()
    status, body = await healthz(newsroom)
    assert status == 503
    assert "publishing" in body["problems"]

    async def refuse(_work: object) -> None:
        raise StoreError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(newsroom.app.store, "run", refuse)
        assert await healthz(newsroom) == (503, {"status": "failing", "problems": ["database"]})


async def _queued(newsroom: Newsroom) -> bool:
    _, body = await healthz(newsroom)
    return bool(body["channels"][0]["queued"] == 1)


async def test_updates_that_do_not_come_are_a_problem(newsroom: Newsroom) -> None:
    await reopen(newsroom)
    newsroom.clock.at = newsroom.clock.at.replace(hour=6)
    newsroom.bell("publishing").set()
    status, body = await healthz(newsroom)
    assert status == 503
    assert "updates" in body["problems"]


def figure(page: str, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} (\S+)$", page, re.MULTILINE)
    assert found, page
    return float(found[1])


async def test_metrics(newsroom: Newsroom) -> None:
    await reopen(newsroom)
    await newsroom.press("В очередь", await newsroom.hand_in(PARK))
    _, page = await get(newsroom, "/metrics")
    assert figure(page, 'vestnik_posts{channel="1",state="queued"}') == 1
    assert figure(page, "vestnik_post_lateness_seconds_count") == 0

    await newsroom.pass_time(minutes=40, seconds=3)
    await newsroom.published(1)
    newsroom.world.on_accept = ChannelFaults(after=BAD_GATEWAY)
    await newsroom.press("Сейчас", await newsroom.hand_in(SCHOOL))
    await newsroom.until(lambda: len(newsroom.channel()) == 2)
    await newsroom.settled()
    await newsroom.pass_time(seconds=3)
    for _ in range(2):  # each thing is counted once
        _, page = await get(newsroom, "/metrics")
        assert figure(page, "vestnik_post_lateness_seconds_count") == 1
        assert figure(page, "vestnik_post_lateness_seconds_sum") == 3
        assert figure(page, 'vestnik_attempts_total{outcome="sent"}') == 1
        assert figure(page, 'vestnik_attempts_total{outcome="unknown"}') == 1
    assert figure(page, 'vestnik_call_seconds_count{method="sendMessage",result="ok"}') > 3
    assert figure(page, 'vestnik_flood_wait_seconds_count{lane="channel"}') >= 2
    assert figure(page, "vestnik_clock_trusted") == 1
    for private in (TOKEN, f'"{BORIS}"', "Борис", "boris", "Мэр"):
        assert private not in page


async def test_without_a_port_nothing_listens(newsroom: Newsroom) -> None:
    assert newsroom.settings().port == 0
    assert newsroom.app.metrics is None
