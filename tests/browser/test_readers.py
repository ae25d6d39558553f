"""What readers do on the page beside writing, on a phone; the test plays the bot."""

import pytest
from playwright.sync_api import expect

from tests.browser.stage import CHANNEL, SUBSCRIBER, TOKEN, Bot, SandboxThread
from tests.browser.steps import OpenPage, channel, message, post, talk

pytestmark = pytest.mark.browser


def offer(bot: Bot, query_id: str, numbers: range, next_offset: str = "") -> None:
    results = [
        {
            "type": "article",
            "id": str(number),
            "title": f"Пост {number}",
            "description": "О том, как в городе открыли мост и что будет с движением",
            "input_message_content": {"message_text": f"https://t.me/khabvesti/{number}"},
        }
        for number in numbers
    ]
    answer = {"inline_query_id": query_id, "results": results, "next_offset": next_offset}
    bot.call("answerInlineQuery", **answer)


def test_inline_mode_on_a_phone(sandbox: SandboxThread, bot: Bot, open_page: OpenPage) -> None:
    sandbox.do(lambda world: world.add_bot(TOKEN, "vestnik_bot", "Вестник", inline=True))
    sandbox.do(lambda world: world.send_text(SUBSCRIBER, SUBSCRIBER, "/start"))
    bot.updates()
    page = open_page(SUBSCRIBER, SUBSCRIBER, width=390, height=760)
    field = talk(page).get_by_test_id("composer")
    field.press_sequentially("@vestnik_bot мост")
    query = bot.updates()[0]["inline_query"]
    assert query["query"] == "мост"
    offer(bot, query["id"], range(1, 11), "10")
    results = page.get_by_test_id("inline-result")
    expect(results).to_have_count(10)
    box = page.get_by_test_id("inline-results").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    results.last.scroll_into_view_if_needed()
    page.get_by_test_id("inline-results").evaluate("node => node.scrollTo(0, node.scrollHeight)")
    more = bot.updates()[0]["inline_query"]
    assert more["offset"] == "10"
    offer(bot, more["id"], range(11, 13))
    expect(results).to_have_count(12)
    results.last.click()
    sent = bot.updates()[0]["message"]
    assert (sent["text"], sent["via_bot"]["id"]) == ("https://t.me/khabvesti/12", 7001)
    expect(message(talk(page), sent["message_id"])).to_contain_text("через @vestnik_bot")
    expect(field).to_have_value("")


def test_reactions_under_a_post_on_a_phone(
    sandbox: SandboxThread, bot: Bot, open_page: OpenPage
) -> None:
    bot.call("getUpdates", allowed_updates=["message_reaction_count"])
    number = post(bot, "Мост открыт")
    page = open_page(SUBSCRIBER, CHANNEL, width=390, height=760)
    row = message(channel(page), number)
    row.get_by_test_id("react").click()
    page.get_by_role("menuitem", name="🔥").click()
    mine = row.get_by_test_id("reaction")
    expect(mine).to_have_text("🔥1")
    expect(mine).to_have_attribute("aria-pressed", "true")
    sandbox.do(lambda world: world.reactions.tell())
    count = bot.updates()[0]["message_reaction_count"]
    assert (count["message_id"], count["reactions"][0]["total_count"]) == (number, 1)
    mine.click()
    expect(mine).to_have_count(0)
