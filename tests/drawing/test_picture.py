"""The picture of the week: what finds room, what is cut, what is never a box."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.drawing import Banner, Day, Entry, Kind, WeekPicture, week_picture
from bot.drawing.lettering import BODY, fit, font, showable, wrap
from bot.drawing.picture import HEIGHT
from bot.drawing.rows import share
from bot.drawing.signs import COLOURS, MOURNING, TODAY
from bot.drawing.week import POSTS

NAMES = ("Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс")
LEGEND = tuple((kind, kind.value) for kind in Kind)


def week(*days: tuple[Entry, ...], banner: Banner | None = None) -> WeekPicture:
    made = tuple(
        Day(name, f"{23 + number} ноя", entries, today=number == 1, note="ничего нет")
        for number, (name, entries) in enumerate(zip(NAMES, days, strict=False))
    )
    return WeekPicture(
        "План: Хабаровские вести", "23–29 ноября", made, LEGEND, "ещё {count}", banner
    )


def drawn(plan: WeekPicture) -> Image.Image:
    image = Image.open(BytesIO(week_picture(plan)))
    assert image.format == "PNG"
    return image.convert("RGB")


def colours(image: Image.Image) -> set[str]:
    found = image.getcolors(image.width * image.height)
    return {"#{:02X}{:02X}{:02X}".format(*colour) for _, colour in found or ()}  # type: ignore[misc]


FULL = tuple(
    Entry(f"{8 + number // 4:02}:{number % 4 * 15:02}", f"Новость {number} о жизни города " * 4)
    for number in range(40)
)


def test_a_week_of_forty_posts_a_day_is_no_taller_than_a_phone() -> None:
    image = drawn(week(*[FULL] * 7, banner=Banner("Пауза до завтра")))
    assert image.width == 1080
    assert HEIGHT - 200 < image.height <= HEIGHT


def test_a_calm_week_is_shorter_and_says_that_days_are_empty() -> None:
    silent, noted = week(*[()] * 7), drawn(week(*[()] * 7))
    assert noted.height < HEIGHT * 0.6
    bare = drawn(replace(silent, days=tuple(replace(day, note="") for day in silent.days)))
    assert bare.size == noted.size
    assert bare.tobytes() != noted.tobytes()


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_its_colour_in_the_day_and_in_the_legend(kind: Kind) -> None:
    shown = drawn(week((Entry("09:00", "Новость", kind),)))
    assert COLOURS[kind] in colours(shown)
    unnamed = replace(week((Entry("09:00", "Новость", kind),)), legend=())
    assert drawn(unnamed).height < shown.height


def test_today_and_mourning_stand_out() -> None:
    assert TODAY in colours(drawn(week((), ())))
    assert TODAY not in colours(drawn(week(())))
    assert MOURNING in colours(drawn(week((), banner=Banner("Траур", mourning=True))))
    assert MOURNING not in colours(drawn(week((), banner=Banner("Пауза"))))


def test_emoji_leave_no_trace() -> None:
    plain = week((Entry("09:00", "Ёлку зажгут 1 декабря"),))
    dressed = week((Entry("09:00", "🎄 Ёлку 👨‍👩‍👧 зажгут 1️⃣ декабря 🇷🇺❤️"),))
    assert week_picture(plain) == week_picture(dressed)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Қазақ, Ӑваш — «ёлка» №5 ₽ 100 %", "Қазақ, Ӑваш — «ёлка» №5 ₽ 100 %"),
        ("и\u0306од\nвторая  строка", "йод вторая строка"),
        ("14\u202fдомов и\u00a05", "14\u00a0домов и\u00a05"),
        ("⚡️ Срочно ❗", "Срочно"),
        ("\ue000\x07\u200b新聞", ""),
    ],
)
def test_what_the_font_lacks_is_dropped(text: str, shown: str) -> None:
    assert showable(text) == shown


@given(
    st.text(st.sampled_from("аШ. W\u00a0"), max_size=60), st.integers(60, 700), st.integers(1, 3)
)
def test_cut_lines_are_never_too_wide(text: str, width: int, lines: int) -> None:
    face, said = font(BODY), showable(text)
    cut = wrap(said, face, width, lines)
    assert len(cut) <= lines
    assert all(face.getlength(line) <= width for line in cut)
    joined = " ".join(cut)
    assert joined == said or (joined.endswith("…") and said.startswith(joined[:-1]))
    assert fit(said, face, 10_000) == said


ENTRIES = st.lists(st.builds(Entry, st.just("09:00"), st.text(max_size=3), st.sampled_from(Kind)))
WEEKS = st.lists(st.tuples(ENTRIES, st.booleans()), max_size=7)


@given(WEEKS, st.integers(14, 40))
@settings(max_examples=200)
@example([(list(FULL), False)] * 7, 20)
@example([(list(FULL), True), ([], False)], 14)
@example([*[([], False)] * 6, (list(FULL[:3]), True)], 14)
def test_rows_keep_order_count_what_they_hide_and_fit(
    days: list[tuple[list[Entry], bool]], lines: int
) -> None:
    made = [
        Day("Пн", "1 дек", tuple(entries), today=today and not any(t for _, t in days[:number]))
        for number, (entries, today) in enumerate(days)
    ]
    found = share(made, lines)
    assert sum(rows.lines for rows in found) <= lines
    for day, rows in zip(made, found, strict=True):
        posts = [entry for entry in day.entries if entry.kind in POSTS]
        kept = [entry for entry in rows.entries if entry.kind in POSTS]
        assert len(kept) + rows.hidden == len(posts)
        rest = iter(posts)
        assert all(entry in rest for entry in kept)  # in the same order


def test_urgent_posts_stay_and_free_slots_go_first() -> None:
    urgent = Entry("20:00", "Авария", Kind.URGENT)
    free = tuple(Entry(f"{hour}:00", "свободно", Kind.FREE) for hour in (12, 15, 18))
    (rows,) = share([Day("Пн", "1 дек", (*FULL, *free, urgent))], 5)
    assert rows.entries == (*FULL[:3], urgent)
    assert rows.hidden == 37
    (rows,) = share([Day("Пн", "1 дек", (*FULL[:1], *free, urgent))], 3)
    assert [entry.title for entry in rows.entries][1] == "· 15:00 · 18:00 свободно"
