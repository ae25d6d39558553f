"""What went wrong, in words that say what to do."""

from __future__ import annotations

import json

from aiogram.utils.i18n import gettext as _

from bot.domain.errors import BotError, mark
from bot.services.aftermath import Failure

# Telegram's own sentences (bot-api.md §2) and what an editor can do about each.
REFUSALS = (
    (
        "chat not found",
        mark("The bot does not see the channel. Add it there as an administrator."),
    ),
    (
        "was kicked",
        mark("The bot was removed from the channel. Add it there as an administrator."),
    ),
    ("not a member", mark("The bot is not in the channel. Add it there as an administrator.")),
    (
        "need administrator rights",
        mark("The bot may not post in the channel. Give it the right to post messages."),
    ),
    (
        "not enough rights",
        mark("The bot may not post this in the channel. Check its rights there."),
    ),
    ("CHAT_WRITE_FORBIDDEN", mark("The bot may not post in the channel. Check its rights there.")),
    (
        "file identifier",
        mark("Telegram no longer has a file of this post. Replace it: «More», «Photos»."),
    ),
    (
        "keyboard button",
        mark("Telegram does not take the address of a button. Write the buttons anew."),
    ),
    ("too long", mark("Telegram finds the text too long. Shorten it with «Edit».")),
)


def problem(reason: str | None) -> str:
    """Why a post was refused, in words that say what to do."""
    for sentence, advice in REFUSALS:
        if reason and sentence in reason:
            return _(advice)
    return _("Telegram's answer: {reason}").format(reason=reason or "?")


# The same of changes to what is published.
CHANGES = (
    ("discussion group",
     mark("The channel has no discussion group, or the bot does not see it. Make it an "
          "administrator there.")),
    ("stopped while",
     mark("Telegram did not answer. Look below the post: is the comment there?")),
    ("not found", mark("Somebody deleted the message in the channel.")),
    ("MESSAGE_ID_INVALID", mark("Somebody deleted the message in the channel.")),
    ("can't be deleted",
     mark("Telegram no longer lets the bot delete it. Replace the text, or delete it by hand.")),
    ("can't be edited",
     mark("Telegram does not let the bot edit it. Give the bot the right to edit messages.")),
    ("enough rights",
     mark("The bot has no right to do this. Check its rights in the channel.")),
    ("administrator rights",
     mark("The bot has no right to do this. Check its rights in the channel.")),
    ("CHAT_ADMIN_REQUIRED",
     mark("The bot has no right to do this. Check its rights in the channel.")),
)  # fmt: skip


def problem_of_change(failure: Failure) -> str:
    """Why a change of what is published was refused, in words that say what to do."""
    for sentence, advice in CHANGES:
        if sentence in failure.reason and "chat not found" not in failure.reason:
            return _(advice)
    return problem(failure.reason)


def error_text(error: BotError) -> str:
    """An error in the reader's language."""
    return _(error.message).format(**error.params)


def stored_error(text: str) -> str:
    """The same, from the text of a notice."""
    stored = json.loads(text)
    message: str = stored["message"]
    return _(message).format(**stored["params"])
