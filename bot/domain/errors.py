"""Errors that a person should read.

BotError
├── InputError       the person can mend it: the release, the phrase, the command
│   └── TimeError    a time phrase that can't be taken
└── StateError       it came too late or twice: the post has moved on

`message` is English (a gettext id); `params` fill its braces after translation.
"""

from __future__ import annotations


def mark(message: str) -> str:
    """Marks a sentence for the catalogues where it is kept apart from its error."""
    return message


class BotError(Exception):
    """Base: carries a gettext id and its parameters for the person who asked."""

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message.format(**params))
        self.message = message
        self.params = params


class InputError(BotError):
    """What was sent can't be used; the person can mend it."""


class TimeError(InputError):
    """A time phrase that is refused rather than guessed."""


class StateError(BotError):
    """The act no longer fits: the post has moved on since the button was shown."""
