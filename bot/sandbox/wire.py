"""Refusals on the wire."""

import json

from bot.sandbox.errors import ApiError
from bot.sandbox.faults import Reply


def error_reply(error: ApiError) -> Reply:
    """The envelope under its status; 429 also has the header Retry-After."""
    headers = {}
    if error.parameters and "retry_after" in error.parameters:
        headers["Retry-After"] = str(error.parameters["retry_after"])
    return Reply(error.code, json.dumps(error.reply).encode(), headers=headers)
