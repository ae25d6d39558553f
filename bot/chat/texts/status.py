"""How the bot is doing, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.i18n import get_i18n, ngettext
from aiogram.utils.i18n import gettext as _
from babel.dates import format_timedelta
from babel.numbers import format_decimal

from bot.chat.moments import moment_text
from bot.chat.texts.channels import name
from bot.chat.texts.lists import line_label, paused
from bot.domain.channel import Channel
from bot.domain.traffic import Lane
from bot.services.health import ChannelHealth, Health

MEGABYTE = 2**20
DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def status(health: Health, channels: Sequence[Channel]) -> Text:
    """Everything about the bot, and about these of its channels."""
    shown = [each for each in health.channels if each.channel in channels]
    head = _("🔴 Something is wrong") if _is_wrong(health) else _("🟢 All is well")
    blocks = [
        as_list(Bold(head), *_life(health, shown[0].channel)) if shown else Text(Bold(head)),
        *(as_list(Bold(name(each.channel)), *_channel(each, health)) for each in shown),
        as_list(Bold(_("Messages")), *_messages(health)),
        as_list(Bold(_("Telegram's limits")), *_limits(health, shown)),
        Text(_database(health, shown[0].channel)) if shown else Text(),
    ]
    return as_list(*blocks, sep="\n\n")


def _is_wrong(health: Health) -> bool:
    lost = any(each.channel.lost for each in health.channels)
    late = any(each.late for each in health.channels)
    return bool(health.problems) or lost or late or not health.reachable


def _life(health: Health, channel: Channel) -> list[str]:
    since = moment_text(health.since, health.now, channel.zone)
    lines = [_("Started {moment}.").format(moment=since)]
    if health.reachable:
        lines.append(_("Telegram answers."))
    elif health.answered is None:
        lines.append(_("⚠️ Telegram has not answered since the start."))
    else:
        lines.append(
            _("⚠️ Telegram last answered {ago}.").format(ago=_ago(health.now - health.answered))
        )
    if not health.trusted:
        lines.append(_("⚠️ The clock is not checked against Telegram yet; nothing goes out."))
    if "publishing" in health.problems:
        lines.append(_("⚠️ Publishing stands still."))
    return lines


def _channel(each: ChannelHealth, health: Health) -> list[str]:
    channel, now = each.channel, health.now
    n = each.queued
    lines = [ngettext("{n} post in the queue", "{n} posts in the queue", n).format(n=n)]
    if (next_ := each.upcoming) is not None and next_.due_at is not None:
        label, moment = line_label(next_.title, next_.id), next_.due_at
        when = moment_text(moment, now, channel.zone)
        lines.append(_("Next: {post}, {moment}").format(post=label, moment=when))
    if channel.lost:
        lines.append(_("⛔ The bot can't publish here, see /channels"))
    elif channel.stopped(now):
        lines.append(paused(channel, now))
    for late in each.late[:5]:
        span = _span(now - late.ready)
        lines.append(_("⚠️ № {number} is late by {span}").format(number=late.number, span=span))
    if each.unsure:
        numbers = ", ".join(f"№ {line.id}" for line in each.unsure)
        lines.append(_("🔎 Perhaps out, being checked: {posts}").format(posts=numbers))
    if failed := each.counts.get("failed", 0) + each.counts.get("held", 0):
        lines.append(_("Wait for your word: {n}, see /failed").format(n=failed))
    return lines


def _messages(health: Health) -> list[str]:
    lines = list[str]()
    if health.last_update is not None:
        ago = _ago(health.now - health.last_update)
        lines.append(_("The last one came {ago}").format(ago=ago))
    if health.inbox.oldest is not None:
        ago = _ago(health.now - health.inbox.oldest)
        waiting = _("Not handled yet: {n}, the oldest came {ago}")
        lines.append(waiting.format(n=health.inbox.count, ago=ago))
    else:
        lines.append(_("All are handled"))
    if health.set_aside:
        lines.append(_("Set aside after errors: {n}").format(n=health.set_aside))
    if health.notices.count:
        lines.append(_("Not told yet: {n}").format(n=health.notices.count))
    return lines


def _limits(health: Health, shown: Sequence[ChannelHealth]) -> list[str]:
    names = {
        Lane.CHANNEL: _("posts"),
        Lane.DESK: _("answers to the desk"),
        Lane.READERS: _("answers to readers"),
        Lane.DIGEST: _("digests"),
    }
    waiting, frozen = health.standstill.waiting, health.standstill.frozen
    counts = [f"{names[lane]} — {waiting[lane]}" for lane in sorted(waiting) if waiting[lane]]
    lines = [_("Wait: {list}").format(list=", ".join(counts))] if counts else []
    titles = {each.channel.chat_id: name(each.channel) for each in shown}
    for chat, seconds in frozen.items():
        where = _("everything") if chat is None else titles.get(chat, _("one chat"))
        rest = _span(timedelta(seconds=seconds))
        lines.append(
            _("Telegram asks to wait: {where}, {span} more").format(where=where, span=rest)
        )
    return lines or [_("Nothing waits")]


def _database(health: Health, channel: Channel) -> str:
    found = health.database
    size = format_decimal(found.size / MEGABYTE, format="0.0", locale=get_i18n().current_locale)
    kind = DATABASES.get(found.kind, found.kind)
    line = _("Database: {kind}, {size} MB.").format(kind=kind, size=size)
    if found.copied is None:
        return line
    moment = moment_text(found.copied, health.now, channel.zone)
    return f"{line} " + _("Last copy: {moment}.").format(moment=moment)


def _span(delta: timedelta) -> str:
    """«5 минут»."""
    return format_timedelta(delta, threshold=1.5, locale=get_i18n().current_locale)


def _ago(delta: timedelta) -> str:
    """«5 минут назад»."""
    if delta < timedelta(seconds=2):
        return _("just now")
    return format_timedelta(
        -delta, add_direction=True, threshold=1.5, locale=get_i18n().current_locale
    )
