"""The chain of hashes: every change of what was written is seen, at the first entry it touches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.chain import GENESIS, Entry, Link, Verified, canonical, link, verify

NOW = datetime(2026, 11, 24, 4, 20, tzinfo=UTC)


def grown(count: int) -> list[Link]:
    """A log of so many entries."""
    links, head = list[Link](), GENESIS
    for number in range(1, count + 1):
        entry = Entry(number, NOW + timedelta(minutes=number), 5, "edit", 1, 12, "до", "после")
        links.append(link(head, entry))
        head = links[-1].hash
    return links


def test_a_log_left_alone_is_intact_and_names_its_head() -> None:
    links = grown(7)
    assert verify(links) == Verified(7, links[-1].hash)
    assert verify([]) == Verified(0, GENESIS)


def test_reading_in_batches_is_reading_at_once() -> None:
    links = grown(7)
    assert verify(links[3:], verify(links[:3])) == verify(links)


CHANGES: dict[str, object] = {
    "at": NOW,
    "actor_id": 6,
    "act": "delete",
    "channel_id": None,
    "post_id": 13,
    "before": None,
    "after": "После",
}


@pytest.mark.parametrize("field", CHANGES)
def test_a_changed_field_is_seen(field: str) -> None:
    links = grown(5)
    forged = replace(links[2].entry, **{field: CHANGES[field]})  # type: ignore[arg-type]
    links[2] = replace(links[2], entry=forged)
    assert verify(links) == Verified(2, links[1].hash, broken=3)
    links[2] = link(links[2].previous, forged)  # the forger counts its hash anew
    assert verify(links).broken == 4


TAMPERINGS: dict[str, tuple[Callable[[list[Link]], list[Link]], int]] = {
    "deleted": (lambda links: links[:2] + links[3:], 4),
    "beginning cut": (lambda links: links[1:], 2),
    "reordered": (lambda links: [links[0], links[2], links[1], *links[3:]], 3),
    "doubled": (lambda links: links[:3] + links[2:], 3),
    "not a number": (
        lambda links: [replace(links[0], entry=replace(links[0].entry, before=b"x"))],  # type: ignore[arg-type]
        1,
    ),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_tampering_is_seen_where_it_begins(what: str) -> None:
    tamper, broken = TAMPERINGS[what]
    assert verify(tamper(grown(5))).broken == broken


def test_a_deleted_entry_is_seen_though_the_rest_is_numbered_anew() -> None:
    links = grown(5)
    del links[2]
    links = [replace(x, entry=replace(x.entry, id=n)) for n, x in enumerate(links, 1)]
    assert verify(links).broken == 3


def test_only_the_head_tells_that_the_tail_was_cut() -> None:
    links = grown(5)
    whole, cut = verify(links), verify(links[:3])
    assert cut.broken is None
    assert cut.head != whole.head


TEXTS = st.none() | st.text(max_size=4)
ENTRIES = st.builds(
    Entry, st.just(1), st.just(NOW), st.integers(0, 1), st.text(max_size=3), before=TEXTS,
    after=TEXTS,
)  # fmt: skip


@given(ENTRIES, ENTRIES)
def test_equal_bytes_mean_equal_entries(first: Entry, second: Entry) -> None:
    assert (canonical(first) == canonical(second)) == (first == second)


def test_an_instant_is_the_same_in_every_zone_and_never_naive() -> None:
    entry = Entry(1, NOW, 0, "sent")
    local = replace(entry, at=NOW.astimezone(timezone(timedelta(hours=10))))
    assert canonical(local) == canonical(entry)
    with pytest.raises(ValueError, match="naive"):
        canonical(replace(entry, at=NOW.replace(tzinfo=None)))
