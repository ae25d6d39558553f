"""A transaction: the queries of every table, on one connection."""

from __future__ import annotations

from functools import cached_property

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.archive import Archive
from bot.store.audit import Audit
from bot.store.broadcasts import Broadcasts
from bot.store.bundles import Bundles
from bot.store.cards import Cards
from bot.store.channels import Channels
from bot.store.corrections import Corrections
from bot.store.dialogs import Dialogs
from bot.store.documents import Documents
from bot.store.editions import Editions
from bot.store.errands import Errands
from bot.store.excerpt import Excerpts
from bot.store.facts import Facts
from bot.store.freezes import Freezes
from bot.store.inbox import Inbox
from bot.store.leases import Leases
from bot.store.letters import Letters
from bot.store.messages import Messages
from bot.store.newsreel import Newsreel
from bot.store.notices import Notices
from bot.store.people import People
from bot.store.personal import Personal
from bot.store.posts import Posts
from bot.store.publications import Publications
from bot.store.records import Records
from bot.store.rows import Left
from bot.store.searches import Searches
from bot.store.sheets import Sheets
from bot.store.silences import Silences
from bot.store.sketches import Sketches
from bot.store.stops import Stops
from bot.store.subscriptions import Subscriptions
from bot.store.suggested import SuggestedPosts
from bot.store.surveys import Surveys
from bot.store.tips import Tips
from bot.store.undos import Undos
from bot.store.vitals import Vitals


class Transaction:
    """One transaction; each family of queries under its own name."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.left = set[Left]()  # for whom there will be work once this is committed

    @cached_property
    def channels(self) -> Channels:
        """Channels and their settings."""
        return Channels(self._connection)

    @cached_property
    def people(self) -> People:
        """People, roles and invites."""
        return People(self._connection)

    @cached_property
    def inbox(self) -> Inbox:
        """Raw updates."""
        return Inbox(self._connection)

    @cached_property
    def facts(self) -> Facts:
        """Single values that the running bot remembers."""
        return Facts(self._connection)

    @cached_property
    def surveys(self) -> Surveys:
        """How much there is."""
        return Surveys(self._connection)

    @cached_property
    def bundles(self) -> Bundles:
        """Releases in the making."""
        return Bundles(self._connection)

    @cached_property
    def documents(self) -> Documents:
        """Documents and links that are to be read."""
        return Documents(self._connection)

    @cached_property
    def posts(self) -> Posts:
        """Posts and the releases they came from."""
        return Posts(self._connection)

    @cached_property
    def editions(self) -> Editions:
        """What posts were, and who approved what."""
        return Editions(self._connection)

    @cached_property
    def sketches(self) -> Sketches:
        """What posts say, sketched."""
        return Sketches(self._connection)

    @cached_property
    def messages(self) -> Messages:
        """Attempts and published messages."""
        return Messages(self._connection)

    @cached_property
    def searches(self) -> Searches:
        """What is looked for in the channels."""
        return Searches(self._connection)

    @cached_property
    def errands(self) -> Errands:
        """Calls that are to change what is published."""
        return Errands(self._connection)

    @cached_property
    def corrections(self) -> Corrections:
        """What was corrected once it was out."""
        return Corrections(self._connection)

    @cached_property
    def archive(self) -> Archive:
        """Everything that stands in the channels."""
        return Archive(self._connection)

    @cached_property
    def publications(self) -> Publications:
        """What readers find."""
        return Publications(self._connection)

    @cached_property
    def notices(self) -> Notices:
        """What the desk is still to be told."""
        return Notices(self._connection, self.left)

    @cached_property
    def cards(self) -> Cards:
        """Which messages show a post."""
        return Cards(self._connection)

    @cached_property
    def undos(self) -> Undos:
        """The last acts of people."""
        return Undos(self._connection)

    @cached_property
    def dialogs(self) -> Dialogs:
        """Questions that wait for an answer."""
        return Dialogs(self._connection)

    @cached_property
    def tips(self) -> Tips:
        """News that readers hand in."""
        return Tips(self._connection)

    @cached_property
    def suggested(self) -> SuggestedPosts:
        """Where in Telegram tips are suggested posts."""
        return SuggestedPosts(self._connection)

    @cached_property
    def letters(self) -> Letters:
        """The talk between readers and the desk."""
        return Letters(self._connection)

    @cached_property
    def personal(self) -> Personal:
        """Everything that is stored of a reader."""
        return Personal(self._connection)

    @cached_property
    def silences(self) -> Silences:
        """People whom the bot does not answer."""
        return Silences(self._connection)

    @cached_property
    def records(self) -> Records:
        """Everything about a post."""
        return Records(self._connection)

    @cached_property
    def sheets(self) -> Sheets:
        """Duty sheets."""
        return Sheets(self._connection)

    @cached_property
    def stops(self) -> Stops:
        """What stops of a channel concern."""
        return Stops(self._connection)

    @cached_property
    def excerpts(self) -> Excerpts:
        """Parts of the plan, to be played through elsewhere."""
        return Excerpts(self._connection)

    @cached_property
    def freezes(self) -> Freezes:
        """What Telegram told us to leave alone."""
        return Freezes(self._connection)

    @cached_property
    def subscriptions(self) -> Subscriptions:
        """What readers follow."""
        return Subscriptions(self._connection)

    @cached_property
    def newsreel(self) -> Newsreel:
        """What was published lately."""
        return Newsreel(self._connection)

    @cached_property
    def broadcasts(self) -> Broadcasts:
        """What is sent to many readers."""
        return Broadcasts(self._connection)

    @cached_property
    def vitals(self) -> Vitals:
        """How much waits, and since when."""
        return Vitals(self._connection)

    @cached_property
    def leases(self) -> Leases:
        """Which process publishes."""
        return Leases(self._connection)

    @cached_property
    def audit(self) -> Audit:
        """Who did what."""
        return Audit(self._connection)
