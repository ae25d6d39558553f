"""What a letter wraps around a release: its head, greeting, request and signature."""

from __future__ import annotations

import re

_HEAD = re.compile(
    r"(?:от|от кого|кому|копия|скрытая копия|дата|тема|отправлено|вложения?|"
    r"from|to|cc|bcc|date|sent|subject|attachments?|reply-to)\s?:\s*\S.*",
    re.IGNORECASE,
)
# These stand alone; the others count where there are two of them.
_FORWARDED = re.compile(
    r"-{2,}\s*(?:(?:начало |конец )?(?:пересылаем|пересланн|исходн)\w+|original|forwarded|end of)"
    r".{0,40}"
    r"|(?:начало |конец )?(?:пересылаемо|пересланно)\w+ (?:сообщени|письм)\w.{0,20}"
    r"|[^@]{0,80}\d.{0,60}(?:написал\(?а?\)?|пишет|wrote)\s?:"
    r"|[^@]{0,60}\d[^@]{0,60}<\S{1,60}@\S{1,60}>.{0,20}:",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:тема|subject)\s?:\s*(?:(?:re|fwd?|fw|отв|пер|пересл\w*)(?:\[\d+\])?\s?:\s*)*"
    r"(?:(?:пресс|пост|ньюс)-?релиз\W{0,3}\s)?\W{0,3}(?P<said>\S.*)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"-{2,}\s*конец пересыла.{0,40}"
    r"|отправлено (?:из|с|через) .{1,60}|sent from .{1,60}"
    r"|(?:данное|настоящее|это) (?:электронное )?(?:сообщение|письмо)\W.{0,80}"
    r"(?:предназначен|конфиденциальн|содерж).*"
    r"|.{0,40}(?:получили|получено) (?:это|данное|настоящее) (?:сообщение|письмо) по ошибке.*"
    r"|(?:this (?:e-?mail|message)|confidential).{0,120}(?:intended|confidential|privileged).*",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?:(?:коллеги[\s,!.]+)?(?:добр(?:ый|ое|ого)|хорошего)\s+"
    r"(?:день|утро|вечер|дня|утра|вечера|время суток|времени суток)|"
    r"(?:день|утро|вечер) добр(?:ый|ое)|"
    r"здравствуйте|"
    r"приветству\w+|уважаем\w+ (?:коллег|журналист|редакц|представител\w+ сми|друзья|"
    r"господа|сми)\w*|"
    r"коллеги)[\s,!.]*(?:уважаем\w+ )?(?:коллеги|друзья|редакция|журналисты)?[\s,!.]*",
    re.IGNORECASE,
)
_PRINT = r"(?:размест|размещ|опублик|публик|освет|освещ|постав(?:ить|ьте) (?:в|на)|анонсир)"
# What asks a newsroom; «просим всех, кто располагает информацией» asks its readers.
_REQUEST = re.compile(
    rf"(?:очень )?(?:просим|прошу|просьба)(?: вас)? [^.!?,]{{0,40}}?{_PRINT}"
    r"|(?:направля(?:ю|ем)|высыла(?:ю|ем)|пересыла(?:ю|ем))\s[^.!?]{0,60}?"
    r"(?:релиз|информац|материал|новост|текст|анонс|фото|вложен)"
    rf"|(?:будем|буду) (?:признательн|благодарн)\w+ (?:вам )?за [^.!?,]{{0,30}}?{_PRINT}"
    r"|заранее (?:спасибо|благодар\w+)[^.!?]{0,40}[.!\s]*\Z"
    rf"|(?:спасибо|благодарим) за [^.!?,]{{0,20}}?{_PRINT}"
    r"|(?:фото\w*|видео|файлы?|материал\w*|текст|пресс-релиз) "
    r"(?:во вложении|в приложении|прилага|прикреп)",
    re.IGNORECASE,
)
_REGARDS = re.compile(
    r"(?:с (?:искренним )?(?:уважением|наилучшими пожеланиями)|best regards|kind regards|regards|"
    r"с почтением|всего доброго|--|—)[\s,.!]*",
    re.IGNORECASE,
)
_EMPTY_SUBJECT = re.compile(
    r"размест|опублик|освет|постав|публикац|размещен|пресс-релиз|новост|информац|материал|вложен|"
    r"подпис|спасибо|благодар|прилага|прикреп",
    re.IGNORECASE,
)
_LINE = 300  # characters
_NOTICE = 1500
_TITLE = 3  # words


def is_head(line: str) -> bool:
    """A header of a letter: «Тема: …»."""
    return len(line) <= _LINE and bool(_HEAD.fullmatch(line) or _FORWARDED.fullmatch(line))


def is_forwarding(line: str) -> bool:
    """A line that no text but a letter passed on has."""
    return len(line) <= _LINE and bool(_FORWARDED.fullmatch(line))


def subject(line: str) -> str | None:
    """What «Тема: Fwd: Пресс-релиз: …» says, if it says something."""
    found = _SUBJECT.fullmatch(line) if len(line) <= _LINE else None
    said = found.group("said").strip() if found else ""
    return said if len(said.split()) >= _TITLE and not _EMPTY_SUBJECT.match(said) else None


def is_wrapper(line: str) -> bool:
    """A greeting, a request to publish, or both."""
    if len(line) > _LINE:
        return False
    greeting = _GREETING.match(line)
    rest = line[greeting.end() :] if greeting else line
    return not rest or bool(_REQUEST.match(rest))


def is_closing(line: str) -> bool:
    """What programs and lawyers put under a letter."""
    return len(line) <= _NOTICE and bool(_CLOSING.fullmatch(line))


def is_regards(line: str) -> bool:
    """The line with which a signature begins."""
    return bool(_REGARDS.fullmatch(line)) or line.casefold().startswith("с уважением,")
