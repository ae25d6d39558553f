"""Our rich blocks to Telegram's (Bot API 10.1); text inside them nests instead of offsets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aiogram.types import (
    InputMediaAnimation,
    InputMediaPhoto,
    InputMediaVideo,
    InputRichBlockAnimation,
    InputRichBlockBlockQuotation,
    InputRichBlockCollage,
    InputRichBlockDetails,
    InputRichBlockExpandableBlockQuotation,
    InputRichBlockFooter,
    InputRichBlockList,
    InputRichBlockListItem,
    InputRichBlockParagraph,
    InputRichBlockPhoto,
    InputRichBlockSectionHeading,
    InputRichBlockTable,
    InputRichBlockVideo,
    InputRichMessage,
    RichBlockCaption,
    RichBlockTableCell,
    RichTextBold,
    RichTextCode,
    RichTextCustomEmoji,
    RichTextDateTime,
    RichTextItalic,
    RichTextSpoiler,
    RichTextStrikethrough,
    RichTextTextMention,
    RichTextUnderline,
    RichTextUrl,
    User,
)

from bot.domain.release import Media
from bot.domain.rich import (
    RichBlock,
    RichDetails,
    RichFooter,
    RichHeading,
    RichList,
    RichParagraph,
    RichPhotos,
    RichQuote,
    RichTable,
)
from bot.domain.text import Entity, FormattedText
from bot.rendering.nesting import Branch, tree

_PLAIN: dict[str, type[Any]] = {
    "bold": RichTextBold,
    "italic": RichTextItalic,
    "underline": RichTextUnderline,
    "strikethrough": RichTextStrikethrough,
    "spoiler": RichTextSpoiler,
    "code": RichTextCode,
    "pre": RichTextCode,
}


def rich_message(blocks: Sequence[RichBlock]) -> InputRichMessage:
    """The message to send; Telegram finds hashtags, mentions and the like by itself."""
    return InputRichMessage(blocks=[_block(block) for block in blocks])


def _block(block: RichBlock) -> Any:
    match block:
        case RichHeading():
            return InputRichBlockSectionHeading(text=_text(block.text), size=block.size)
        case RichParagraph():
            return InputRichBlockParagraph(text=_text(block.text))
        case RichFooter():
            return InputRichBlockFooter(text=_text(block.text))
        case RichList():
            return InputRichBlockList(items=_items(block))
        case RichTable():
            return InputRichBlockTable(cells=_cells(block), is_bordered=True)
        case RichQuote():
            return _quote(block)
        case RichPhotos():
            return _photos(block)
        case RichDetails():
            return InputRichBlockDetails(
                summary=_text(block.summary), blocks=[_block(inner) for inner in block.blocks]
            )


def _items(block: RichList) -> list[InputRichBlockListItem]:
    """The items; a number on each makes the list an ordered one."""
    return [
        InputRichBlockListItem(
            blocks=[InputRichBlockParagraph(text=_text(item))],
            value=number if block.ordered else None,
            type="1" if block.ordered else None,
        )
        for number, item in enumerate(block.items, 1)
    ]


def _cells(block: RichTable) -> list[list[RichBlockTableCell]]:
    return [
        [
            RichBlockTableCell(
                align="left",
                valign="top",
                text=_text(cell),
                is_header=(block.header and number == 0) or None,
            )
            for cell in row
        ]
        for number, row in enumerate(block.rows)
    ]


def _quote(block: RichQuote) -> Any:
    credit = _text(block.credit) if block.credit else None
    if block.folded:
        return InputRichBlockExpandableBlockQuotation(text=_text(block.text), credit=credit)
    lines = [_block(RichParagraph(line)) for line in block.text.lines() if line]
    return InputRichBlockBlockQuotation(blocks=lines, credit=credit)


def _photos(block: RichPhotos) -> Any:
    caption = RichBlockCaption(text=_text(block.caption)) if block.caption else None
    if len(block.media) == 1:
        return _file(block.media[0], caption)
    return InputRichBlockCollage(blocks=[_file(file) for file in block.media], caption=caption)


def _file(file: Media, caption: RichBlockCaption | None = None) -> Any:
    match file.kind:
        case "video":
            video = InputMediaVideo(media=file.file_id)
            return InputRichBlockVideo(video=video, caption=caption)
        case "animation":
            animation = InputMediaAnimation(media=file.file_id)
            return InputRichBlockAnimation(animation=animation, caption=caption)
        case _:
            photo = InputMediaPhoto(media=file.file_id)
            return InputRichBlockPhoto(photo=photo, caption=caption)


def _text(text: FormattedText) -> Any:
    """A string where nothing is formatted, else the pieces, one in another."""
    return _joined(tree(text))


def _joined(branch: Branch) -> Any:
    pieces = [leaf if isinstance(leaf, str) else _formatted(leaf) for leaf in branch.leaves]
    return pieces[0] if len(pieces) == 1 else pieces or ""


def _formatted(branch: Branch) -> Any:
    """The formatted text; what rich text has no word for stays plain."""
    entity, text = branch.entity or Entity("", 0, 0), _joined(branch)
    if entity.type in _PLAIN:
        return _PLAIN[entity.type](text=text)
    if entity.type == "text_link" and entity.url:
        return RichTextUrl(text=text, url=entity.url)
    if entity.type == "text_mention" and entity.user_id:
        user = User(id=entity.user_id, is_bot=False, first_name="-")
        return RichTextTextMention(text=text, user=user)
    if entity.type == "custom_emoji" and entity.custom_emoji_id and isinstance(text, str):
        return RichTextCustomEmoji(custom_emoji_id=entity.custom_emoji_id, alternative_text=text)
    if entity.type == "date_time" and entity.unix_time is not None:
        return RichTextDateTime(
            text=text,
            unix_time=entity.unix_time,
            date_time_format=entity.date_time_format or "",
        )
    return text
