"""What every table shares: names of constraints, keys, enums, partial indexes."""

from __future__ import annotations

import enum

from sqlalchemy import BigInteger, Enum, Index, Integer, MetaData, text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def words(kind: type[enum.Enum]) -> Enum:
    """An enum kept as its value in plain text, so that a new member needs no migration."""
    return Enum(
        kind,
        native_enum=False,
        length=16,
        create_constraint=False,
        values_callable=lambda members: [member.value for member in members],
    )


def partial_index(name: str, *columns: str, where: str) -> Index:
    """An index over the rows for which the condition holds, on either database."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


# SQLite only counts up by itself on a column that is exactly INTEGER.
Key = BigInteger().with_variant(Integer, "sqlite")
