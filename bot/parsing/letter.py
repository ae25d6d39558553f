"""What a letter wraps around a release: its head, greeting, request and signature."""

from __future__ import annotations

import re

_HEAD = re.compile(
    r"(?:от|от кого|кому|копия|скрытая копия|дата|тема|отправлено|вложения?|"
    r"from|to|cc|bcc|date|sent|subject|attachments?|reply-to)\s?:\s*\S.*",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"-{2,}\s*(?:пересылаемое|пересланное|исходное|original|forwarded).{0,40}"
    r"|(?:начало )?(?:пересылаемого|пересланного) (?:сообщения|письма).{0,20}"
    r"|.{0,60}(?:написал\(?а?\)?|пишет|wrote)\s?:",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?:(?:добр(?:ый|ое|ого)|хорошего)\s+(?:день|утро|вечер|дня|утра|вечера|время суток)|"
    r"здравствуйте|"
    r"приветству\w+|уважаем\w+ (?:коллег|журналист|редакц|представител\w+ сми|друзья|"
    r"господа|сми)\w*|"
    r"коллеги)[\s,!.]*(?:уважаем\w+ )?(?:коллеги|друзья|редакция|журналисты)?[\s,!.]*",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"(?:(?:очень )?(?:просим|прошу|просьба)(?: вас)?\s|"
    r"(?:направля(?:ю|ем)|высыла(?:ю|ем)|пересыла(?:ю|ем))\s|"
    r"(?:будем|буду) (?:признательн|благодарн)\w+|заранее (?:спасибо|благодар)|"
    r"(?:фото\w*|видео|файлы?|материал\w*|текст) (?:во вложении|в приложении|прилага|прикреп))",
    re.IGNORECASE,
)
_PUBLISH = re.compile(
    r"размест|опублик|освет|постав|публикац|размещен|пресс-релиз|новост|информац|материал|вложен|"
    r"подпис|спасибо|благодар|прилага|прикреп",
    re.IGNORECASE,
)
_REGARDS = re.compile(
    r"(?:с (?:искренним )?(?:уважением|наилучшими пожеланиями)|best regards|kind regards|regards|"
    r"с почтением|всего доброго|--|—)[\s,.!]*",
    re.IGNORECASE,
)


def is_head(line: str) -> bool:
    """A header of a letter: «Тема: …»."""
    return len(line) <= 300 and bool(_HEAD.fullmatch(line) or _FORWARDED.fullmatch(line))


def is_wrapper(line: str) -> bool:
    """A greeting or a request to publish."""
    if _GREETING.fullmatch(line):
        return True
    return len(line) <= 300 and bool(_REQUEST.match(line) and _PUBLISH.search(line))


def is_regards(line: str) -> bool:
    """The line with which a signature begins."""
    return bool(_REGARDS.fullmatch(line)) or line.casefold().startswith("с уважением,")
