"""Files that nobody should open: programs, and what hides them."""

from __future__ import annotations

import re

from bot.domain.text import FormattedText

# Programs and scripts of the systems that newsrooms use, and documents with macros.
PROGRAMS = frozenset({
    "exe", "scr", "com", "pif", "bat", "cmd", "msi", "msp", "msix", "appx", "cpl", "hta", "jar",
    "js", "jse", "vbs", "vbe", "wsf", "wsh", "ps1", "psm1", "reg", "lnk", "url", "inf", "gadget",
    "dll", "sys", "scf", "apk", "xapk", "ipa", "deb", "rpm", "dmg", "pkg", "app", "sh", "command",
    "run", "bin", "elf", "py", "docm", "xlsm", "pptm", "dotm", "xll", "chm", "swf", "mhtml", "mht",
    "one", "library-ms", "settingcontent-ms",
})  # fmt: skip
# Nobody sees what is inside before it is opened.
CONTAINERS = frozenset({
    "zip", "rar", "7z", "gz", "tar", "tgz", "bz2", "xz", "iso", "img", "cab", "ace", "arj",
    "lzh", "zst", "vhd", "vhdx",
})  # fmt: skip

PROGRAM_TYPES = (
    "application/x-msdownload", "application/x-dosexec", "application/x-executable",
    "application/vnd.android.package-archive", "application/x-sh", "application/javascript",
    "text/javascript", "application/java-archive", "application/x-msi",
)  # fmt: skip

_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ADDRESS = re.compile(r"(?:https?://|ftp://|www\.)\S+", re.IGNORECASE)
_HOST = re.compile(r"^(?:\w+://)?[^/?#]*")


def hazardous(name: str, mime_type: str = "") -> bool:
    """Whether a file looks like a program, or like a wrapping of one.

    Signs that turn the direction of writing make «exe.jpg» of «gpj.exe»: no honest name has them.
    """
    ending = _ending(name)
    return (
        bool(_DIRECTIONS.search(name))
        or ending in PROGRAMS | CONTAINERS
        or mime_type.lower() in PROGRAM_TYPES
    )


def hazardous_link(text: FormattedText) -> bool:
    """Whether some address of the text, shown or hidden, leads to such a file."""
    hidden = [entity.url for entity in text.entities if entity.url]
    return any(_leads_to_one(address) for address in (*_ADDRESS.findall(text.text), *hidden))


def _leads_to_one(address: str) -> bool:
    path = re.split(r"[?#]", _HOST.sub("", address, count=1), maxsplit=1)[0]
    return _ending(path.rstrip(".,;:!)»\"'")) in PROGRAMS


def _ending(name: str) -> str:
    return name.strip().rstrip(".").rpartition(".")[2].lower() if "." in name else ""
