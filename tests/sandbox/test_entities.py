"""The two spellings of an entity say the same."""

import pytest

from bot.sandbox import entities
from bot.sandbox.errors import ApiError
from bot.sandbox.texts import Formatted, fix

PEOPLE = {7: {"id": 7, "is_bot": False, "first_name": "Анна"}}


def mark(kind, **extra):
    return {"offset": 0, "length": 1, "type": kind, **extra}


@pytest.mark.parametrize(
    "entity",
    [
        *(
            mark(kind)
            for kind in (
                "bold",
                "italic",
                "underline",
                "strikethrough",
                "spoiler",
                "code",
                "pre",
                "blockquote",
                "expandable_blockquote",
            )
        ),
        mark("pre", language="python"),
        mark("text_link", url="http://ya.ru/"),
        mark("text_mention", user=PEOPLE[7]),
        mark("custom_emoji", custom_emoji_id="5368324170671202286"),
        *(
            mark("date_time", unix_time=5, date_time_format=code)
            for code in ("r", "wDT", "dt", "T")
        ),
        mark("date_time", unix_time=5),
    ],
)
def test_there_and_back(entity):
    (read,) = fix(Formatted("x", entities.read([entity]))).entities
    assert entities.write(read, PEOPLE) == entity


@pytest.mark.parametrize(
    ("entity", "reason"),
    [
        (mark(""), "Type is not specified"),
        (mark(None), 'Field "type" must be of type String'),
        (mark("text_link"), 'Can\'t find field "url"'),
        (mark("text_link", url=[]), 'Field "url" must be of type String'),
        (mark("text_mention"), 'Can\'t find field "user"'),
        (mark("text_mention", user={}), 'Can\'t find field "id"'),
        (mark("custom_emoji"), 'Can\'t find field "custom_emoji_id"'),
        (mark("date_time"), 'Can\'t find field "unix_time"'),
        ({"type": "bold", "offset": True, "length": 1}, 'Field "offset" must be of type Number'),
    ],
)
def test_refused(entity, reason):
    with pytest.raises(ApiError, match="can't parse MessageEntity") as caught:
        entities.read([entity])
    assert caught.value.description == f"Bad Request: can't parse MessageEntity: {reason}"


def test_numbers_may_be_written_as_strings():
    (read,) = entities.read([{"type": "bold", "offset": "0", "length": "1"}])
    assert (read["offset"], read["length"]) == (0, 1)


def test_mention_of_an_unknown_person_is_not_shown():
    (read,) = entities.read([mark("text_mention", user={"id": 555})])
    assert entities.write(read, PEOPLE) is None
