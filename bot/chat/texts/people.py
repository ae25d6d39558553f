"""How people are named."""

from __future__ import annotations

from aiogram.utils.i18n import gettext as _

from bot.domain.people import Role


def role_name(role: Role) -> str:
    """The role in words."""
    return {
        Role.OWNER: _("owner"),
        Role.CHIEF: _("chief editor"),
        Role.EDITOR: _("editor"),
        Role.AUTHOR: _("author"),
        Role.SUBSCRIBER: _("reader"),
    }[role]
