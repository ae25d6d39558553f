"""Documents and links: kept as they come, read beside everything else, handed on to intake."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.domain.document import Document
from bot.domain.errors import InputError, mark
from bot.services.inbox import TelegramAway
from bot.services.intake import Intake
from bot.services.notices import said
from bot.services.ports import Clock, Fetcher, Files, Pictures, Reader, Wake
from bot.store import Store, StoreError, Transaction
from bot.store.rows import DocumentRow, Piece

log = logging.getLogger(__name__)

AT_ONCE = 2  # documents that are read side by side
TRIES = 3  # of what fails for a reason that is not known
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(minutes=1)
KEPT = timedelta(days=7)

UNCHANGED = mark("Post № {number} is as it was. Press «Edit» again before you send the text.")


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads what waits in the database; a crash loses none and reads none into two drafts."""

    store: Store
    clock: Clock
    wake: Wake
    files: Files
    reader: Reader
    fetcher: Fetcher
    pictures: Pictures
    intake: Intake
    _taken: set[int] = field(default_factory=set)

    async def keep(self, row: DocumentRow) -> None:
        """Keeps a document or a link to be read; the same one twice is one."""
        await self.store.run(lambda tx: tx.documents.add(row))
        self.wake.documents.set()

    async def read_next(self) -> datetime | None:
        """Reads the oldest document that waits; returns when to come again (UTC).

        May run several times at once: none reads what another one has taken.
        """
        now = self.clock.now()
        waiting = await self.store.run(lambda tx: tx.documents.waiting(now, AT_ONCE))
        row = next((row for row in waiting if row.update_id not in self._taken), None)
        if row is None:
            return await self.store.run(lambda tx: tx.documents.next_try(now))
        self._taken.add(row.update_id)
        try:
            await self._attend(row)
        finally:
            self._taken.discard(row.update_id)
        return now

    async def forget(self) -> None:
        """Deletes what was read a week ago; people's messages are not kept for longer."""
        before = self.clock.now() - KEPT
        await self.store.run(lambda tx: tx.documents.forget(before))

    async def _attend(self, row: DocumentRow) -> None:
        """One try; what comes of it is in the database."""
        try:
            await self._read(row)
        except StoreError:
            raise
        except InputError as error:
            await self._refuse(row, error)
        except (TelegramAway, OSError) as error:
            log.warning("document %d waits: %s %s", row.update_id, type(error).__name__, error)
            await self._put_off(row, counts=False)
        except Exception:
            log.exception("document %d failed, try %d", row.update_id, row.tries + 1)
            if row.tries + 1 < TRIES:
                await self._put_off(row, counts=True)
                return
            await self._refuse(
                row,
                InputError(
                    "I could not read {name}. It is kept. Send the text itself.", name=row.name
                ),
            )

    async def _read(self, row: DocumentRow) -> None:
        await self.pictures.reading(row)
        document = await self._document(row)
        if row.found is None:
            found = await self.pictures.show(row, document.pictures)
            await self.store.run(lambda tx: tx.documents.shown(row.update_id, found))
            row = replace(row, found=found)
        piece = _piece(row, document)
        edits = None
        if row.edits_post_id is not None and row.edits_edition is not None:
            edits = (row.edits_post_id, row.edits_edition)

        async def work(tx: Transaction) -> None:
            now = self.clock.now()
            await tx.documents.done(row.update_id, now)
            await self.intake.take(tx, piece, row.place, row.user_id, edits)
            if document.unread:
                await self._tell(
                    tx,
                    row,
                    InputError(
                        "Not read: {names}. Send what is needed of them separately.",
                        names=", ".join(document.unread),
                    ),
                )

        await self.store.run(work)
        self.intake.ring()

    async def _document(self, row: DocumentRow) -> Document:
        if row.kind == "link":
            download = await self.fetcher.fetch(row.address)
            return await self.reader.read(download.name, download.data)
        return await self.reader.read(row.name, await self.files.download(row.address))

    async def _refuse(self, row: DocumentRow, error: InputError) -> None:
        log.info("document %d is refused: %s", row.update_id, error)

        async def work(tx: Transaction) -> None:
            await tx.documents.done(row.update_id, self.clock.now(), said(error))
            await self._tell(tx, row, error)
            if row.edits_post_id is not None:
                await self._tell(tx, row, InputError(UNCHANGED, number=row.edits_post_id))

        await self.store.run(work)
        self.intake.ring()

    async def _tell(self, tx: Transaction, row: DocumentRow, error: InputError) -> None:
        await tx.notices.add(
            "text", row.place, self.clock.now(), text=said(error), reply_to=row.message_id
        )

    async def _put_off(self, row: DocumentRow, *, counts: bool) -> None:
        pause = min(FIRST_PAUSE * 2 ** min(row.waits, 10), LONGEST_PAUSE)
        later = self.clock.now() + pause
        await self.store.run(lambda tx: tx.documents.later(row.update_id, later, counts=counts))


def _piece(row: DocumentRow, document: Document) -> Piece:
    """The message as intake takes it: the text below its caption."""
    text = document.text
    if row.caption.text.strip():
        text = row.caption + "\n\n" + text if text else row.caption
    return Piece(
        update_id=row.update_id,
        message_id=row.message_id,
        media_group_id=row.media_group_id,
        forwarded=row.forwarded,
        pasted=False,
        text=text,
        media=(),
        sent_at=row.sent_at,
        found=row.found or (),
    )
