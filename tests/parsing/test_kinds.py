"""What a line is, by its own evidence and by its place."""

from __future__ import annotations

import pytest

from bot.parsing.kinds import Kind
from tests.parsing.reading import bodies, kinds, read

HEADLINE = "В Озёрном открыли новый мост"
BODY = "Мост через реку Белую строили два года. Движение начнётся 1 декабря в полдень."

ANYWHERE = [
    ("Поделиться", Kind.NOISE),
    ("Версия для печати", Kind.NOISE),
    ("Просмотров: 1 204", Kind.NOISE),
    ("Комментарии (12)", Kind.NOISE),
    ("37", Kind.NOISE),
    ("* * *", Kind.NOISE),
    ("Главная / Новости / Город", Kind.NOISE),
    ("Новости › Город › Дороги", Kind.NOISE),
    ("👁 1 204   💬 5", Kind.NOISE),
    ("Количество просмотров: 56", Kind.NOISE),
    ("Теги: мост, дороги", Kind.NOISE),
    ("Назад к списку", Kind.NOISE),
    ("© 2026 Администрация Озёрного", Kind.NOISE),
    ("Мы в Telegram, ВКонтакте и Дзене", Kind.NOISE),
    ("Подписывайтесь на наш канал в Telegram", Kind.NOISE),
    ("Читайте нас в Дзене", Kind.NOISE),
    ("Больше новостей на нашем сайте", Kind.NOISE),
    ("Добавьте нас в избранные источники", Kind.NOISE),
    ("Вы стали свидетелем происшествия? Пишите в редакцию", Kind.NOISE),
    ("Популярные новости за сутки", Kind.NOISE),
    ("Предыдущая запись", Kind.NOISE),
    ("Следующая новость: В Озёрном выпал снег", Kind.NOISE),
    ("Чтобы оставить комментарий, войдите на сайт", Kind.NOISE),
    ("Мы используем cookie. Оставаясь на сайте, вы соглашаетесь с этим", Kind.NOISE),
    ("12,5 тыс. подписчиков", Kind.NOISE),
    ("Анна Лунина © Вестник Озёрного", Kind.PHOTO),
    ("Анна Лунина/ТАСС", Kind.PHOTO),
    ("Фотографии Ивана Ветрова, портал Озёрного", Kind.PHOTO),
    ("Первоисточник: администрация Озёрного", Kind.SOURCE),
    ("Наш телеграм-канал @ozerny_news (12+)", Kind.FOOTER),
    ("Подписаться: https://t.me/ozerny_news", Kind.FOOTER),
    ("16+", Kind.FOOTER),
    ("Фото: Иван Ветров", Kind.PHOTO),
    ("Фото автора", Kind.PHOTO),
    ("#мост #город_Озёрный", Kind.HASHTAGS),
    ("#мост#дороги#новости района", Kind.HASHTAGS),
    ("Источник: администрация Озёрного", Kind.SOURCE),
    ("Рубрика: Город", Kind.RUBRIC),
    ("Контакты для СМИ: 8 (4212) 00-00-01, Анна", Kind.CONTACTS),
    ("Пресс-служба завода, тел. 8-914-000-00-00", Kind.CONTACTS),
]

CONTENT = [
    "Горячая линия: 8-800-000-00-11.",
    "Телефон доверия: 8 (4212) 00-02-02",
    "При аварии звоните 112.",
    "Запись по телефону: 8 (4212) 00-00-05",
    "Адрес: г. Озёрный, ул. Портовая, 3",
    "Билеты от 300 до 500 рублей (12+)",
    "Для справки: мост построен в 1956 году.",
    "Реклама. ООО «Мост», erid: 2Vtzq00000",
    "Настоящий материал произведён иностранным агентом",
    "* деятельность организации запрещена в России",
    "Начало в 18:30",
    "10:00 Торжественное открытие моста",
    "При использовании печей не оставляйте огонь без присмотра",
    "Изменено 5 автобусных маршрутов",
    "Пишите заявления на имя мэра до 5 декабря",
    "Справки: @ozerny_bot",
    "Следите за уровнем воды: он растёт",
    "Фото победителей опубликуют на стенде школы",
    "Читайте детям вслух каждый вечер",
    "Рекомендуем:",
    "Другие новости посёлок узнает в декабре.",
    "Начало в 18:30, вход свободный / по билетам",
]


@pytest.mark.parametrize(("line", "kind"), ANYWHERE)
def test_furniture_is_known_below_the_text(line: str, kind: Kind) -> None:
    assert kinds(f"{HEADLINE}\n\n{BODY}\n\n{line}")[-1] is kind


@pytest.mark.parametrize(("line", "kind"), ANYWHERE)
def test_furniture_is_known_between_paragraphs(line: str, kind: Kind) -> None:
    assert kinds(f"{HEADLINE}\n\n{BODY}\n\n{line}\n\n{BODY}")[2] is kind


@pytest.mark.parametrize("line", CONTENT)
def test_content_that_looks_like_furniture_stays(line: str) -> None:
    assert kinds(f"{HEADLINE}\n\n{BODY}\n\n{line}\n\n{BODY}")[2] is Kind.BODY
    assert kinds(f"{HEADLINE}\n\n{BODY}\n\n{line}")[-1] is Kind.BODY


PLACES = [
    pytest.param(
        f"Город сегодня\n\n{HEADLINE}\n\n{BODY}", "RUBRIC HEADLINE BODY", id="rubric above"
    ),
    pytest.param(
        f"{HEADLINE}\n\nГород\n\n{HEADLINE}\n\n{BODY}",
        "HEADLINE RUBRIC REPEATED BODY",
        id="rubric between",
    ),
    pytest.param(
        f"{HEADLINE}\nlogo\n24.11.2026, 10:05\nПресс-служба мэрии г. Озёрный\n{BODY}",
        "HEADLINE NOISE DATE SOURCE BODY",
        id="page furniture",
    ),
    pytest.param(
        f"24 ноября 2026 10:05\n{HEADLINE}\n{BODY}\n12\n0", "DATE HEADLINE BODY NOISE NOISE",
        id="date above, counters below",
    ),
    pytest.param(
        f"{HEADLINE}\n\n{BODY}\n\nАнна Лунина", "HEADLINE BODY AUTHOR", id="byline below"
    ),
    pytest.param(
        f"{HEADLINE}\n\n{BODY}\n\nОтдел информации администрации района\n#мост",
        "HEADLINE BODY SOURCE HASHTAGS",
        id="signed by an office",
    ),
    pytest.param(
        f"От: a@b.ru\nКому: c@d.ru\nТема: Мост\n\nДобрый день, коллеги!\n\n"
        f"Просим опубликовать новость.\n\n{HEADLINE}\n\n{BODY}\n\nС уважением,\nАнна Лунина\n"
        "тел. 8-914-000-00-00",
        "NOISE NOISE NOISE NOISE NOISE HEADLINE BODY CONTACTS CONTACTS CONTACTS",
        id="a letter",
    ),
    pytest.param(
        f"{HEADLINE}\n\n{BODY}\n\nЧитайте также:\nВ крае новый парк\nЗима будет\n\n{BODY}",
        "HEADLINE BODY NOISE NOISE NOISE BODY",
        id="headlines of other stories",
    ),
    pytest.param(
        f"{HEADLINE}\n\n{BODY}\n\nФото: Иван Ветров\n\n"
        "В Озёрном выпал первый снег этой зимы\nЖителей посёлка зовут на ярмарку мёда",
        "HEADLINE BODY PHOTO NOISE NOISE",
        id="headlines of other stories below the credit",
    ),
    pytest.param(
        f"Прочие вести\nВ Портовом выпал снег\n{HEADLINE}\n24.11.2026 (10:05)\n{BODY}",
        "RUBRIC BODY HEADLINE DATE BODY",
        id="the date stands under the headline",
    ),
    pytest.param(
        f"Опубликовано вт, 11/24/2026 - 10:05 пользователем Гость\n{HEADLINE}\n{BODY}",
        "DATE HEADLINE BODY",
        id="who put it on the page",
    ),
    pytest.param(
        f"{HEADLINE}\n\n{BODY}\n\nПобедители\nАнна Лунина\nПётр Кедров",
        "HEADLINE BODY BODY BODY BODY",
        id="names, one a line, are no bylines",
    ),
    pytest.param(
        f"Управление дорог сообщает\n\n{HEADLINE}\n\n{BODY}", "BODY HEADLINE BODY",
        id="an office announces",
    ),
    pytest.param(
        f"{HEADLINE}\n\n{BODY}\n\nКонтакты для СМИ:\nАнна Лунина\n8-914-000-00-00\n\n{BODY}",
        "HEADLINE BODY CONTACTS CONTACTS CONTACTS BODY",
        id="a block of contacts",
    ),
    pytest.param(
        f"{HEADLINE}\nРека Белая у старой пристани.\n{BODY}\n\n{BODY}\n\n{BODY}\n\n{BODY}",
        "HEADLINE NOISE BODY BODY BODY BODY",
        id="a caption without its picture",
    ),
    pytest.param(
        f"{HEADLINE}\nДвижение начнётся в декабре.\n{BODY}\n\n{BODY}\n\n{BODY}\n\n{BODY}",
        "HEADLINE BODY BODY BODY BODY BODY",
        id="a subtitle is no caption",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_the_place_decides_the_rest(text: str, expected: str) -> None:
    assert " ".join(kind.name for kind in kinds(text)) == expected


READERS = [
    "Просим всех, кто располагает информацией о водителе, позвонить по телефону 102.",
    "Просим жителей сохранять материалы с видеорегистраторов.",
    "Будем благодарны за информацию о пропавшем мальчике.",
]


@pytest.mark.parametrize("line", READERS)
def test_what_is_asked_of_readers_stays(line: str) -> None:
    release = read(f"Ищут свидетелей аварии\n\nАвария произошла вечером у моста.\n\n{line}")
    assert bodies(release)[-1] == line
    assert release.cuts == ()


NEWSROOM = [
    "Просим опубликовать на вашем сайте.",
    "Прошу разместить информацию в ленте новостей.",
    "Направляем пресс-релиз для публикации.",
    "Будем благодарны за размещение!",
    "Заранее спасибо.",
]


@pytest.mark.parametrize("line", NEWSROOM)
def test_what_is_asked_of_a_newsroom_goes(line: str) -> None:
    release = read(f"{line}\n\nОткрыт мост\n\nМост через реку построили за два года.")
    assert [cut.text for cut in release.cuts] == [line]


def test_a_rubrics_name_below_the_text_is_a_heading_of_it() -> None:
    release = read(
        "Что изменится с декабря\n\nПенсии\n\nИх проиндексируют с декабря.\n\nЖКХ\n\n"
        "Плату пересчитают.\n\nТранспорт\n\nПроезд подорожает на два рубля."
    )
    shown = bodies(release)
    assert ("ЖКХ" in shown, "Транспорт" in shown) == (True, True)


WHOLE = [
    "Мэр поздравил медиков с Днём медика, а учителей с Днём учителя.",
    "Подписаться на рассылку об отключениях можно на сайте водоканала.",
    "Подробности – на сайте most.example и в группе ВКонтакте vk.com/most.",
]


@pytest.mark.parametrize("sentence", WHOLE)
def test_a_sentence_of_the_story_stays_whole(sentence: str) -> None:
    text = f"{sentence} Праздник прошёл в доме культуры, гостей было много."
    release = read(f"Новости недели\n\n{text}")
    assert (bodies(release), release.cuts) == ([text], ())
