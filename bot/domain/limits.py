"""Telegram's limits. Characters are Unicode code points after entity parsing (bot-api.md §3)."""

TEXT = 4096
CAPTION = 1024
ALBUM = 10
CALLBACK_ANSWER = 200

# A release longer than this is refused with a sentence: it is a book, not news.
RELEASE = 100_000
