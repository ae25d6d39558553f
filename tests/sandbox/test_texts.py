"""Texts as Telegram takes and returns them (bot-api.md §2, errors 9-16; §3)."""

import pytest

from tests.sandbox.helpers import CHANNEL, PNG

EMPTY = "400 Bad Request: message text is empty"
BLANK = "400 Bad Request: text must be non-empty"
PARSE = "400 Bad Request: can't parse entities: "
ENTITY = "400 Bad Request: can't parse MessageEntity: "


@pytest.mark.parametrize(
    ("params", "refusal"),
    [
        ({}, EMPTY),
        ({"text": ""}, EMPTY),
        ({"text": " \n "}, BLANK),
        ({"text": "\u200b\u200d"}, BLANK),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, BLANK),
        ({"text": "x" * 4097}, "400 Bad Request: message is too long"),
        ({"text": "я" * 16385}, "400 Bad Request: text is too long"),
        ({"text": "x", "parse_mode": "XML"}, "400 Bad Request: unsupported parse_mode"),
        (
            {"text": "a < b", "parse_mode": "HTML"},
            PARSE + 'Unsupported start tag "" at byte offset 2',
        ),
        (
            {"text": "<b>a</i>", "parse_mode": "html"},
            PARSE + 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
        ),
        (
            {"text": "Да.", "parse_mode": "MarkdownV2"},
            PARSE + "Character '.' is reserved and must be escaped with the preceding '\\'",
        ),
        (
            {"text": "*a", "parse_mode": "Markdown"},
            PARSE + "Can't find end of the entity starting at byte offset 0",
        ),
        ({"text": "x", "entities": [1]}, ENTITY + "expected an Object"),
        ({"text": "x", "entities": [{}]}, ENTITY + 'Can\'t find field "type"'),
        ({"text": "x", "entities": [{"type": "loud"}]}, ENTITY + "Unsupported type specified"),
        (
            {"text": "x", "entities": [{"type": "bold", "offset": 0}]},
            ENTITY + 'Can\'t find field "length"',
        ),
        (
            {"text": "x", "entities": [{"type": "bold", "offset": [], "length": 1}]},
            ENTITY + 'Field "offset" must be of type Number',
        ),
        (
            {"text": "x", "entities": [{"type": "bold", "offset": 0, "length": 2}]},
            "400 Bad Request: entity beginning at UTF-16 offset 0 ends after the end of the text"
            " at UTF-16 offset 2",
        ),
    ],
)
async def test_refused(api, params, refusal):
    assert await api.refused("sendMessage", chat_id=CHANNEL, **params) == refusal


@pytest.mark.parametrize(
    ("params", "text", "entities"),
    [
        ({"text": "😀" * 4096}, "😀" * 4096, []),
        ({"text": " a\tb\r\nc \u202ed\n "}, "a b\nc d", []),
        ({"text": "x *y* _z_ [a](b)"}, "x *y* _z_ [a](b)", []),
        ({"text": "x", "entities": "not json"}, "x", []),
        ({"text": "x", "entities": {"type": "bold"}}, "x", []),
        ({"text": "x", "entities": [{"type": "url", "offset": 0, "length": 1}]}, "x", []),
        (
            {"text": "#новость @durov_x ya.ru a@b.ru"},
            "#новость @durov_x ya.ru a@b.ru",
            [("hashtag", 0, 8), ("mention", 9, 8), ("url", 18, 5), ("email", 24, 6)],
        ),
        (
            {"text": "<a href='http://x.y'>z</a>", "parse_mode": "HTML"},
            "z",
            [("text_link", 0, 1)],
        ),
        (
            {"text": "<a href='javascript:x'>z</a>", "parse_mode": "HTML"},
            "z",
            [],
        ),
        (
            {
                "text": "<code>ya.ru</code> <blockquote expandable>b</blockquote>",
                "parse_mode": "HTML",
            },
            "ya.ru b",
            [("code", 0, 5), ("expandable_blockquote", 6, 1)],
        ),
        (
            {"text": "<b>see ya.ru now</b>", "parse_mode": "HTML"},
            "see ya.ru now",
            [("bold", 0, 4), ("url", 4, 5), ("bold", 4, 5), ("bold", 10, 3)],
        ),
        ({"text": " <b>\n x </b>", "parse_mode": "HTML"}, "x", [("bold", 0, 1)]),
        (
            {
                "text": "abc",
                "entities": [
                    {"type": "bold", "offset": 0, "length": 1},
                    {"type": "bold", "offset": 1, "length": 1},
                ],
            },
            "abc",
            [("bold", 0, 2)],
        ),
        (
            {"text": "<tg-time unix='5' format='wDT'>x</tg-time>", "parse_mode": "HTML"},
            "x",
            [("date_time", 0, 1)],
        ),
    ],
)
async def test_posted(api, params, text, entities):
    post = await api("sendMessage", chat_id=CHANNEL, **params)
    found = [(e["type"], e["offset"], e["length"]) for e in post.get("entities", [])]
    assert (post["text"], found) == (text, entities)


async def test_link_is_normalised_and_mention_knows_the_person(api):
    post = await api(
        "sendMessage",
        chat_id=CHANNEL,
        text="ab",
        entities=[
            {"type": "text_link", "offset": 0, "length": 1, "url": "http://x.y"},
            {"type": "text_mention", "offset": 1, "length": 1, "user": {"id": 7}},
        ],
    )
    link, mention = post["entities"]
    assert link["url"] == "http://x.y/"
    assert mention["user"]["first_name"] == "Анна"


async def test_only_a_hundred_entities_of_a_sender_count(api):
    marks = [{"type": "bold", "offset": 2 * i, "length": 1} for i in range(120)]
    post = await api("sendMessage", chat_id=CHANNEL, text="x " * 120, entities=marks)
    assert len(post["entities"]) == 100


@pytest.mark.parametrize(
    ("caption", "refusal"),
    [
        ("x" * 1025, "400 Bad Request: message caption is too long"),
        ("<b>x", PARSE + 'Can\'t find end tag corresponding to start tag "b"'),
    ],
)
async def test_captions_refused(api, caption, refusal):
    found = await api.refused(
        "sendPhoto",
        chat_id=CHANNEL,
        caption=caption,
        parse_mode="HTML",
        files={"photo": ("a.png", PNG)},
    )
    assert found == refusal


@pytest.mark.parametrize("caption", ["", "   ", "x" * 1024])
async def test_captions_taken(api, caption):
    post = await api(
        "sendPhoto", chat_id=CHANNEL, caption=caption, files={"photo": ("a.png", PNG)}
    )
    assert post.get("caption", "") == caption.strip()


async def test_broken_utf8_is_refused(session, api):
    async with session.post(
        f"/bot{api.token}/sendMessage",
        data=b"chat_id=-1001&text=%D0",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    ) as response:
        description = (await response.json())["description"]
    assert description == "Bad Request: strings must be encoded in UTF-8"
