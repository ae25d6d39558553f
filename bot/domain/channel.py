"""A channel and how its posts look."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.domain.keyboard import Keyboard
from bot.domain.text import FormattedText

Element = Literal[
    "headline", "subtitle", "body", "byline", "source", "photo_credit", "hashtags", "footer"
]
ELEMENTS: tuple[Element, ...] = (
    "headline", "subtitle", "body", "byline", "source", "photo_credit", "hashtags", "footer"
)  # fmt: skip

LinkPreview = Literal["off", "below", "above"]


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """The look of a channel's posts (design §6). `footer` may hold `{channel}` and `{age}`."""

    channel: str = ""  # "@name"; empty for a channel without one
    age_mark: str = "16+"
    footer: str = "Наш телеграм-канал {channel} ({age})"
    expandable_from: int = 400  # characters; a longer quotation folds
    # Which elements are shown, in this order; news of an office is not signed by its author.
    elements: tuple[Element, ...] = tuple(name for name in ELEMENTS if name != "byline")
    emoji: str = ""  # stands before the headline
    urgent_emoji: str = "⚡️"  # stands before the headline of an urgent post
    hashtags: int = 2  # at most so many
    long_text: Literal["split", "rich"] = "split"  # what does not fit into one message
    tables: Literal["list", "rich"] = "list"
    long_with_photo: Literal["photo_first", "text_first", "rich"] = "photo_first"
    caption_above: bool = False  # the photo's text stands above it
    link_preview: LinkPreview = "off"


@dataclass(frozen=True, slots=True)
class Pin:
    """The wish that a post be pinned; `period` None: for ever."""

    period: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """How one post is to look, and what happens to it once it is out.

    None: as the house style has it, or not at all.
    """

    silent: bool = False
    urgent: bool = False  # with the style's sign of an urgent post
    link_preview: LinkPreview | None = None
    caption_above: bool | None = None
    rich: bool | None = None  # as one rich message wherever the style knows two ways, or never
    protect: bool = False  # readers can't forward or save it
    pin: Pin | None = None
    delete_after: timedelta | None = None  # counted from its publication
    comment: FormattedText | None = None  # put under it in the discussion group
    buttons: Keyboard = ()

    def over(self, style: HouseStyle) -> HouseStyle:
        """The house style with these wishes on top."""
        if self.urgent:
            style = replace(style, emoji=f"{style.urgent_emoji} {style.emoji}".strip())
        if self.link_preview is not None:
            style = replace(style, link_preview=self.link_preview)
        if self.caption_above is not None:
            style = replace(style, caption_above=self.caption_above)
        if self.rich:
            return replace(style, long_text="rich", tables="rich", long_with_photo="rich")
        if self.rich is False:
            photo = "photo_first" if style.long_with_photo == "rich" else style.long_with_photo
            return replace(style, long_text="split", tables="list", long_with_photo=photo)
        return style


@dataclass(frozen=True, slots=True)
class Imprint:
    """Who publishes the channel, in the words of its desk; what is empty is not shown.

    The first four are what the law on the media has a medium tell its readers.
    """

    name: str = ""
    registration: str = ""  # number, date and registrar
    founder: str = ""
    editor: str = ""  # the editor-in-chief
    contacts: str = ""  # address, phone, mail


@dataclass(frozen=True, slots=True)
class Rules:
    """How the desk of a channel works; times of day are those of the channel's zone.

    `morning`, `day`, `evening`: what a phrase without an hour means. `quiet` is «23:00-07:00»,
    read by bot.planning; empty for none. `draft_life` is when an untouched draft expires.
    `dry_warning`: the desk is warned when nothing is queued for the slots of so long.
    """

    quiet: str = ""
    morning: time = time(9)
    day: time = time(13)
    evening: time = time(19)
    four_eyes: bool = False  # nothing goes out on one person's word
    draft_life: timedelta | None = timedelta(days=14)
    dry_warning: timedelta | None = None
    duty: tuple[time, ...] = ()  # when the duty sheet is sent
    desk_chat_id: int | None = None  # the editors' group
    desk_thread_id: int | None = None  # its topic
    journal_chat_id: int | None = None  # where the bot looks for evidence
    districts: tuple[str, ...] = ()  # that readers may follow, by their names
    # A message to a reader whose answer was lost is sent once more; else they may miss it.
    again: bool = False
    tips_a_day: int = 5  # that one reader may hand in
    office: str = ""  # when the newsroom answers readers, read by bot.planning; empty: not told
    imprint: Imprint = Imprint()


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel that the bot publishes to."""

    id: int
    chat_id: int | str  # Telegram's number, or "@name" until it was resolved
    title: str
    username: str | None
    timezone: str
    slots: str  # the timetable as written, parsed by bot.planning.timetable
    style: HouseStyle = field(default_factory=HouseStyle)
    least_gap: timedelta = timedelta(seconds=60)  # between overdue posts
    overdue_limit: timedelta = timedelta(hours=3)  # later than this, an editor decides
    paused: bool = False
    paused_until: datetime | None = None  # UTC; None with `paused`: until /resume
    calm: bool = False  # with `paused`: urgent posts go out all the same
    released_at: datetime | None = None  # when the last pause ended; UTC
    lost: str | None = None  # why the bot can't publish there, in Telegram's or our words
    main: bool = False  # the one that readers ask the bot about
    active: bool = True  # the desk works on it
    rules: Rules = Rules()

    @property
    def zone(self) -> ZoneInfo:
        """The channel's time zone."""
        return ZoneInfo(self.timezone)

    def stopped(self, now: datetime) -> bool:
        """Whether nothing may go out at this instant because an editor said so."""
        return self.paused and (self.paused_until is None or now < self.paused_until)

    def named(self, title: str, username: str | None) -> Channel:
        """The same by the names that Telegram has for it now; posts link to the new one."""
        style = replace(self.style, channel=f"@{username}" if username else "")
        return replace(self, title=title or self.title, username=username, style=style)

    def link(self, message_id: int) -> str | None:
        """The address of a message; None where the channel's number is not known yet."""
        if self.username:
            return f"https://t.me/{self.username}/{message_id}"
        if isinstance(self.chat_id, int):
            return f"https://t.me/c/{str(self.chat_id).removeprefix('-100')}/{message_id}"
        return None
