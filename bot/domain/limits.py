"""Telegram's limits. Characters are Unicode code points after entity parsing (bot-api.md §3)."""

TEXT = 4096
CAPTION = 1024
ALBUM = 10
CALLBACK_ANSWER = 200

# Buttons: what apps show whole, and what Telegram surely takes (bot-api.md §3).
BUTTON_LABEL = 64
BUTTON_URL = 2048
BUTTONS_IN_ROW = 8
BUTTONS = 100

DOWNLOAD = 20 * 2**20  # bytes
UPLOAD = 50 * 10**6  # bytes; of «50 MB», the smaller reading

# A correction is a line, not an article.
CORRECTION = 500

# Rich messages (bot-api.md §1). Blocks include nested ones, items of lists and rows of tables.
RICH_TEXT = 32_768
RICH_BLOCKS = 500
RICH_MEDIA = 50
RICH_COLUMNS = 20

# What one reader may hand in at once. Files are sent on by their file_id, whatever their size.
TIP_FILES = 30
TIP_TEXT = 20_000
TIP_FILE = 50 * 2**20  # bytes

# A release longer than this is refused with a sentence: it is a book, not news.
RELEASE = 100_000
# So many lines are a table of data or worse; reading them would take seconds.
LINES = 40_000
