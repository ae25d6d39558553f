"""Every table. Instants are UTC; a row of `posts` is the plan, `messages` is what came of it."""

from bot.store.schema.arrival import bundles, documents, inbox, pieces
from bot.store.schema.base import metadata
from bot.store.schema.desk import audit, cards, channels, dialogs, invites, notices, people
from bot.store.schema.posts import attempts, messages, posts, releases, sketches

__all__ = [
    "attempts",
    "audit",
    "bundles",
    "cards",
    "channels",
    "dialogs",
    "documents",
    "inbox",
    "invites",
    "messages",
    "metadata",
    "notices",
    "people",
    "pieces",
    "posts",
    "releases",
    "sketches",
]
