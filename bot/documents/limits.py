"""What a document may cost. Each number is a limit that ends in one clear sentence."""

from __future__ import annotations

MB = 2**20

INPUT = 20 * MB  # bytes; what a bot may download (bot-api.md §4)
UNPACKED = 100 * MB  # bytes of all members of an archive together
RATIO = 200  # unpacked to packed, for members that are worth a look
RATIO_FROM = 5 * MB  # bytes; smaller ones may be as empty as they like
MEMBERS = 2000  # files in an archive
NESTING = 3  # archives and letters inside one another
PAGES = 300  # of a PDF
TEXT = 1_000_000  # characters of the whole text
XML = 30 * MB  # bytes of one XML or HTML part
DEPTH = 200  # elements or groups inside one another

SECONDS = 20.0  # from start to answer
CPU = 15  # seconds of the processor
MEMORY = 1024 * MB  # bytes of address space
FILE = 64 * MB  # bytes; the largest file that a converter may write
FILES = 64  # open at once
ANSWER = 120 * MB  # bytes of text and pictures together
AT_ONCE = 2  # documents read side by side

PICTURES = 10  # an album's most
SHORT_SIDE = 200  # pixels; smaller ones are logos, icons and trackers
PIXELS = 60_000_000  # width × height
LONG_SIDE = 2560  # pixels; Telegram shows no more of a photo
PHOTO_BYTES = 10 * MB  # bot-api.md §1
PHOTO_RATIO = 20  # the same

FETCH = 5 * MB  # bytes of a page, unpacked
FETCH_SECONDS = 20.0  # a page and its lead picture together
REDIRECTS = 5
