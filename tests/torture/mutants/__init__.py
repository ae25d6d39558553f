"""Bots broken on purpose, each in one way; every one must be caught (reliability.md §7.2).

A mutant is installed in a life after the fork; the fork server itself stays sound.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.torture.mutants import calling, later, recording, searching


@dataclass(frozen=True, slots=True)
class Mutant:
    """What is broken, in words, and how."""

    words: str
    install: Callable[[], None]
    at_leisure: bool = False  # it shows only in a life that has the time to look and to wait


MUTANTS = {
    "retry": Mutant("a call is repeated after a timeout", calling.retry),
    "server_error": Mutant("5xx means that nothing was sent", calling.server_error),
    "short_flood": Mutant("429 of a few seconds means so, too", calling.short_flood),
    "broken_line": Mutant("and a connection that broke", calling.broken_line),
    "album_error": Mutant("an error of an album is one of all its items", calling.album_error),
    "recover": Mutant("what a dead life was sending is queued again", recording.recover),
    "record_first": Mutant("a post counts as sent before it is", recording.record_first),
    "send_first": Mutant("a post is sent before its claim is on the disk", recording.send_first),
    "from_the_start": Mutant("a post of many parts begins anew", recording.from_the_start),
    "hope": Mutant("what may have been sent counts as sent", recording.hope),
    "overtake": Mutant("the queue does not wait for a search", recording.overtake),
    "no_fingerprint": Mutant(
        "whatever stands there is adopted", searching.no_fingerprint, at_leisure=True
    ),
    "fragment": Mutant("a part of an album counts as the whole", searching.fragment),
    "no_waiting": Mutant(
        "one look at once proves that it is absent", searching.no_waiting, at_leisure=True
    ),
    "give_up": Mutant("what is absent is not sent again", searching.give_up),
    "no_audit": Mutant("nobody looks for late twins", searching.no_audit, at_leisure=True),
    "edit_first": Mutant("a correction counts as made before it is", later.edit_first),
    "delete_once": Mutant("a deletion is not tried again", later.delete_once),
}
