"""Every table. Instants are UTC; a row of `posts` is the plan, `messages` is what came of it."""

from bot.store.schema.arrival import bundles, documents, inbox, pieces
from bot.store.schema.base import metadata
from bot.store.schema.desk import (
    audit,
    cards,
    channels,
    dialogs,
    invites,
    members,
    notices,
    people,
    sheets,
    undos,
)
from bot.store.schema.findable import publications
from bot.store.schema.following import (
    broadcasts,
    contents,
    interests,
    reactions,
    recipients,
    subscriptions,
)
from bot.store.schema.posts import approvals, editions, posts, releases, sketches
from bot.store.schema.published import (
    archive,
    attempts,
    corrections,
    errands,
    messages,
    searches,
)
from bot.store.schema.running import facts, freezes, leases
from bot.store.schema.voices import letters, silenced, suggested, tip_pieces, tips

__all__ = [
    "approvals",
    "archive",
    "attempts",
    "audit",
    "broadcasts",
    "bundles",
    "cards",
    "channels",
    "contents",
    "corrections",
    "dialogs",
    "documents",
    "editions",
    "errands",
    "facts",
    "freezes",
    "inbox",
    "interests",
    "invites",
    "leases",
    "letters",
    "members",
    "messages",
    "metadata",
    "notices",
    "people",
    "pieces",
    "posts",
    "publications",
    "reactions",
    "recipients",
    "releases",
    "searches",
    "sheets",
    "silenced",
    "sketches",
    "subscriptions",
    "suggested",
    "tip_pieces",
    "tips",
    "undos",
]
