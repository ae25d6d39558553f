"""The files of a post: listed, added, replaced, removed and put in order."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery, Message
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext

from bot.chat import keyboards, texts
from bot.chat.asking import Anew, Ask, Asked, Question, StillOpen
from bot.chat.callbacks import FileButton, PostButton
from bot.chat.cards import Cards
from bot.chat.editors.intake import media_of
from bot.chat.places import Spot, place_of
from bot.chat.pressing import Instead, Pressed
from bot.domain import limits
from bot.domain.errors import StateError
from bot.domain.people import Person
from bot.domain.release import Media
from bot.services.drafts import Drafts
from bot.services.photos import GONE, Photos
from bot.services.ports import Files
from bot.services.views import PostView

router = Router(name=__name__)

FILES = F.photo | F.video | F.animation | F.audio | F.document

# Adding takes nothing away, and an album comes piece by piece.
ADD = Question("files_add", about_content=False)
REPLACE = Question("file_replace")


def listed(view: PostView) -> Instead:
    """The list, with its buttons."""
    return Instead(texts.files(view), keyboards.files(view))


async def restore(cards: Cards, spot: Spot, view: PostView, _person: Person) -> str:
    """The pressed message is the list of files, not a card."""
    page = listed(view)
    await cards.rewrite(spot, page.text, page.keyboard)
    return _("This list was old. Now it shows the post as it is.")


@router.callback_query(PostButton.filter(F.act == "files"))
async def show(_query: CallbackQuery, pressed: Pressed, cards: Cards, files: Files) -> Ask | None:
    """Sends the list, which names the files that Telegram lost; without files, asks for them."""
    view = pressed.view
    if not view.raw.media:
        return _asking_for(view)
    lost = await files.lost(view.raw.media)
    await cards.say(pressed.place, texts.files(view, lost), keyboards.files(view))
    return None


@router.callback_query(
    FileButton.filter(F.act.in_({"file_earlier", "file_later", "file_remove", "files_clear"})),
    flags={"restore": restore},
)
async def change(
    _query: CallbackQuery,
    callback_data: FileButton,
    pressed: Pressed,
    cards: Cards,
    drafts: Drafts,
    photos: Photos,
) -> Anew:
    """Changes the files, and shows the list and the post anew."""
    post, chosen = (pressed.number, pressed.version), callback_data.number
    match pressed.act:
        case "file_earlier":
            await photos.move(*post, chosen, -1, pressed.actor_id)
        case "file_later":
            await photos.move(*post, chosen, 1, pressed.actor_id)
        case "file_remove":
            await photos.remove(*post, chosen, pressed.actor_id)
        case _:
            await photos.clear(*post, pressed.actor_id)
    page = listed(await drafts.view(pressed.number))
    await cards.rewrite(pressed.spot, page.text, page.keyboard)
    return Anew()


@router.callback_query(FileButton.filter(F.act == "files_add"), flags={"restore": restore})
async def ask_for_more(_query: CallbackQuery, pressed: Pressed) -> Ask:
    """Asks for files."""
    return _asking_for(pressed.view)


@router.callback_query(FileButton.filter(F.act == "file_replace"), flags={"restore": restore})
async def ask_for_another(
    _query: CallbackQuery, callback_data: FileButton, pressed: Pressed
) -> Ask:
    """Asks for the file that takes the place of one."""
    media, number = pressed.view.raw.media, callback_data.number
    if not 0 <= number < len(media):
        raise StateError(GONE)
    text = _("Send what shall stand in the place of photo {number} of № {post}.")
    said = text.format(number=number + 1, post=pressed.number)
    return Ask(REPLACE, said, {"old": media[number].file_unique_id})


@router.callback_query(PostButton.filter(F.act == "photos"))
async def switch_found(_query: CallbackQuery, pressed: Pressed, photos: Photos) -> Anew:
    """Takes the photos that were found inside a document into the post, or out of it."""
    await photos.switch(pressed.number, pressed.version, pressed.actor_id)
    return Anew()


@router.message(REPLACE, FILES)
async def take_another(
    message: Message, asked: Asked, person: Person, drafts: Drafts, photos: Photos
) -> Anew | Ask:
    """Puts the file in the place of the old one; the rest of an album goes behind the others."""
    file = _file(message)
    await photos.replace(asked.post, str(asked.extra["old"]), file, person.user_id)
    if not message.media_group_id:
        return Anew()
    await drafts.show(asked.post, place_of(message))
    text = _("The rest of the album goes behind the other photos of № {post}.")
    rest = {"album": message.media_group_id}
    return Ask(ADD, text.format(post=asked.post), rest, many=True)


@router.message(ADD, FILES)
async def take_more(
    message: Message, asked: Asked, person: Person, drafts: Drafts, photos: Photos
) -> StillOpen:
    """Puts the file behind the others; more may follow until something else is done.

    What comes with a text is a release, and so is what follows an album that replaced a file.
    """
    album = asked.extra.get("album")
    if message.caption or (album and message.media_group_id != album):
        raise SkipHandler
    await photos.add(asked.post, _file(message), person.user_id)
    await drafts.show(asked.post, place_of(message))
    return StillOpen()


def _asking_for(view: PostView) -> Ask:
    room = limits.ALBUM - len(view.raw.media)
    text = ngettext(
        "Send photos or videos for № {post}: there is room for {n} more.",
        "Send photos or videos for № {post}: there is room for {n} more.",
        room,
    )
    return Ask(ADD, text.format(post=view.row.id, n=room), many=True)


def _file(message: Message) -> Media:
    found = media_of(message)
    if not found:  # a document that is no picture is read as a release
        raise SkipHandler
    return found[0]
