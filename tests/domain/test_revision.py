"""Which published message becomes which of the new version."""

from __future__ import annotations

import pytest

from bot.domain.errors import InputError
from bot.domain.keyboard import UrlButton
from bot.domain.post import Part, PartKind, Post
from bot.domain.release import Media, MediaKind
from bot.domain.revision import Revision, plan_edit
from bot.domain.text import FormattedText

KINDS: dict[str, MediaKind] = {
    "p": "photo", "v": "video", "a": "animation", "d": "document", "s": "audio",
}  # fmt: skip
BUTTONS = ((UrlButton("Карта", "https://b.ru"),),)


def post(written: str) -> Post:
    """«p1p2:слово, слово, p3» → an album with a caption, a text, a photo; «+» for buttons."""
    parts = list[Part]()
    for one in written.removesuffix("+").split(", "):
        files, _, words = one.rpartition(":") if ":" in one else ("", "", one)
        names = [files[n : n + 2] for n in range(0, len(files), 2)]
        media = tuple(Media(KINDS[name[0]], name, name) for name in names)
        kind: PartKind = "album" if len(media) > 1 else media[0].kind if media else "text"
        parts.append(Part(kind, FormattedText(words), media))
    return Post(tuple(parts), buttons=BUTTONS if written.endswith("+") else ())


def told(revision: Revision) -> str:
    """«0.1 → 0.0» for an edit, «0.1 = 0.0» for what stays, «0.1 ×» for what goes."""
    was = "{}.{}".format(*revision.was)
    if revision.becomes is None:
        return f"{was} ×"
    return f"{was} {'→' if revision.changes else '='} {revision.becomes[0]}.{revision.becomes[1]}"


PLANS = [
    ("а", "а", "0.0 = 0.0"),
    ("а", "б", "0.0 → 0.0"),
    ("а, б, в", "а, в", "0.0 = 0.0; 1.0 ×; 2.0 = 1.0"),
    ("а, б", "в", "0.0 → 0.0; 1.0 ×"),
    ("p1:а", "p1:б", "0.0 → 0.0"),
    ("p1:а", "d1:а", "0.0 → 0.0"),
    ("p1:, а", "p1:а", "0.0 → 0.0; 1.0 ×"),
    ("p1:, а", "а", "0.0 ×; 1.0 = 0.0"),
    ("p1p2p3:а", "p1p3:а", "0.0 = 0.0; 0.1 ×; 0.2 = 0.1"),
    ("p1p2p3:а", "p2p3:а", "0.0 ×; 0.1 → 0.0; 0.2 = 0.1"),
    ("p1p2p3:а", "p2:а", "0.0 ×; 0.1 → 0.0; 0.2 ×"),
    ("p1p2:а", "p2p1:а", "0.0 → 0.0; 0.1 → 0.1"),
    ("p1p2:а", "p1v2:а", "0.0 = 0.0; 0.1 → 0.1"),
    ("p1p2:а, d1d2:", "p1:а, d1d2:", "0.0 = 0.0; 0.1 ×; 1.0 = 1.0; 1.1 = 1.1"),
    ("p1p2:, а+", "p1p2:, а", "0.0 = 0.0; 0.1 = 0.1; 1.0 → 1.0"),
    ("а, p1p2:", "а+, p1p2:", "0.0 → 0.0; 1.0 = 1.0; 1.1 = 1.1"),
]


@pytest.mark.parametrize(("old", "new", "plan"), PLANS)
def test_plan(old: str, new: str, plan: str) -> None:
    assert "; ".join(map(told, plan_edit(post(old), post(new)))) == plan


REFUSED = [
    ("а", "а, б", "takes up more messages (2) than the published one (1)"),
    ("p1:а", "p1p2:а", "messages (2)"),
    ("p1p2:а", "p1p2:, а+", "messages (3)"),
    ("а", "p1:а", "can't become"),
    ("p1:а", "а", "can't become"),
    ("p1p2:а", "p1d2:а", "can't become"),
    ("p1p2:а", "p1:а+", "can't get buttons"),
    ("p1p2:а", "а+", "can't become"),
    ("а, p1:", "p1:, а", "can't become"),
]


@pytest.mark.parametrize(("old", "new", "sentence"), REFUSED)
def test_what_no_edit_can_do(old: str, new: str, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        plan_edit(post(old), post(new))
    assert sentence in str(caught.value)
