"""The dossier of a post: its rows put into the words of the reader."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from aiogram.utils.i18n import get_i18n
from aiogram.utils.i18n import gettext as _

from bot.chat.texts.acts import ACTS, act_name
from bot.chat.texts.card import state_line
from bot.chat.texts.log import actor
from bot.domain.post import Post
from bot.domain.text import FormattedText, join
from bot.rendering.dossier import (
    Act,
    Approval,
    Attempt,
    Correction,
    Dossier,
    Errand,
    Labels,
    Message,
    Source,
    Version,
    dossier,
)
from bot.services.journal import File
from bot.store.records import MessageRecord


def dossier_file(file: File, now: datetime) -> bytes:
    """The page as HTML, in the language in force."""
    return dossier(_dossier(file, now), _labels())


def _dossier(file: File, now: datetime) -> Dossier:
    view, names = file.view, file.names
    row, channel, record = view.row, view.channel, file.record

    def who(number: int) -> str:
        return actor(number, names)

    return Dossier(
        number=row.id,
        title=row.title or _("no headline"),
        zone=channel.zone,
        made_at=now,
        facts=(
            (_("Channel"), channel.title),
            (_("State"), state_line(view, now)),
            (_("Handed in by"), who(row.editor_id)),
        ),
        sources=(
            Source(
                view.raw.received_at or row.created_at,
                who(view.raw.sender_id),
                view.raw.text,
                view.raw.link or "",
                tuple(media.name or media.kind for media in view.raw.media),
            ),
        ),
        versions=tuple(
            Version(each.edition, each.made_at, who(each.made_by), _said(each.post))
            for each in file.editions
        ),
        approvals=tuple(
            Approval(
                each.at, who(each.user_id), each.act, each.edition, each.reason or "",
                each.fingerprint,
            )
            for each in file.approvals
        ),
        attempts=tuple(
            Attempt(
                each.started_at, each.part + 1, each.number, each.outcome, each.finished_at,
                each.detail or "",
            )
            for each in record.attempts
        ),
        messages=tuple(
            Message(
                each.sent_at, channel.title, each.message_id, each.part + 1,
                channel.link(each.message_id), _note(each, channel.zone),
            )
            for each in record.messages
        ),
        corrections=tuple(
            Correction(each.at, who(each.user_id), each.kind, line=each.text)
            for each in record.corrections
        ),
        errands=tuple(
            Errand(
                each.created_at, who(each.actor_id), each.kind, each.due_at, each.done_at,
                each.error or "",
            )
            for each in record.errands
        ),
        acts=tuple(
            Act(each.id, each.at, who(each.actor_id), each.act, each.before, each.after)
            for each in file.acts
        ),
        log_head=file.head,
    )  # fmt: skip


def _said(post: Post) -> FormattedText:
    return join((part.text for part in post.parts), "\n\n")


def _note(message: MessageRecord, zone: object) -> str:
    def at(instant: datetime) -> str:
        return f"{instant.astimezone(zone):%d.%m.%Y %H:%M:%S}"  # type: ignore[arg-type]

    notes: Iterable[str] = (
        _("edited {time}").format(time=at(message.edited_at)) if message.edited_at else "",
        _("deleted {time}").format(time=at(message.deleted_at)) if message.deleted_at else "",
        _("pinned") if message.pinned else "",
    )
    return ", ".join(note for note in notes if note)


def _labels() -> Labels:
    return Labels(
        language=get_i18n().current_locale,
        dossier=_("Post № {number}"),
        sources=_("Source"),
        versions=_("Versions"),
        approvals=_("Approvals"),
        attempts=_("Attempts to publish"),
        messages=_("Messages"),
        corrections=_("Corrections"),
        errands=_("What was done to it in the channel"),
        log=_("Log"),
        version=_("version {number}"),
        whole=_("Whole text"),
        unchanged=_("The text is the same."),
        attempt=_("part {part}, attempt {number}"),
        open=_("not finished"),
        message=_("message {number}, part {part}"),
        fingerprint=_("fingerprint"),
        due=_("due {time}"),
        done=_("done {time}"),
        before=_("Before"),
        after=_("After"),
        files=_("Files"),
        nothing=_("Nothing."),
        made=_("Made {time}, times are of {zone}."),
        chain=_("The log had {count} entries then; its head was {head}."),
        names=_names(),
    )


def _names() -> dict[str, str]:
    return {
        **{act: act_name(act, of_post=True) for act in ACTS},
        "sent": _("sent"),
        "not_sent": _("not sent"),
        "unknown": _("no answer"),
        "submitted": _("submitted for approval"),
        "approved": _("approved"),
        "rejected": _("rejected"),
        "embargo_lifted": _("embargo lifted"),
        "typo": _("a typo"),
        "fact": _("a fact"),
        "addition": _("an addition"),
        "withdrawn": _("withdrawn"),
        "bold": _("bold"),
        "italic": _("italic"),
        "underline": _("underlined"),
        "strikethrough": _("struck through"),
        "blockquote": _("a quotation"),
        "expandable_blockquote": _("a folded quotation"),
        "text_link": _("a link"),
        "code": _("code"),
        "spoiler": _("hidden"),
    }
