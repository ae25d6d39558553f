"""Posts and callings that stand beside a name: «первый заместитель министра края»."""

from __future__ import annotations

import re

from bot.domain.words import words

_HEADS = words("""
    мэр глава губернатор министр директор начальник руководитель председатель заместитель зам
    замначальника замдиректора замминистра замглавы замруководителя замгубернатора зампред
    врио управляющий управляющая заведующий заведующая исполняющий исполняющая специалист врач
    главврач тренер капитан депутат сенатор президент премьер прокурор следователь дознаватель
    инспектор инженер ректор проректор декан профессор доцент учитель учительница педагог
    воспитатель воспитательница куратор редактор координатор модератор организатор автор
    режиссёр режиссер художник актёр актер актриса певец певица дирижёр дирижер солист солистка
    хореограф продюсер писатель поэт журналист корреспондент архитектор строитель прораб мастер
    бригадир диспетчер оператор водитель машинист лётчик летчик спасатель пожарный полковник
    подполковник майор лейтенант генерал старшина сержант командир комиссар атаман священник
    епископ митрополит эксперт аналитик экономист юрист адвокат нотариус судья эколог синоптик
    метеоролог ветеринар фельдшер медсестра хирург терапевт педиатр кардиолог эпидемиолог психолог
    логопед социолог историк археолог краевед музыкант спортсмен спортсменка чемпион чемпионка
    победитель победительница призёр призер участник участница волонтёр волонтер доброволец
    житель жительница горожанин горожанка пенсионер пенсионерка студент студентка школьник
    школьница выпускник выпускница ученик ученица мама отец папа бабушка дедушка жена муж сын дочь
    предприниматель бизнесмен основатель учредитель владелец владелица собственник
    представитель представительница пресс-секретарь секретарь советник помощник уполномоченный
    омбудсмен полпред консул посол аким старший сопредседатель вице-президент вице-премьер
    вице-губернатор гендиректор соучредитель соорганизатор лидер активист активистка член академик
    кандидат доктор лектор спикер ведущий ведущая методист библиотекарь хранитель
    экскурсовод гид тьютор наставник менеджер маркетолог дизайнер программист разработчик аудитор
    бухгалтер кассир продавец фермер агроном зоотехник рыбак охотник лесничий егерь пилот
    """)
_BEFORE = re.compile(
    r"(?:[а-яё-]{2,}(?:ый|ий|ой|ая|яя)|и\.?\s?о\.?|врио|временно|экс-?|бывш\w+|и|вр\.?и\.?о\.?)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w.-]+")
_ACCUSED = (("ого", ("ый", "ой")), ("его", ("ий",)), ("ему", ("ий",)), ("ому", ("ый", "ой")),
            ("ой", ("ая",)), ("ей", ("ая",)), ("ую", ("ая",)))  # fmt: skip

_STRESSED = words("втор городск краев областн рядов полев молод речн штатн морск")


def role_start(text: str) -> int | None:
    """Where the role begins that `text`, which leads up to a name, ends with; None for none."""
    found = list(_WORD.finditer(text))
    heads = [number for number, match in enumerate(found) if _is_head(match.group())]
    if not heads:
        return None
    number = heads[0]
    while number and _BEFORE.fullmatch(found[number - 1].group()):
        between = text[found[number - 1].end() : found[number].start()]
        if between.strip(" \u00a0"):
            break
        number -= 1
    while number < heads[0] and found[number].group() == "и":
        number += 1
    return found[number].start()


def names_role(text: str) -> bool:
    """Whether one of the first words is a role in the nominative («мэр Озёрного»)."""
    return any(_is_head(match.group()) for match in list(_WORD.finditer(text[:120]))[:4])


def nominative_role(text: str) -> str | None:
    """«главного врача больницы» → «главный врач больницы»; None where no rule is sure."""
    parts = text.split(" ")
    for number, part in enumerate(parts):
        head = _head_of(part)
        if head:
            return " ".join([*parts[:number], head, *parts[number + 1 :]])
        plain = _adjective(part)
        if plain is None:
            return None
        parts[number] = plain
    return None


def _is_head(word: str) -> bool:
    lower = word.lower().strip(".")
    return lower in _HEADS or lower.split("-")[-1] in _HEADS


def _head_of(word: str) -> str | None:
    """The nominative of a role's main word; the word itself where it has no other form."""
    if word.lower() in {"врио", "и.о.", "зам"}:
        return word
    for ending, instead in (("а", ""), ("я", "ь"), ("я", "й"), ("у", ""), ("ю", "ь"), ("ы", "а"),
                            ("у", "а"), ("ем", "ь"), ("ом", "")):  # fmt: skip
        stem = word.removesuffix(ending)
        if stem != word and _is_head(stem + instead):
            return stem + instead
    adjective = _adjective(word)
    return adjective if adjective and _is_head(adjective) else None


def _adjective(word: str) -> str | None:
    for ending, options in _ACCUSED:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 1:
            if stem.lower() in _STRESSED and len(options) > 1:
                return stem + "ой"
            if stem.endswith(("г", "к", "х", "ш", "щ", "ж", "ч")) and options[0] == "ый":
                return stem + "ий"
            return stem + options[0]
    return None
