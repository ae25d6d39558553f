"""What an editor has to say «Да» to before a post may go out, and the consents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import StateError, mark
from bot.domain.post import EDITABLE
from bot.domain.release import Caution
from bot.services.obstacles import Obstacle
from bot.services.ports import Clock
from bot.services.views import PostView, find, view
from bot.store import Store, Transaction
from bot.store.rows import PostRow

WAITS = mark("Post № {number} waits for your word on what its card says. See /post {number}")


class Unconfirmed(Obstacle):
    """Nobody has consented yet to what is to be checked; `due` is the time that was wanted."""

    def __init__(self, post_id: int, cautions: tuple[Caution, ...], due: datetime) -> None:
        super().__init__(WAITS, number=post_id)
        self.post_id = post_id
        self.cautions = cautions
        self.due = due


def require_consents(row: PostRow, due: datetime) -> None:
    """Raises Unconfirmed if the post may not go out at `due` without an editor's word."""
    if row.unconfirmed:
        raise Unconfirmed(row.id, row.unconfirmed, due)


def still_confirmed(
    cautions: tuple[Caution, ...], confirmed: tuple[Caution, ...]
) -> tuple[Caution, ...]:
    """Those of the cautions that an earlier consent covers."""
    given = {_matter(caution) for caution in confirmed}
    return tuple(caution for caution in cautions if _matter(caution) in given)


def _matter(caution: Caution) -> tuple[str, str]:
    """What a consent is about; of a near-duplicate the other post, however alike it is."""
    detail = caution.detail
    if caution.code == "near_duplicate":
        detail = detail.partition(":")[0]
    return caution.code, detail


@dataclass(frozen=True, slots=True)
class Consents:
    """An editor's word on single cautions."""

    store: Store
    clock: Clock

    async def confirm(self, post_id: int, version: int, number: int, actor_id: int) -> PostView:
        """Notes the consent to the caution of this number, from 0; a second one does nothing.

        Raises StateError if the post has changed since it was asked about.
        """

        async def work(tx: Transaction) -> PostView:
            row = await find(tx, post_id, version)
            now = self.clock.now()
            if not 0 <= number < len(row.cautions):
                raise StateError("This button no longer works.")
            caution = row.cautions[number]
            if caution in row.confirmed:
                return await view(tx, row, now)
            changed = await tx.posts.change(
                row.id,
                allowed=EDITABLE,
                version=version,
                confirmed=(*row.confirmed, caution),
            )
            if changed is None:
                raise StateError("Post № {number} can't be changed any more.", number=post_id)
            said = f"{caution.code} {caution.detail}".rstrip()
            await tx.audit.add(
                now, actor_id, "confirm", channel_id=row.channel_id, post_id=row.id, after=said
            )
            return await view(tx, changed, now)

        return await self.store.run(work)
