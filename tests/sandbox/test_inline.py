"""Inline mode: `@bot words`, results, and the one that is chosen (Bot API, "Inline mode")."""

import pytest

from tests.sandbox.helpers import CHANNEL, EDITOR, GROUP, OWNER, PNG, READER, TOKEN

TOO_OLD = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"

TOO_MANY = "too many inline query results specified"


def article(number="1", text="Слова", **more):
    content = {"message_text": text}
    return {
        "type": "article",
        "id": number,
        "title": "Пост",
        "input_message_content": content,
    } | more


@pytest.fixture(autouse=True)
def switched_on(world):
    world.add_bot(TOKEN, "vestnik_bot", "Вестник", inline=True, inline_feedback=True)
    world.add_group(GROUP, "Двор", owner_id=READER)
    world.set_member(GROUP, 42, "member")
    world.delivery.queue(world.directory.bots[TOKEN]).clear()


async def asked(api, world, words="мост", chat=GROUP, person=READER):
    query_id = world.ask_inline(person, chat, words)
    (query,) = await api.updates("inline_query")
    assert query["id"] == query_id
    return query


async def test_from_the_words_to_the_message(api, world):
    assert (await api("getMe"))["supports_inline_queries"] is True
    query = await asked(api, world)
    assert (query["query"], query["offset"], query["chat_type"]) == ("мост", "", "supergroup")
    assert query["from"]["id"] == READER
    button = {"inline_keyboard": [[{"text": "Открыть", "url": "https://t.me/khabvesti/1"}]]}
    results = [article(description="о мосте", reply_markup=button)]
    answer = {"inline_query_id": query["id"], "results": results, "next_offset": "10"}
    assert await api("answerInlineQuery", **answer) is True
    offered = await world.inline_answer(query["id"], 0)
    assert offered["next_offset"] == "10"
    assert offered["results"] == [
        {"id": "1", "kind": "article", "title": "Пост", "description": "о мосте"}
    ]
    sent = world.choose_inline(READER, GROUP, query["id"], "1")
    assert (sent["text"], sent["via_bot"]["id"], sent["from"]["id"]) == ("Слова", 42, READER)
    told = await api.updates()
    assert [key for update in told for key in update if key != "update_id"] == [
        "message",  # the bot is told of what is sent via it, in spite of privacy mode
        "chosen_inline_result",
    ]
    assert told[0]["message"]["reply_markup"]["inline_keyboard"][0][0]["text"] == "Открыть"
    assert told[1]["chosen_inline_result"] == {
        "result_id": "1",
        "from": query["from"],
        "query": "мост",
    }


async def test_a_photo_that_telegram_holds(api, world):
    photo = await api("sendPhoto", chat_id=CHANNEL, files={"photo": ("p.png", PNG)})
    file_id = photo["photo"][-1]["file_id"]
    query = await asked(api, world)
    cached = {"type": "photo", "id": "p", "photo_file_id": file_id, "caption": "Мост"}
    await api("answerInlineQuery", inline_query_id=query["id"], results=[cached])
    (shown,) = (await world.inline_answer(query["id"], 0))["results"]
    assert shown["photo"][0]["url"].startswith("/sandbox/files/")
    sent = world.choose_inline(READER, GROUP, query["id"], "p")
    assert sent["caption"] == "Мост"
    assert sent["photo"]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"results": [article(str(n)) for n in range(51)]}, TOO_MANY),
        ({"results": [article(), article()]}, "RESULT_ID_DUPLICATE"),
        ({"results": [article("")]}, "RESULT_ID_EMPTY"),
        ({"results": [article("x" * 65)]}, "RESULT_ID_INVALID"),
        ({"results": [article(title=" ")]}, "ARTICLE_TITLE_EMPTY"),
        ({"results": [article(text="x" * 4097)]}, "MESSAGE_TOO_LONG"),
        ({"results": [article(text="")]}, "message text is empty"),
        ({"results": [article(input_message_content=None)]}, "inline message can't be empty"),
        ({"results": [{"id": "1"}]}, 'can\'t parse InlineQueryResult: Can\'t find field "type"'),
        ({"results": [{"type": "photo", "id": "1", "photo_file_id": "x!"}]},
         "wrong remote file identifier specified: Wrong character in the string"),
        ({"results": "no"}, "can't parse JSON encoded inline query results"),
        ({"results": [], "next_offset": "ю" * 33}, "NEXT_OFFSET_INVALID"),
        ({"results": [], "button": {"text": "x"}}, "can't use empty start_parameter"),
        ({"results": [], "button": {"text": "x", "start_parameter": "я"}},
         "unallowed characters in start_parameter are used"),
    ],
)  # fmt: skip
async def test_what_is_refused(api, world, answer, error):
    query = await asked(api, world)
    refused = await api.refused("answerInlineQuery", inline_query_id=query["id"], **answer)
    assert refused == f"400 Bad Request: {error}"
    assert await world.inline_answer(query["id"], 0) == {"answered": False}


async def test_an_answer_comes_once_and_in_time(api, world, clock, other):
    query = await asked(api, world)
    answer = {"inline_query_id": query["id"], "results": [article()], "cache_time": 0}
    assert await other.refused("answerInlineQuery", **answer) == TOO_OLD
    await api("answerInlineQuery", **answer)
    assert await api.refused("answerInlineQuery", **answer) == TOO_OLD
    late = await asked(api, world)
    clock.advance(31)
    assert (
        await api.refused("answerInlineQuery", **{**answer, "inline_query_id": late["id"]})
        == TOO_OLD
    )


async def test_telegram_answers_from_its_cache(api, world, clock):
    query = await asked(api, world)
    kept = {"results": [article()], "cache_time": 60}
    await api("answerInlineQuery", inline_query_id=query["id"], **kept)
    again = world.ask_inline(OWNER, OWNER, "мост")
    assert (await world.inline_answer(again, 0))["results"][0]["id"] == "1"
    assert await api.updates() == []
    clock.advance(61)
    mine = await asked(api, world)
    await api("answerInlineQuery", inline_query_id=mine["id"], is_personal=True, **kept)
    await asked(api, world, person=OWNER, chat=OWNER)  # not from what was personal


async def test_the_page_asks_and_chooses(api, page, world, tasks):
    path = f"chats/{EDITOR}/inline"
    query = tasks.create_task(page.get(path, query="мост", **{"as": EDITOR}))
    (update,) = await api("getUpdates", timeout=5)
    asked = update["inline_query"]
    assert asked["chat_type"] == "sender"
    await api("answerInlineQuery", inline_query_id=asked["id"], results=[article()])
    status, offered = await query
    assert status == 200
    chosen = {"as": EDITOR, "query_id": offered["query_id"], "result_id": "1"}
    status, sent = await page.post(path, **chosen)
    assert sent["messages"][0]["text"] == "Слова"
    status, refused = await page.post(path, **{**chosen, "result_id": "2"})
    assert (status, "нет" in refused["error"]) == (400, True)


async def test_switched_off(page, world):
    world.add_bot(TOKEN, "vestnik_bot", "Вестник")
    status, refused = await page.get(f"chats/{EDITOR}/inline", query="", **{"as": EDITOR})
    assert (status, "/setinline" in refused["error"]) == (400, True)
