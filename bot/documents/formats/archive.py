"""A .zip with documents and pictures."""

from __future__ import annotations

from zipfile import ZipInfo

from bot.documents.formats import extract, parts
from bot.documents.formats.sheet import Found
from bot.domain.errors import InputError

_JUNK = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")
_UTF8 = 0x800  # the flag of names in UTF-8


def read(data: bytes, depth: int = 0) -> Found:
    """What its members hold, by their names; pictures beside the texts are pictures of it."""
    archive = parts.Parts(data)
    members = sorted(
        (name_of(member), member.filename)
        for member in parts.opened(data).infolist()
        if not member.is_dir()
    )
    holder = extract.Holder(depth)
    for name, key in members:
        if not _is_junk(name):
            holder.add(name, archive.bytes(key))
    found = holder.found()
    if not found.text and not found.pictures:
        if len(holder.refused) == 1:
            raise holder.refused[0]
        raise InputError(
            "The archive holds no document that can be read. Send the release as text or .docx."
        )
    return found


def name_of(member: ZipInfo) -> str:
    """The member's name; Windows writes Russian ones in cp866 without saying so."""
    if member.flag_bits & _UTF8:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("cp866")
    except UnicodeError:
        return member.filename


def _is_junk(name: str) -> bool:
    lowered = name.lower()
    last = lowered.rpartition("/")[2]
    return lowered.startswith(_JUNK) or last in _JUNK or last.startswith(("._", "~$", "."))
