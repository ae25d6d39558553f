"""Our text to Telegram's entities and back. Both count in UTF-16 units."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import MessageEntity, User

from bot.domain.text import AUTOMATIC, Entity, FormattedText


def to_telegram(text: FormattedText) -> list[MessageEntity]:
    """The entities to send with the text; what Telegram finds by itself is left out."""
    return [
        MessageEntity(
            type=entity.type,
            offset=entity.offset,
            length=entity.length,
            url=entity.url,
            language=entity.language,
            user=_user(entity.user_id),
            custom_emoji_id=entity.custom_emoji_id,
            unix_time=entity.unix_time,
            date_time_format=entity.date_time_format,
        )
        for entity in text.entities
        if entity.type not in AUTOMATIC
    ]


def from_telegram(text: str | None, entities: Sequence[MessageEntity] | None) -> FormattedText:
    """A message's text or caption as we hold it."""
    return FormattedText(
        text or "",
        tuple(
            Entity(
                type=entity.type,
                offset=entity.offset,
                length=entity.length,
                url=entity.url,
                language=entity.language,
                user_id=entity.user.id if entity.user else None,
                custom_emoji_id=entity.custom_emoji_id,
                unix_time=entity.unix_time,
                date_time_format=entity.date_time_format,
            )
            for entity in entities or ()
        ),
    )


def _user(user_id: int | None) -> User | None:
    return None if user_id is None else User(id=user_id, is_bot=False, first_name="-")
