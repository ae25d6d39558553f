"""Telegram's limits. Characters are Unicode code points after entity parsing (bot-api.md §3)."""

TEXT = 4096
CAPTION = 1024
ALBUM = 10
CALLBACK_DATA_BYTES = 64
CALLBACK_ANSWER = 200
DOWNLOAD_BYTES = 20 * 1024 * 1024  # getFile of the hosted server (bot-api.md §3)
UPDATE_RETENTION_HOURS = 24  # counted from the message's date (bot-api.md §4)

# A release longer than this is refused with a sentence: it is a book, not news.
RELEASE = 100_000
