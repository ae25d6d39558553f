"""The footer of a channel: its name, an invitation, the medium's age mark."""

from __future__ import annotations

import re

AGE = re.compile(r"(?<![\d+])(0|6|12|16|18)\+(?![\d\w])")
_CHANNEL = re.compile(
    r"(?:https?://)?(?:t\.me|telegram\.me|max\.ru)/\+?\w+|(?<![\w.])@[A-Za-z]\w{3,31}(?!\w)"
)
_SAYS = re.compile(
    r"(?<!\w)(?:наш\w*|мы|канал\w*|телеграм\S*|telegram\S*|тг\S*|max|подпис\w+|читай(?:те)?|"
    r"присоединя\w+|следи(?:те)?|прислать новость|предложить новость|бот)(?!\w)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?<!\w)(?:запис\w+|вопрос\w*|заяв\w+|справк\w*|тел|почт\w+|e-?mail|регистрац\w+|билет\w*)(?!\w)",
    re.IGNORECASE,
)
_MARK_ONLY = re.compile(r"\W*(?:0|6|12|16|18)\+\W*")


def is_footer(line: str, last: bool) -> bool:
    """Whether the line is a channel's footer. `last`: nothing but furniture follows."""
    if len(line) > 200:
        return False
    if _MARK_ONLY.fullmatch(line):
        return True
    address = _CHANNEL.search(line)
    if not address:
        return False
    if _SAYS.search(line) and not _ASKS.search(line):
        return True
    plain_name = len(line) <= 80 and ":" not in line[: address.start()] and not line.endswith(".")
    return last and plain_name and not _ASKS.search(line)


def age_mark(line: str) -> str | None:
    """The age mark in a footer, as «16+»."""
    found = AGE.search(line)
    return f"{found.group(1)}+" if found else None
