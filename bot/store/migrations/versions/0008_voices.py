"""What readers send in, and what they set for themselves."""

from __future__ import annotations

revision = "0008.1"
down_revision = "0007.1"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
