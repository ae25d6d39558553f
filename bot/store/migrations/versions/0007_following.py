"""What readers follow, and what is sent to them."""

from __future__ import annotations

revision = "0007.1"
down_revision = "0006.1"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
