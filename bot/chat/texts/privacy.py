"""What the bot keeps of a reader, in words."""

from __future__ import annotations

from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext

from bot.services.forgetting import Stored


def _kinds() -> dict[str, str]:
    """The names of bot.store.personal's holdings, in the order in which they are told."""
    return {
        "person": _("the number of your account and the language of the bot"),
        "subscriptions": _("your subscription: what you follow, and when it is told"),
        "tips": _("news that you handed in, with your contact for the newsroom"),
        "letters": _("which of your messages the newsroom has (not what they say)"),
        "dialogs": _("a question of the bot that waits for your answer"),
        "notices": _("what the newsroom sent you in the last seven days"),
        "inbox": _("messages of yours that the bot could not handle"),
    }


def stored(found: Stored) -> Text:
    """Everything that there is, and what becomes of it."""
    kinds = _kinds()
    lines = [
        f"• {words}" + ("" if what == "person" else f": {found.counts[what]}")
        for what, words in kinds.items()
        if what in found.counts
    ]
    lines += [f"• {what}: {n}" for what, n in found.counts.items() if what not in kinds]
    text = as_list(Bold(_("I keep of you:")), *lines, *_stays(found))
    return as_list(text, _("Remove all of it? Subscriptions end, unpublished news is deleted."))


def forgotten(found: Stored) -> Text:
    """It is done."""
    return as_list(
        _("Done: I keep nothing of you. When you write to me again, I know you by number anew."),
        *_stays(found),
    )


def privacy(title: str) -> Text:
    """The notice, in short."""
    return as_list(
        Bold(_("What {channel}'s bot keeps of you").format(channel=title)),
        _("The number of your account and your language, to answer you; no phone, no photo."),
        _("Your subscription, until you end it."),
        _("What you send to the newsroom goes to its editors, what you ask for stays with me "
          "only until it is answered."),
        _("News that you hand in is kept with your name for the newsroom, for 90 days after its "
          "answer."),
        _("See it and remove it: /forgetme"),
    )  # fmt: skip


def _stays(found: Stored) -> list[str]:
    lines = []
    if found.published:
        lines.append(
            ngettext(
                "{n} post that was made of your news stays in the channel; nothing leads from it "
                "to you but a signature that you asked for.",
                "{n} posts that were made of your news stay in the channel; nothing leads from "
                "them to you but a signature that you asked for.",
                found.published,
            ).format(n=found.published)
        )
    if found.silenced:
        lines.append(_("That you are blocked stays: the number of your account, nothing else."))
    return lines
