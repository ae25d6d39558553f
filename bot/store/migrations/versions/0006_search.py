"""What readers find: the archive's words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006.1"
down_revision = "0005.8"

# Contentless: the text stands in the archive already.
SQLITE = """
CREATE VIRTUAL TABLE publication_words
USING fts5(title, body, tags, content='', tokenize='unicode61 remove_diacritics 2')
"""
POSTGRESQL = (
    "CREATE TABLE publication_words (id bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX ix_publication_words ON publication_words USING gin (words)",
)


def upgrade() -> None:
    op.create_table(
        "publications",
        sa.Column(
            "channel_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("last_id", sa.BigInteger(), nullable=False),
        sa.Column("post_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["channel_id"], ["channels.id"], name=op.f("fk_publications_channel_id")
        ),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_publications_post_id")),
        sa.PrimaryKeyConstraint("channel_id", "message_id", name=op.f("pk_publications")),
    )
    with op.batch_alter_table("publications", schema=None) as batch_op:
        batch_op.create_index("ix_publications_post_id", ["post_id"], unique=False)
        batch_op.create_index(
            "ix_publications_sent_at", ["channel_id", "sent_at", "message_id"], unique=False
        )
    with op.batch_alter_table("archive", schema=None) as batch_op:
        batch_op.create_index(
            "ix_archive_post_id",
            ["post_id"],
            unique=False,
            sqlite_where=sa.text("post_id IS NOT NULL"),
            postgresql_where=sa.text("post_id IS NOT NULL"),
        )
    for statement in (SQLITE,) if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    op.execute("DROP TABLE publication_words")
    with op.batch_alter_table("archive", schema=None) as batch_op:
        batch_op.drop_index("ix_archive_post_id")
    op.drop_table("publications")
