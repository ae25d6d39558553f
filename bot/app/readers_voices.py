"""What readers' own voice needs, put together."""

from __future__ import annotations

from typing import Any

from bot.chat.courtesy import Courtesy
from bot.services.ports import Clock, Wake
from bot.services.silencing import Silencing
from bot.store import Store


def voices(store: Store, clock: Clock, wake: Wake) -> dict[str, Any]:
    """The services, by the names under which handlers ask for them."""
    return {"courtesy": Courtesy(), "silencing": Silencing(store, clock)}
