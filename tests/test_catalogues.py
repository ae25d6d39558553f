"""Every sentence is translated, with the same parameters, and no translation is left over."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import bot

ROOT = Path(bot.__file__).parent
FOLDERS = ("chat", "services", "domain", "parsing", "rendering", "planning", "documents")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "mark": None,
    "InputError": None,
    "StateError": None,
    "TimeError": None,
}


def said() -> set[str | tuple[str, ...]]:
    found: set[str | tuple[str, ...]] = set()
    for folder in FOLDERS:
        extracted = extract_from_dir(
            ROOT / folder, method_map=[("**.py", "python")], keywords=KEYWORDS
        )
        found |= {
            message if isinstance(message, str) else tuple(message)
            for _, _, message, _, _ in extracted
        }
    return found


def catalogue() -> Catalog:
    with (ROOT / "chat/locales/ru/LC_MESSAGES/bot.po").open("rb") as file:
        return read_po(file)


def test_the_russian_catalogue_is_complete_and_has_nothing_left_over() -> None:
    translated = {m.id if isinstance(m.id, str) else tuple(m.id) for m in catalogue() if m.id}
    assert said() == translated


def test_every_translation_is_there_with_the_same_parameters() -> None:
    for message in catalogue():
        if not message.id:
            continue
        original = message.id if isinstance(message.id, str) else message.id[0]
        forms = [message.string] if isinstance(message.string, str) else message.string
        assert len(forms) == (1 if isinstance(message.id, str) else 3), original
        assert not message.fuzzy, original
        for form in forms:
            assert form, original
            assert _parameters(form) == _parameters(original), original


def _parameters(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))
