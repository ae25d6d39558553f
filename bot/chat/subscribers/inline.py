"""`@bot words` in any chat: posts of the channel to share."""

from __future__ import annotations

import logging

from aiogram import Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultCachedPhoto,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
)
from aiogram.utils.i18n import gettext as _

from bot.chat.texts.found import description, shared
from bot.services.finding import Finding, Found

log = logging.getLogger(__name__)

router = Router(name=__name__)

PAGE = 20  # answers at a time; Telegram takes 50
FRESH = 30  # seconds that Telegram may repeat an answer
TITLE = 80  # characters that a phone shows of a title

Result = InlineQueryResultArticle | InlineQueryResultCachedPhoto


@router.inline_query()
async def offer(query: InlineQuery, finding: Finding) -> None:
    """What fits the words, the best first; without words the latest."""
    words = " ".join(query.query.split())
    found, following = await (
        _answers(finding, words, query.offset) if words else _latest(finding, query.offset)
    )
    nothing = None
    if not found and not query.offset:
        nothing = InlineQueryResultsButton(
            text=_("Nothing found. Ask the bot"), start_parameter="search"
        )
    try:
        await query.answer(
            [_result(each) for each in found],
            cache_time=FRESH,
            is_personal=True,  # the language is the reader's
            next_offset=following,
            button=nothing,
        )
    except TelegramBadRequest as error:
        log.info("an inline query is not waited for any more: %s", error.message)


async def _answers(finding: Finding, words: str, offset: str) -> tuple[tuple[Found, ...], str]:
    number = _number(offset)
    page = await finding.search(words, number, size=PAGE)
    if page.number != number:  # beyond the last page
        return (), ""
    return page.found, str(number + 1) if number + 1 < page.pages else ""


async def _latest(finding: Finding, offset: str) -> tuple[tuple[Found, ...], str]:
    page = await finding.latest(PAGE, before=_number(offset) or None)
    return page.found, str(page.found[-1].numbers[0]) if page.older else ""


def _number(offset: str) -> int:
    """An offset of ours; a forged one begins anew."""
    return int(offset) if offset.isascii() and offset.isdigit() and len(offset) <= 9 else 0


def _result(found: Found) -> Result:
    number, title = str(found.numbers[0]), found.title[:TITLE] or _("Open in the channel")
    if found.thumbnail is not None:
        words, entities = shared(found, caption=True).render()
        return InlineQueryResultCachedPhoto(
            id=number,
            photo_file_id=found.thumbnail,
            title=title,
            description=description(found),
            caption=words,
            caption_entities=entities,
        )
    words, entities = shared(found).render()
    return InlineQueryResultArticle(
        id=number,
        title=title,
        description=description(found),
        input_message_content=InputTextMessageContent(
            message_text=words,
            entities=entities,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        ),
    )
