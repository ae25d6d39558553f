"""/start and /help for everybody, and the way to the desk by invite."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import Message
from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.i18n import gettext as _

from bot.chat import menu
from bot.chat.editors.inviting import INVITE
from bot.domain.channel import Channel
from bot.domain.people import Person, Right
from bot.services.channels import Channels
from bot.services.team import Team

router = Router(name=__name__)


@router.message(CommandStart())
async def start(
    message: Message,
    command: CommandObject,
    bot: Bot,
    person: Person,
    team: Team,
    channels: Channels,
    desk: tuple[Channel, ...] = (),
) -> None:
    """Greets; an invite brings its bearer to the desk."""
    payload, private = command.args or "", message.chat.type == "private"
    channel = await channels.main()
    if private and payload.startswith(INVITE):
        person = await team.accept(payload.removeprefix(INVITE), person)
        await message.answer(_("Welcome to the desk!"))
    if person.role.at_the_desk and (private or desk):
        await menu.set_for(bot, person)
        await message.answer(**desk_help(channel, person).as_kwargs())
    else:
        await message.answer(**welcome(channel).as_kwargs())


@router.message(Command("help"))
async def show_help(
    message: Message, person: Person, channels: Channels, desk: tuple[Channel, ...] = ()
) -> None:
    """What the person can do here. Nothing of the desk is told in a strange group."""
    channel = await channels.main()
    at_desk = person.role.at_the_desk and (message.chat.type == "private" or bool(desk))
    text = desk_help(channel, person) if at_desk else reader_help(channel)
    await message.answer(**text.as_kwargs())


def desk_help(channel: Channel, person: Person) -> Text:
    """For the desk: what to send, and the commands of the person's role by topic."""
    intro = _(
        "Send me a press release: a text, a forward, a photo with a caption, an album, a document "
        "(.docx, .odt, .rtf, .pdf, .html, .eml, .txt, .zip) or a link. I show the post for "
        "{channel} exactly as it will go out, with buttons below."
    ).format(channel=channel.title)
    blocks: list[Text] = [Text(intro)]
    if Right.PUBLISH not in person.role.rights:
        blocks.append(Text(_("Your posts go out after an editor has approved them.")))
    for topic in menu.topics(person.role):
        lines = [f"/{name} — {description}" for name, description in topic.items]
        blocks.append(as_list(Bold(topic.title), *lines))
    return as_list(*blocks, sep="\n\n")


# What a reader is shown first.
FIRST = ("latest", "search", "subscribe", "suggest", "feedback")


def welcome(channel: Channel) -> Text:
    """For readers: the bot in a few lines, and what it keeps of them."""
    lines = [f"/{name} — {words}" for name, words in menu.readers() if name in FIRST]
    intro = _("I am the bot of {channel}.").format(channel=_name(channel))
    kept = _(
        "I keep the number of your account, your language, and what you set or send: /privacy"
    )
    return as_list(intro, *lines, _("The rest: /help"), "", kept)


def reader_help(channel: Channel) -> Text:
    """For readers: everything that the bot does for them."""
    lines = [f"/{name} — {words}" for name, words in menu.readers()]
    intro = _("I am the bot of {channel}.").format(channel=_name(channel))
    return as_list(intro, *lines, _("What I keep of you: /privacy"))


def _name(channel: Channel) -> str:
    return f"@{channel.username}" if channel.username else channel.title
