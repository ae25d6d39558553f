"""The way in: database, inbox and poller, open before the rest of the bot is even loaded."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from bot.domain.channel import Channel, HouseStyle, Rules
from bot.services.contact import Contact
from bot.services.inbox import Inbox
from bot.services.ports import Timekeeper, Wake
from bot.services.pulse import Pulse
from bot.settings import Settings
from bot.store import Store, Transaction
from bot.telegram.poller import Poller
from bot.telegram.webhook import Webhook, secret_of

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Door:
    """What it takes to keep what people send."""

    store: Store
    clock: Timekeeper
    wake: Wake
    inbox: Inbox
    pulse: Pulse
    contact: Contact
    updates: Poller | Webhook

    @classmethod
    async def open(cls, settings: Settings, clock: Timekeeper, store: Store) -> Self:
        """Settles the channel in the database. Raises StoreError where it can't."""
        await store.run(lambda tx: _settle_channel(tx, settings, clock.now()))
        wake = Wake()
        store.ring = wake.left
        inbox = Inbox(store, clock, wake)
        pulse, contact = Pulse(clock), Contact(store, clock)
        updates = _receiver(settings, inbox, contact, clock, pulse)
        return cls(store, clock, wake, inbox, pulse, contact, updates)


def _receiver(
    settings: Settings, inbox: Inbox, contact: Contact, clock: Timekeeper, pulse: Pulse
) -> Poller | Webhook:
    token, api_url = settings.token, settings.telegram_api_url
    if not settings.webhook_url:
        return Poller(token, api_url, inbox, contact, clock, pulse)
    secret = settings.webhook_secret.get_secret_value() or secret_of(token)
    return Webhook(token, secret, api_url, settings.webhook_url, inbox, contact, clock, pulse)


async def _settle_channel(tx: Transaction, settings: Settings, now: datetime) -> None:
    """The channel of the settings, made on the first start. What it is made with, its zone, age
    mark and timetable, then is the desk's.

    Where the settings name another channel than before, its desk moves there; nothing goes out
    in the old one until somebody adds it again.
    """
    before = await tx.channels.main()
    channel_id = await _channel_of(tx, settings)
    await tx.channels.make_main(channel_id)
    if before is None or before.id == channel_id:
        return
    await tx.channels.save(replace(before, active=False))
    for person in await tx.people.at_the_desk(before.id):
        if role := person.roles.get(before.id):
            await tx.people.give(person.user_id, channel_id, role, now)
    log.warning("CHANNEL=%s takes the place of %s", settings.channel, before.title)


async def _channel_of(tx: Transaction, settings: Settings) -> int:
    known = await tx.channels.by_name(settings.channel)
    if known is None and not settings.channel.startswith("@"):
        known = await tx.channels.by_chat(int(settings.channel))
    if known is not None:
        await tx.channels.rename(known.id, settings.channel)
        return known.id
    username = settings.channel.removeprefix("@") if settings.channel.startswith("@") else None
    channel = Channel(
        id=0,
        chat_id=settings.channel if username else int(settings.channel),
        title=settings.channel,
        username=username,
        timezone=settings.timezone,
        slots=settings.slots,
        style=HouseStyle(channel=f"@{username}" if username else "", age_mark=settings.age_mark),
        rules=Rules(journal_chat_id=settings.journal or None),
    )
    return (await tx.channels.add(settings.channel, channel)).id
