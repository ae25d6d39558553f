"""Figures for Prometheus: no names, no texts, no token."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import partial

from aiogram import Bot
from aiogram.client.session.middlewares.base import NextRequestMiddlewareType
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.domain.traffic import Lane
from bot.services.chronicle import Chronicle
from bot.services.health import Health

# Seconds: a post is on time, waits its turn, or was held up by something.
LATENESS = (1, 2, 5, 10, 30, 60, 120, 300, 900, 3600, 10800, 86400)
CALLS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300)
WAITS = (0.1, 0.5, 1, 2, 4, 8, 30, 120)


@dataclass
class Metrics:
    """Everything that is counted; what the database knows is read when it is asked for."""

    chronicle: Chronicle
    registry: CollectorRegistry = field(default_factory=CollectorRegistry)

    def __post_init__(self) -> None:
        histogram = partial(Histogram, registry=self.registry)
        counter = partial(Counter, registry=self.registry)
        gauge = partial(Gauge, registry=self.registry)
        self.lateness = histogram(
            "vestnik_post_lateness_seconds", "From due to sent", buckets=LATENESS
        )
        self.outcomes = counter("vestnik_attempts", "Calls that publish, by outcome", ["outcome"])
        self.retries = counter("vestnik_retries", "Attempts after the first of a part")
        self.calls = histogram(
            "vestnik_call_seconds", "Calls to Telegram", ["method", "result"], buckets=CALLS
        )
        self.waits = histogram(
            "vestnik_flood_wait_seconds", "Waits for flood control", ["lane"], buckets=WAITS
        )
        self.posts = gauge("vestnik_posts", "Posts by channel and state", ["channel", "state"])
        self.late = gauge("vestnik_posts_late", "Posts that should be out", ["channel"])
        self.waiting = gauge("vestnik_flood_waiting", "Calls that wait", ["lane"])
        self.frozen = gauge("vestnik_flood_frozen", "Chats to be left alone")
        self.inbox = gauge("vestnik_inbox_waiting", "Updates not handled")
        self.inbox_age = gauge("vestnik_inbox_age_seconds", "Age of the oldest of them")
        self.set_aside = gauge("vestnik_inbox_set_aside", "Updates given up")
        self.notices = gauge("vestnik_notices_waiting", "News that the desk is not told yet")
        self.size = gauge("vestnik_database_bytes", "Size of the database")
        self.trusted = gauge("vestnik_clock_trusted", "Whether Telegram has told the time")
        self.healthy = gauge("vestnik_healthy", "Whether /healthz is content")

    def waited(self, which: Lane, seconds: float) -> None:
        """A call had to wait for its turn, or not (0)."""
        self.waits.labels(which.name.lower()).observe(seconds)

    async def page(self, health: Health | None) -> bytes:
        """The figures as text; without a health, those that need no database."""
        self.healthy.set(health is not None and not health.problems)
        if health is not None:
            self._take_in(health)
            news = await self.chronicle.news()
            for outcome, count in news.outcomes.items():
                self.outcomes.labels(outcome).inc(count)
            self.retries.inc(news.retries)
            for seconds in news.lateness:
                self.lateness.observe(seconds)
        return generate_latest(self.registry)

    def _take_in(self, health: Health) -> None:
        for labelled in (self.posts, self.late):
            labelled.clear()
        for each in health.channels:
            number = str(each.channel.id)
            for state, count in each.counts.items():
                self.posts.labels(number, state).set(count)
            self.late.labels(number).set(len(each.late))
        for which in Lane:
            count = health.standstill.waiting.get(which, 0)
            self.waiting.labels(which.name.lower()).set(count)
        self.frozen.set(len(health.standstill.frozen))
        oldest = health.inbox.oldest
        self.inbox.set(health.inbox.count)
        self.inbox_age.set((health.now - oldest).total_seconds() if oldest else 0)
        self.set_aside.set(health.set_aside)
        self.notices.set(health.notices.count)
        self.size.set(health.database.size)
        self.trusted.set(health.trusted)

    async def metering(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Takes the time of a call: a middleware behind flood control, whose waits are none."""
        begun, result = time.monotonic(), "ok"
        try:
            return await make_request(bot, method)
        except BaseException as error:
            result = type(error).__name__
            raise
        finally:
            labels = self.calls.labels(method.__api_method__, result)
            labels.observe(time.monotonic() - begun)
