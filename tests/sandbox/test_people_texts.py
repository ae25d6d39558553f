"""Texts as people's apps send them: cut, formatted, edited, refused."""

import pytest

from bot.sandbox.cutting import pieces
from bot.sandbox.texts import Formatted
from tests.sandbox.helpers import CHANNEL, CLOSED, EDITOR, OWNER, READER


@pytest.mark.parametrize(
    ("person", "chat", "text", "error"),
    [
        (OWNER, OWNER, "  ", "Сообщение пустое. Напишите что-нибудь."),
        (READER, CHANNEL, "x", "В канал пишут только администраторы. Напишите боту."),
        (READER, CLOSED, "x", "Этот чат для вас закрыт. Вернитесь к списку чатов."),
        (READER, OWNER, "x", "Этот чат для вас закрыт. Вернитесь к списку чатов."),
        (555, CHANNEL, "x", "Человека с номером 555 здесь нет. Обновите страницу."),
        (OWNER, -5, "x", "Чата -5 здесь нет. Вернитесь к списку чатов."),
    ],
)
async def test_what_can_not_be_written(page, world, person, chat, text, error):
    world.add_channel(CLOSED, "Закрытый", owner_id=OWNER)
    status, body = await page.post(f"chats/{chat}/messages", **{"as": person, "text": text})
    assert (status, body) == (400, {"error": error})


async def test_long_text_is_cut_as_apps_cut_it(api, page):
    text = "\n\n".join("Абзац. " + "слово " * 150 for _ in range(10))
    _, sent = await page.post(f"chats/{OWNER}/messages", **{"as": OWNER, "text": text})
    parts = [message["text"] for message in sent["messages"]]
    assert len(parts) > 1
    assert all(len(part) <= 4096 and part.startswith("Абзац.") for part in parts)
    assert [u["text"] for u in await api.updates("message")] == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc", ["abc"]),
        ("aaaaa\n\nbbb\ncc", ["aaaaa\n\n", "bbb\ncc"]),
        ("aaaaaa bb\nccc", ["aaaaaa bb\n", "ccc"]),
        ("aaaa. bbb ccc", ["aaaa. ", "bbb ccc"]),
        ("aaaaa bbbbbbb", ["aaaaa ", "bbbbbbb"]),
        ("a bbbbbbbbbbb", ["a bbbbbbbb", "bbb"]),
        ("😀😀😀😀😀😀", ["😀😀😀😀😀", "😀"]),
        ("", []),
    ],
)
def test_seams(text, expected):
    found = [piece.text for piece in pieces(Formatted(text), limit=10)]
    assert found == expected


def test_cut_shares_out_the_entities():
    bold = {"offset": 3, "length": 9, "type": {"@type": "textEntityTypeBold"}}
    first, second = pieces(Formatted("aaaaa bbbbbbb", [bold]), limit=10)
    assert [(e["offset"], e["length"]) for e in first.entities] == [(3, 3)]
    assert [(e["offset"], e["length"]) for e in second.entities] == [(0, 6)]


def words_of(texts):
    return [word for text in texts for word in text.split()]


async def test_nothing_of_a_huge_paste_is_lost(api, page):
    text = "\n\n".join(f"Абзац {n}. " + "Слово о городе. " * 40 for n in range(310))[:200_000]
    path = f"chats/{OWNER}/messages"
    _, sent = await page.post(path, **{"as": OWNER, "text": text})
    parts = [message["text"] for message in sent["messages"]]
    assert len(parts) == len(await api.updates("message")) > 48
    assert words_of(parts) == text.split()


async def test_entities_of_a_huge_paste_are_cut_along(page):
    line = "Слово и жирное слово. "
    text = line * 2000
    marks = [
        {"type": "bold", "offset": len(line) * n + 8, "length": 12} for n in range(0, 2000, 25)
    ]
    marks.append({"type": "italic", "offset": 0, "length": len(text)})
    body = {"as": OWNER, "text": text, "entities": marks}
    _, sent = await page.post(f"chats/{OWNER}/messages", **body)
    messages = sent["messages"]
    assert len(messages) > 10
    bold = [
        message["text"][entity["offset"] :][: entity["length"]]
        for message in messages
        for entity in message["entities"]
        if entity["type"] == "bold"
    ]
    assert bold == ["жирное слово"] * 80
    for message in messages:
        italic = [e for e in message["entities"] if e["type"] == "italic"]
        assert sum(e["length"] for e in italic) == len(message["text"])


async def test_blank_pieces_of_a_paste_are_not_sent(page):
    text = "начало" + "\n" * 9000 + "конец"
    _, sent = await page.post(f"chats/{OWNER}/messages", **{"as": OWNER, "text": text})
    assert [message["text"] for message in sent["messages"]] == ["начало", "конец"]


async def test_an_edit_keeps_the_formatting(api, page, world):
    link = {"type": "text_link", "offset": 0, "length": 4, "url": "https://ya.ru/"}
    quote = {"type": "blockquote", "offset": 5, "length": 6}
    own = world.send_text(EDITOR, EDITOR, "Было")[0]["message_id"]
    await api.updates()
    body = {"as": EDITOR, "message_id": own, "text": "Сайт цитата", "entities": [link, quote]}
    _, edited = await page.post(f"chats/{EDITOR}/edit", **body)
    marks = [link, quote]
    assert sorted(edited["message"]["entities"], key=lambda e: e["offset"]) == marks
    (update,) = await api.updates("edited_message")
    assert sorted(update["entities"], key=lambda e: e["offset"]) == marks
    assert world.edit(EDITOR, EDITOR, own, "Сайт", [link])["entities"] == [link]


async def test_an_edit_has_to_fit(page, world):
    own = world.send_text(EDITOR, EDITOR, "x")[0]["message_id"]
    body = {"as": EDITOR, "message_id": own, "text": "я" * 4097}
    status, answer = await page.post(f"chats/{EDITOR}/edit", **body)
    assert (status, answer) == (400, {"error": "Текст длиннее 4096 знаков. Сократите его."})


async def test_broken_characters_are_refused_in_words(page):
    body = {"as": OWNER, "text": "x", "entities": [{"type": "bold"}]}
    status, answer = await page.post(f"chats/{OWNER}/messages", **body)
    assert status == 400
    assert answer["error"].startswith("Такой текст не отправить")
