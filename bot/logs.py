"""Logging: one line an event, to standard error, and never a token or a password."""

from __future__ import annotations

import json
import logging
import re
from typing import Literal

# No word boundary in front: in an address the token follows «bot» directly.
TOKEN = re.compile(r"\d{3,}(?::|%3A)[\w-]{30,}", re.IGNORECASE)
# Greedy: a password may hold any of the signs around it.
PASSWORD = re.compile(r"(://[^\s:/@]*):\S+@")


def redact(text: str) -> str:
    """The text without anything that looks like a token, or a password in an address."""
    return PASSWORD.sub(r"\1:<hidden>@", TOKEN.sub("<token>", text))


class TextFormatter(logging.Formatter):
    """Lines for people."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The line, with secrets taken out of the message and of tracebacks alike."""
        return redact(super().format(record))


class JsonFormatter(logging.Formatter):
    """One JSON object a line, for collectors."""

    def format(self, record: logging.LogRecord) -> str:
        """The object, with secrets taken out."""
        entry = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        return redact(json.dumps(entry, ensure_ascii=False))


def set_up(level: str, style: Literal["text", "json"]) -> None:
    """Sets the root logger up; the chatter of libraries is kept down to warnings."""
    handler = logging.StreamHandler()
    handler.setFormatter(TextFormatter() if style == "text" else JsonFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    quiet = max(logging.WARNING, logging.getLevelName(level))
    # The inbox reports what a handler raised; aiogram would do so a second time.
    logging.getLogger("aiogram.event").setLevel(logging.CRITICAL)
    for name in ("aiogram", "aiohttp", "aiosqlite", "apscheduler", "alembic", "sqlalchemy"):
        logging.getLogger(name).setLevel(quiet)
