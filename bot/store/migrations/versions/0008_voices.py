"""What readers send in, and what they set for themselves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008.1"
down_revision = "0007.1"


def upgrade() -> None:
    op.add_column("people", sa.Column("speaks", sa.String(length=16), nullable=True))
    op.create_table(
        "silenced",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_silenced")),
    )
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "tips",
        sa.Column("id", key, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("channel_id", key, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("named", sa.Text(), nullable=True),
        sa.Column("post_id", key, nullable=True),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["channel_id"], ["channels.id"], name=op.f("fk_tips_channel_id")),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_tips_post_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tips")),
    )
    gathered = sa.text("state = 'open'")
    op.create_index(
        "ix_tips_gathered", "tips", ["user_id"], sqlite_where=gathered, postgresql_where=gathered
    )
    op.create_index("ix_tips_sent", "tips", ["user_id", "sent_at"])
    op.create_index("ix_tips_post", "tips", ["post_id"])
    op.create_table(
        "tip_pieces",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("tip_id", key, nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("media_group_id", sa.String(length=64), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("media", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tip_id"], ["tips.id"], name=op.f("fk_tip_pieces_tip_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("update_id", name=op.f("pk_tip_pieces")),
    )
    op.create_index(op.f("ix_tip_pieces_tip_id"), "tip_pieces", ["tip_id"])
    op.create_table(
        "suggested",
        sa.Column("tip_id", key, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("topic_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("price", sa.Text(), nullable=True),
        sa.Column("wanted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["tip_id"], ["tips.id"], name=op.f("fk_suggested_tip_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("tip_id", name=op.f("pk_suggested")),
    )
    op.create_index("ix_suggested_chat", "suggested", ["chat_id"])
    op.create_index("ix_tip_pieces_message", "tip_pieces", ["message_id"])
    op.create_table(
        "letters",
        sa.Column("id", key, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("user_message_id", sa.BigInteger(), nullable=True),
        sa.Column("tip_id", key, nullable=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tip_id"], ["tips.id"], name=op.f("fk_letters_tip_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
    )
    op.create_index(op.f("ix_letters_tip_id"), "letters", ["tip_id"])
    op.create_index("ix_letters_desk", "letters", ["chat_id", "message_id"])
    op.create_index("ix_letters_reader", "letters", ["user_id", "user_message_id"])


def downgrade() -> None:
    op.drop_table("letters")
    op.drop_table("suggested")
    op.drop_table("tip_pieces")
    op.drop_table("tips")
    op.drop_table("silenced")
    op.drop_column("people", "speaks")
