"""Behaviour tests begin with Boris at the desk."""

from __future__ import annotations

import pytest

from tests.newsroom import Newsroom


@pytest.fixture
async def desk(newsroom: Newsroom) -> None:
    """Boris is an editor by invite."""
    await newsroom.invite_editor()
