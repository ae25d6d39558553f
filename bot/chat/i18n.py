"""Russian and English: gettext catalogues, and the language of a person."""

from __future__ import annotations

import gettext
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import Chat, TelegramObject
from aiogram.utils.i18n import I18n
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.domain.desk import Place
from bot.domain.people import Person
from bot.store import Store

RUSSIAN, ENGLISH = "ru", "en"
DOMAIN = "bot"
LOCALES = Path(__file__).parent / "locales"


class Catalogs(I18n):
    """The catalogues, compiled in memory: no build step and no binary in the repository."""

    def __init__(self) -> None:
        super().__init__(path=LOCALES, default_locale=RUSSIAN, domain=DOMAIN)

    @contextmanager
    def speak(self, locale: str) -> Iterator[None]:
        """Everything within speaks this language.

        Set on I18n itself: aiogram keeps one current instance for each subclass.
        """
        token = I18n.set_current(self)
        try:
            with self.use_locale(locale):
                yield
        finally:
            I18n.reset_current(token)

    def find_locales(self) -> dict[str, gettext.GNUTranslations]:
        """Every language that has a catalogue; English is the language of the message ids."""
        found = {}
        for catalog in LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.po"):
            compiled = BytesIO()
            with catalog.open("rb") as source:
                write_mo(compiled, read_po(source))
            compiled.seek(0)
            found[catalog.parent.parent.name] = gettext.GNUTranslations(compiled)
        return found


def locale_of(person: Person | None) -> str:
    """What the person chose; else Russian, unless their Telegram speaks another language."""
    language = (person and (person.speaks or person.language)) or RUSSIAN
    return RUSSIAN if language.split("-")[0] == RUSSIAN else ENGLISH


async def locale_at(store: Store, place: Place) -> str:
    """The language of a private chat; a group's is Russian."""
    return locale_of(await store.run(lambda tx: tx.people.get(place.chat_id)))


class LanguageMiddleware(BaseMiddleware):
    """Handlers speak the language of the person that access control put into the data.

    What is said in a group is for everybody there: it is Russian.
    """

    def __init__(self, catalogs: Catalogs) -> None:
        self._catalogs = catalogs

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Runs the handler with the language set."""
        chat: Chat | None = data.get("event_chat")
        person = None if chat and chat.type != "private" else data.get("person")
        with self._catalogs.speak(locale_of(person)):
            return await handler(event, data)
