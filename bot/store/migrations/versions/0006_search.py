"""What readers find: the archive's words."""

from __future__ import annotations

revision = "0006.1"
down_revision = "0005.8"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
