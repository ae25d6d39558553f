"""The sentences that several readers say."""

from __future__ import annotations

from bot.domain.errors import InputError


def broken() -> InputError:
    """The bytes are not what they claim to be, or end too early."""
    return InputError("The file is damaged or cut short. Save it again and send it once more.")


def locked() -> InputError:
    """It opens only with a password."""
    return InputError("The file is locked with a password. Save it without one and send it again.")


def excessive() -> InputError:
    """It unpacks, nests or repeats beyond reason."""
    return InputError("The file holds more than can be read. Send the text of the release alone.")


def endless() -> InputError:
    """It takes too long."""
    return InputError("The file takes too long to read. Send the text of the release alone.")


def textless() -> InputError:
    """Nothing to make a post of."""
    return InputError("There is no text in the file. Send the text of the release.")


def unknown() -> InputError:
    """A kind that no reader knows."""
    return InputError(
        "Such files can't be read. Send the release as text or as .docx, .odt, .rtf, .pdf, .html, "
        ".eml or .zip."
    )
