"""The bot's questions that wait for an answer; kept in the database, so a restart breaks none."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiogram import BaseMiddleware
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey
from aiogram.types import Message, TelegramObject

from bot.chat.asking import close
from bot.store import Store


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


class DialogStorage(BaseStorage):
    """aiogram's FSM storage over our own store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Stores the state, keeping the data."""
        name = state.state if isinstance(state, State) else state
        _, data = await self._get(key)
        await self._store.run(lambda tx: tx.dialogs.put(_key(key), name, data))

    async def get_state(self, key: StorageKey) -> str | None:
        """The state, or None."""
        return (await self._get(key))[0]

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Stores the data, keeping the state."""
        state, _ = await self._get(key)
        text = json.dumps(dict(data))
        await self._store.run(lambda tx: tx.dialogs.put(_key(key), state, text))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """The data; empty where there is none."""
        data: dict[str, Any] = json.loads((await self._get(key))[1])
        return data

    async def close(self) -> None:
        """Nothing to close: the store is not ours."""

    async def _get(self, key: StorageKey) -> tuple[str | None, str]:
        return await self._store.run(lambda tx: tx.dialogs.get(_key(key)))
