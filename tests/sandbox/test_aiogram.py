"""A real client library finds in the sandbox what it expects of Telegram."""

import io

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetUserProfilePhotos, TelegramMethod
from aiogram.types import (
    BufferedInputFile,
    ChatMemberAdministrator,
    InputMediaPhoto,
    InputRichBlockParagraph,
    InputRichBlockPhoto,
    InputRichBlockSectionHeading,
    InputRichBlockTable,
    InputRichMessage,
    LinkPreviewOptions,
    Message,
    MessageEntity,
    RichBlockCaption,
    RichBlockTableCell,
    RichTextBold,
)
from PIL import Image

from bot.sandbox.errors import too_many_requests
from bot.sandbox.faults import Faults
from bot.sandbox.wire import error_reply
from tests.sandbox.helpers import CHANNEL, OWNER, PNG, READER, TOKEN


@pytest.fixture
async def bot(sandbox):
    server = TelegramAPIServer.from_base(sandbox.url)
    async with Bot(TOKEN, session=AiohttpSession(api=server)) as bot:
        yield bot


async def test_text_with_entities(bot):
    marks = [MessageEntity(type="text_link", offset=0, length=4, url="https://ya.ru")]
    post = await bot.send_message(CHANNEL, "Ссылка и @khabvesti", entities=marks)
    assert isinstance(post, Message)
    assert post.html_text.startswith('<a href="https://ya.ru/">Ссыл</a>')
    assert post.chat.type == "channel"
    assert post.from_user is None


async def test_album_is_uploaded_and_downloaded(bot):
    media = [
        InputMediaPhoto(media=BufferedInputFile(PNG, "фото.png"), caption=caption)
        for caption in ("Подпись", None)
    ]
    posts = await bot.send_media_group(CHANNEL, media)
    assert [post.caption for post in posts] == ["Подпись", None]
    file = await bot.download(posts[0].photo[-1])
    assert file.read() == PNG
    again = await bot.send_photo(CHANNEL, posts[1].photo[-1].file_id)
    assert again.photo[-1].file_unique_id == posts[1].photo[-1].file_unique_id


def drawn(kind, width, height):
    """A real picture, as a camera or a program writes it."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, kind)
    return BufferedInputFile(file.getvalue(), f"мост.{kind.lower()}")


async def test_real_pictures_have_their_sizes(bot):
    post = await bot.send_photo(
        CHANNEL, drawn("JPEG", 3000, 2000), caption="Мост", show_caption_above_media=True
    )
    assert [(size.width, size.height) for size in post.photo][-1] == (2560, 1707)
    assert post.show_caption_above_media
    copy = await bot.copy_message(
        CHANNEL, CHANNEL, post.message_id, caption="Другой", show_caption_above_media=True
    )
    assert copy.message_id == post.message_id + 1
    kinds = ("PNG", "JPEG", "WEBP")
    album = await bot.send_media_group(
        CHANNEL, [InputMediaPhoto(media=drawn(kind, 640, 480)) for kind in kinds]
    )
    assert [item.photo[-1].width for item in album] == [640] * 3
    paper = await bot.send_document(CHANNEL, drawn("PNG", 640, 480))
    assert paper.document.mime_type == "image/png"


async def test_rich_message_of_models(bot):
    blocks = [
        InputRichBlockSectionHeading(text="Мост", size=1),
        InputRichBlockParagraph(text=["Мост ", RichTextBold(text="открыт")]),
        InputRichBlockPhoto(
            photo=InputMediaPhoto(media=drawn("JPEG", 1600, 900)),
            caption=RichBlockCaption(text="Утром", credit="Фото автора"),
        ),
        InputRichBlockTable(
            cells=[[RichBlockTableCell(align="left", valign="top", text="Улица")]],
            is_bordered=True,
        ),
    ]
    post = await bot.send_rich_message(CHANNEL, InputRichMessage(blocks=blocks))
    heading, paragraph, photo, table = post.rich_message.blocks
    assert (heading.text, heading.size) == ("Мост", 1)
    assert (paragraph.text[0], paragraph.text[1].text) == ("Мост ", "открыт")
    assert isinstance(paragraph.text[1], RichTextBold)
    assert (photo.photo[-1].width, photo.caption.credit) == (1600, "Фото автора")
    assert table.cells[0][0].text == "Улица"
    edited = await bot.edit_message_text(
        chat_id=CHANNEL,
        message_id=post.message_id,
        rich_message=InputRichMessage(blocks=blocks[:2]),
    )
    assert len(edited.rich_message.blocks) == 2
    with pytest.raises(TelegramBadRequest, match="RICH_MESSAGE_EMPTY"):
        await bot.send_rich_message(CHANNEL, InputRichMessage(blocks=[]))


async def test_link_previews_are_repeated(bot):
    options = LinkPreviewOptions(show_above_text=True, prefer_large_media=True)
    post = await bot.send_message(CHANNEL, "khabarovsk.ru", link_preview_options=options)
    kept = post.link_preview_options.model_dump(exclude_none=True, exclude_defaults=True)
    assert kept == {"show_above_text": True, "prefer_large_media": True}


async def test_file_names_survive(bot):
    post = await bot.send_document(CHANNEL, BufferedInputFile(b"1", "релиз № 1.txt"))
    assert post.document.file_name == "релиз № 1.txt"


async def test_every_shape_is_understood(bot, world, started):
    assert (await bot.me()).username == "vestnik_bot"
    assert (await bot.get_chat(CHANNEL)).title == "Хабаровск"
    member = await bot.get_chat_member(CHANNEL, 42)
    assert isinstance(member, ChatMemberAdministrator)
    assert member.can_post_messages
    assert len(await bot.get_chat_administrators(CHANNEL)) == 2
    post = await bot.send_message(CHANNEL, "x")
    await bot.pin_chat_message(CHANNEL, post.message_id)
    world.press(OWNER, CHANNEL, post.message_id, "d")
    world.block(OWNER)
    world.send_files(READER, READER, [("a.mp4", b"1", "video/mp4"), ("a.mp3", b"1", "audio/mpeg")])
    world.send_files(READER, READER, [("a.gif", b"1", "image/gif"), ("a.txt", b"1", "text/plain")])
    world.forward(READER, READER, CHANNEL, [post.message_id])
    updates = await bot.get_updates()
    kinds = [update.event_type for update in updates]
    assert kinds == ["channel_post", "callback_query", "my_chat_member", *["message"] * 5]
    assert updates[-1].message.forward_origin.message_id == post.message_id
    assert await bot.answer_callback_query(updates[1].callback_query.id)


class Unknown(TelegramMethod[bool]):
    """A method that no server has."""

    __returning__ = bool
    __api_method__ = "sendPigeon"


@pytest.mark.parametrize(
    ("method", "error"),
    [
        (lambda bot: bot.send_message(READER, "x"), TelegramForbiddenError),
        (lambda bot: bot.send_message(555, "x"), TelegramBadRequest),
        (lambda bot: bot(Unknown()), TelegramNotFound),
        (lambda bot: bot(GetUserProfilePhotos(user_id=OWNER)), TelegramNotFound),
    ],
)
async def test_refusals(bot, method, error):
    with pytest.raises(error):
        await method(bot)


async def test_flood(bot, world):
    class Flood(Faults):
        async def before(self, asked):
            return error_reply(too_many_requests(7))

    world.on_accept = Flood()
    with pytest.raises(TelegramRetryAfter) as caught:
        await bot.get_me()
    assert caught.value.retry_after == 7


async def test_wrong_token(sandbox):
    server = TelegramAPIServer.from_base(sandbox.url)
    async with Bot("43:other", session=AiohttpSession(api=server)) as bot:
        with pytest.raises(TelegramUnauthorizedError):
            await bot.get_me()


async def test_second_poller(bot, tasks):
    async def first():
        with pytest.raises(TelegramConflictError):
            await bot.get_updates(timeout=30)

    running = tasks.create_task(first())
    await bot.get_me()
    second = tasks.create_task(bot.get_updates(offset=1, timeout=1))
    await running
    assert await second == []
