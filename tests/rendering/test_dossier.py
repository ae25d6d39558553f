"""The file about a post: everything is in it, and nothing in it acts."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.text import Entity, FormattedText
from bot.rendering.dossier import (
    Act,
    Approval,
    Attempt,
    Correction,
    Dossier,
    Errand,
    Labels,
    Message,
    Source,
    Version,
    dossier,
)

NOW = datetime(2026, 11, 24, 4, 20, tzinfo=UTC)
FIRST = FormattedText("Откроют 20 декабря", (Entity("bold", 0, 7),))
SECOND = FormattedText("Откроют 22 декабря", (Entity("bold", 0, 7),))
EMPTY_FILE = Dossier(12, "Ледовый городок", ZoneInfo("Asia/Vladivostok"), NOW)
VOID = frozenset({"meta"})
ATTRIBUTES = {"charset", "name", "content", "http-equiv", "lang", "class", "datetime", "href"}


class Reader(HTMLParser):
    """What a browser makes of the page; fails where tags don't nest."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags = list[tuple[str, dict[str, str | None]]]()
        self.text = ""
        self._open = list[str]()
        self.feed(page.decode())
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.text += data


def full(words: str) -> Dossier:
    """A file in which every text is this."""
    text = FormattedText(words)
    return Dossier(
        12, words, ZoneInfo("Asia/Vladivostok"), NOW,
        ((words, words),),
        (Source(NOW, words, text, words, (words,)),),
        (Version(1, NOW, words, FIRST, words), Version(2, NOW, words, text, words)),
        (Approval(NOW, words, words, 2, words, words),),
        (Attempt(NOW, 1, 1, words, NOW, words),),
        (Message(NOW, words, 55, 1, words, words),),
        (Correction(NOW, words, words, text, SECOND, words),),
        (Act(1, NOW, words, words, words, words),),
        (1, words),
        (Errand(NOW, words, words, NOW, NOW, words),),
    )  # fmt: skip


def test_everything_is_in_it() -> None:
    data = Dossier(
        12, "Ледовый городок", ZoneInfo("Asia/Vladivostok"), NOW,
        facts=(("Канал", "Хабаровские вести"),),
        sources=(Source(NOW, "Борис", FIRST, "письмо", ("релиз.docx", "фото.jpg")),),
        versions=(
            Version(1, NOW, "Борис", FIRST),
            Version(2, NOW, "Анна", SECOND, "правка"),
            Version(3, NOW, "Анна", SECOND),
        ),
        approvals=(Approval(NOW, "Анна", "approved", 2, "верно", "f" * 32),),
        attempts=(
            Attempt(NOW, 1, 1, "unknown", NOW + timedelta(seconds=30), "ServerDisconnected"),
            Attempt(NOW, 1, 2),
        ),
        messages=(Message(NOW, "Вести", 1055, 1, "https://t.me/khabvesti/1055", "удалено"),),
        corrections=(Correction(NOW, "Анна", "typo", line="Исправлено 14:25"),),
        acts=(Act(7, NOW, "бот", "sent", None, '{"ids": [1055]}'),),
        log_head=(1234, "ab" * 32),
    )  # fmt: skip
    read = Reader(dossier(data, Labels(language="ru", names={"approved": "одобрено"})))
    for said in (
        "Post № 12", "Ледовый городок", "Хабаровские вести", "24.11.2026 14:20:00", "письмо",
        "релиз.docx, фото.jpg", "правка", "The text is the same.", "одобрено, version 2", "верно",
        "f" * 32, "unknown", "24.11.2026 14:20:30", "ServerDisconnected",
        "part 1, attempt 2 · not finished", "message 1055, part 1", "удалено", "typo",
        "Исправлено 14:25", "бот", '"ids": [', "1234", "ab" * 32, "Asia/Vladivostok",
    ):  # fmt: skip
        assert said in read.text, said
    assert ("a", {"href": "https://t.me/khabvesti/1055"}) in read.tags
    assert ("html", {"lang": "ru"}) in read.tags
    assert "Откроют 20 22 декабря" in read.text
    tags = [tag for tag, _ in read.tags]
    assert (tags.count("s"), tags.count("u"), tags.count("details")) == (1, 1, 1)


def test_an_empty_one_says_so_in_every_section() -> None:
    read = Reader(dossier(EMPTY_FILE))
    assert read.text.count("Nothing.") == 8
    assert "head" not in read.text


def test_every_label_is_used() -> None:
    english = Labels()
    names = [field.name for field in fields(Labels) if field.name not in {"names", "language"}]
    labels = Labels(**{name: f"<{name}>{getattr(english, name)}" for name in names})  # type: ignore[arg-type]
    data = full("а")
    same = (Version(1, NOW, "", FIRST), Version(2, NOW, "", FIRST))
    data = replace(data, versions=same + data.versions, attempts=(Attempt(NOW, 1, 1),))
    text = Reader(dossier(data, labels)).text + Reader(dossier(EMPTY_FILE, labels)).text
    assert [name for name in names if f"<{name}>" not in text] == []


@given(st.text())
@example('<script>alert("1")</script>')
@example("\"><img src=x onerror='a'>&amp;\x00\ud800")
@example("javascript:alert(1)")
@example("[" * 5000)
@example("{number}{0}{")
def test_no_text_becomes_markup(words: str) -> None:
    harmless = {tag for tag, _ in Reader(dossier(full("а б"))).tags} | {"a"}
    read = Reader(dossier(full(words)))
    assert {tag for tag, _ in read.tags} <= harmless
    for tag, attributes in read.tags:
        assert set(attributes) <= ATTRIBUTES
        if tag == "a":
            assert not str(attributes["href"]).lower().startswith(("javascript", "data", "file"))


def test_a_link_that_could_act_is_text() -> None:
    text = FormattedText("жми сюда", (Entity("text_link", 0, 3, url="JavaScript:alert(1)"),))
    data = replace(EMPTY_FILE, sources=(Source(NOW, "Борис", text),))
    assert "a" not in {tag for tag, _ in Reader(dossier(data)).tags}
