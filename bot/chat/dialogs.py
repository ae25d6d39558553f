"""The bot's questions that wait for an answer; kept in the database, so a restart breaks none."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiogram import BaseMiddleware
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey
from aiogram.types import Message, TelegramObject

from bot.chat.asking import close
from bot.store import Store, Transaction
from bot.store.dialogs import NOTHING


class CommandsLeave(BaseMiddleware):
    """A command ends the dialogue: whoever asks for something else has dropped the question."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Forgets the question before a command is handled."""
        state: FSMContext | None = data.get("state")
        if state and isinstance(event, Message) and (event.text or "").startswith("/"):
            if data.get("raw_state"):
                await close(state)
            data["raw_state"] = None
        return await handler(event, data)


def _key(key: StorageKey) -> str:
    return f"{key.bot_id}:{key.chat_id}:{key.thread_id or 0}:{key.user_id}:{key.destiny}"


MOST_QUIET = 20_000


class DialogStorage(BaseStorage):
    """aiogram's FSM storage over our own store.

    Where nothing is asked, as in most chats, is known by heart: a dialogue begins only here.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._quiet = OrderedDict[str, None]()

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Stores the state, keeping the data."""
        name = state.state if isinstance(state, State) else state
        _, data = await self._get(key)
        await self._put(key, name, data)

    async def get_state(self, key: StorageKey) -> str | None:
        """The state, or None."""
        return (await self._get(key))[0]

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Stores the data, keeping the state."""
        state, _ = await self._get(key)
        await self._put(key, state, json.dumps(dict(data)))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """The data; empty where there is none."""
        data: dict[str, Any] = json.loads((await self._get(key))[1])
        return data

    async def close(self) -> None:
        """Nothing to close: the store is not ours."""

    async def _get(self, key: StorageKey) -> tuple[str | None, str]:
        name = _key(key)
        if name in self._quiet:
            return NOTHING

        async def work(tx: Transaction) -> tuple[str | None, str]:
            found = await tx.dialogs.get(name)
            if found == NOTHING:  # noted before another transaction can begin a dialogue
                self._quiet[name] = None
                if len(self._quiet) > MOST_QUIET:
                    self._quiet.popitem(last=False)
            return found

        return await self._store.run(work)

    async def _put(self, key: StorageKey, state: str | None, data: str) -> None:
        name = _key(key)

        async def work(tx: Transaction) -> None:
            self._quiet.pop(name, None)
            await tx.dialogs.put(name, state, data)

        await self._store.run(work)
