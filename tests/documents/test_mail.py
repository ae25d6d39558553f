"""Letters with what is attached to them, and pages saved as one file."""

from __future__ import annotations

from email.message import EmailMessage

from docx import Document as Word

from bot.documents.formats.extract import extract
from tests.documents import made


def letter(subject: str = "Тема", text: str = "", html: str = "") -> EmailMessage:
    """A letter with a body in one form or two."""
    message = EmailMessage()
    message["From"] = "Пресс-служба <press@example.org>"
    message["Subject"] = subject
    message["Message-ID"] = "<1@example.org>"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def test_the_subject_is_the_headline_where_the_text_has_none() -> None:
    message = letter("Fwd: В посёлке открыли новый каток", "Лёд залили вчера.\nВход свободный.")
    found = extract("письмо.eml", message.as_bytes())
    assert found.text.text == (
        "В посёлке открыли новый каток\n\nЛёд залили вчера.\nВход свободный."
    )
    assert made.marked(found.text) == [("bold", "В посёлке открыли новый каток")]


def test_the_subject_is_not_repeated() -> None:
    message = letter("Открыт новый каток", "Пресс-релиз\n\nОТКРЫТ НОВЫЙ КАТОК\n\nЛёд залит.")
    assert extract("a.eml", message.as_bytes()).text.text.casefold().count("каток") == 1
    assert extract("a.eml", letter("релиз", "Лёд залит.").as_bytes()).text.text == "Лёд залит."


def test_a_greeting_gives_way_to_what_is_attached_and_pictures_keep_their_order() -> None:
    document = Word()
    document.add_paragraph("Текст из вложения.")
    message = letter("Каток", "Добрый день!", "<p>Добрый <b>день</b>!<img src='cid:ice'></p>")
    html = message.get_payload()[1]
    html.add_related(made.photo(700, 500), "image", "jpeg", cid="<ice>")
    message.add_attachment(
        made.word(document), "application", "octet-stream", filename="релиз.docx"
    )
    message.add_attachment(made.photo(500, 700), "image", "jpeg", filename="второе.jpg")
    message.add_attachment(b"\0\1\2" * 50, "application", "x-thing", filename="смета.bin")
    found = extract("письмо.eml", message.as_bytes())
    assert found.text.text == "Текст из вложения.\n\nДобрый день!"
    assert made.sizes(found) == [(700, 500), (500, 700)]
    assert found.unread == ("смета.bin",)


def test_a_forwarded_letter_is_read() -> None:
    outer = letter("Тема", "См. ниже.")
    outer.add_attachment(letter("Тема", "Мост закрыт на ремонт."))
    assert extract("a.eml", outer.as_bytes()).text.text == "Мост закрыт на ремонт.\n\nСм. ниже."


def test_a_covering_letter_stands_behind_what_it_brings() -> None:
    letter = EmailMessage()
    letter["Subject"] = "Пресс-релиз: открытие катка"
    letter.set_content("Добрый день! Просим опубликовать.\n\nС уважением,\nИван Петров\n")
    text = "Каток открыт\n\nКаток на Школьной улице принял первых посетителей в субботу утром."
    letter.add_attachment(text.encode(), "text", "plain", filename="release.txt")
    assert extract("a.eml", letter.as_bytes()).text.text.startswith(text)
