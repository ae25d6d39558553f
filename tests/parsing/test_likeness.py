"""How much alike two texts are, and where the line to a near-duplicate runs."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.release import RawRelease
from bot.domain.text import FormattedText
from bot.parsing import parse
from bot.parsing.likeness import ALIKE, SIZE, least_shared, likeness, sketch, sketch_of

BRIDGE = """Движение по мосту через Чёрную речку перекроют с пятницы, 27 ноября, с десяти часов \
вечера. Объезд для легковых машин пойдёт по улице Заводской, грузовым придётся ехать через \
Северный узел. Как рассказали в управлении дорог, рабочие заменят деформационный шов, который \
служит уже двадцать лет. «Шов изношен полностью, ждать весны нельзя», — сказал начальник \
управления Сергей Ковалёв. Открыть проезд обещают в воскресенье к шести часам утра."""

REWORDED = """Движение по мосту через Черную речку перекроют с пятницы, 27 ноября, с 22 часов. \
Объезд для легковых машин будет по улице Заводской, грузовым машинам придётся ехать через \
Северный узел. Как сообщили в управлении дорог, рабочие заменят деформационный шов, который \
служит уже двадцать лет. «Шов изношен полностью, ждать весны нельзя», — пояснил начальник \
управления Сергей Ковалёв. Открыть проезд обещают в воскресенье к шести утра."""

FOLLOW_UP = """Движение по мосту через Чёрную речку открыли в субботу вечером: рабочие заменили \
деформационный шов быстрее, чем обещали. «Погода помогла, и бригада работала без перерыва», — \
сказал начальник управления дорог Сергей Ковалёв. Следующим закроют мост на улице Садовой."""

WEATHER = """В среду, 25 ноября, в городе ожидается переменная облачность, без осадков. Ветер \
северо-западный, 5–10 метров в секунду. Температура воздуха ночью −18…−20 градусов, днём −9…−11. \
На дорогах местами гололедица. Водителей просят соблюдать дистанцию, пешеходов — переходить улицу \
только по переходам. Телефон экстренных служб — 112."""

WEATHER_NEXT = """В четверг, 26 ноября, в городе ожидается облачная погода, небольшой снег. Ветер \
западный, 8–13 метров в секунду. Температура воздуха ночью −14…−16 градусов, днём −7…−9. \
На дорогах местами снежный накат. Водителей просят соблюдать дистанцию, пешеходов — переходить \
улицу только по переходам. Телефон экстренных служб — 112."""

SAME_FORM = """В дежурную часть полиции обратилась {story}. Возбуждено уголовное дело \
по признакам преступления, предусмотренного частью 3 статьи 159 Уголовного кодекса \
«Мошенничество». Ведётся следствие. Полиция напоминает: не сообщайте незнакомым людям данные \
карт и коды из сообщений."""
FRAUD = SAME_FORM.format(
    story="54-летняя жительница Северного района. Ей позвонил неизвестный, назвался "
    "сотрудником банка и сказал, что на её имя берут кредит. Женщина перевела 640 тысяч рублей на "
    "«безопасный» счёт и поняла, что это обман, только когда поговорила с дочерью"
)
OTHER_FRAUD = SAME_FORM.format(
    story="студентка медицинского колледжа. В мессенджере ей предложили вложить сбережения "
    "в акции нефтяной компании, первую неделю на экране росла прибыль, а потом сайт исчез "
    "вместе с её деньгами. Девушка осталась без ста тысяч, которые копила на учёбу"
)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        (BRIDGE, BRIDGE, True),
        (BRIDGE, REWORDED, True),
        (BRIDGE, BRIDGE[: BRIDGE.index(" Открыть")], True),
        (BRIDGE, FOLLOW_UP, False),
        (WEATHER, WEATHER_NEXT, False),
        (FRAUD, OTHER_FRAUD, False),
        ("Доброе утро, город!", "Доброе утро, город!", False),  # too short to tell
    ],
)
def test_a_near_duplicate_is_told_from_the_next_news(one: str, other: str, near: bool) -> None:
    assert (likeness(sketch_of(one), sketch_of(other)) >= ALIKE) is near


def test_case_yo_and_endings_make_no_difference() -> None:
    changed = BRIDGE.upper().replace("Ё", "Е")
    assert likeness(sketch_of(BRIDGE), sketch_of(changed)) == 1.0


def test_rubric_hashtags_and_footer_do_not_count() -> None:
    plain = parse(RawRelease(FormattedText(f"Мост закроют\n\n{BRIDGE}")))
    dressed = parse(
        RawRelease(FormattedText(f"Мост закроют\n\n{BRIDGE}\n\n#дороги #мост\n\n@somenews (12+)"))
    )
    assert sketch(plain) == sketch(dressed)


WORDS = st.lists(st.sampled_from(["мост", "дорога", "снег", "мэр", "школа"]), max_size=400)


@given(WORDS, WORDS)
def test_likeness_is_a_share_and_the_same_both_ways(one: list[str], other: list[str]) -> None:
    a, b = sketch_of(" ".join(one)), sketch_of(" ".join(other))
    share = likeness(a, b)
    assert 0 <= share <= 1
    assert share == likeness(b, a)
    assert len(a) <= SIZE
    assert all(-(2**63) <= number < 2**63 for number in a)
    if share >= ALIKE:  # or the search by shared hashes would miss it
        assert len(a & b) >= least_shared(a)


def test_the_estimate_of_long_texts_is_near_the_truth() -> None:
    words = [f"слово{n}" for n in range(2000)]
    half_new = words[:1500] + [f"другое{n}" for n in range(500)]
    share = likeness(sketch_of(" ".join(words)), sketch_of(" ".join(half_new)))
    assert share == pytest.approx(0.75, abs=0.08)


def test_a_release_of_ordinary_length_is_sketched_at_once() -> None:
    sketch_of(BRIDGE)  # whatever is loaded on first use
    text = " ".join(f"{BRIDGE} {n}" for n in range(8))
    assert len(text) > 3000
    began = time.perf_counter()
    sketch_of(text)
    assert time.perf_counter() - began < 0.05  # 1 ms, on a machine that does nothing else
