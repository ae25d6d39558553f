"""The two-way talk of readers with the newsroom."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.store import Transaction
from tests.chat.test_intake import png
from tests.newsroom import ANNA, BORIS, BOT_ID, GLEB, VERA, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")

GROUP = -1001000000077
PHOTO = ("a.png", png(7), "image/png")


async def rule(newsroom: Newsroom, **rules: Any) -> None:
    async def work(tx: Transaction) -> None:
        channel = await tx.channels.main()
        assert channel is not None
        await tx.channels.save(replace(channel, rules=replace(channel.rules, **rules)))

    await newsroom.app.store.run(work)


async def test_a_talk_in_private_chats(newsroom: Newsroom) -> None:
    await rule(newsroom, office="пн-пт 10:00-14:00")  # it is 14:20
    assert "завтра, 25 ноября, в 10:00" in text(await newsroom.say(VERA, "/feedback"))
    sent = newsroom.world.send_text(VERA, VERA, "В посте ошибка")[0]
    await newsroom.settled()
    assert "Передал в редакцию" in text(newsroom.by_bot(VERA)[-1])
    for editor in (ANNA, BORIS):
        assert text(newsroom.by_bot(editor)[-1]) == "✉️ Вера\nВ посте ошибка"
    newsroom.world.edit(VERA, VERA, sent["message_id"], "В посте ошибка в дате")
    await newsroom.settled()
    seen = newsroom.by_bot(BORIS)[-1]
    assert text(seen) == "✉️ Вера · изменено\nВ посте ошибка в дате"

    answer = newsroom.world.send_text(BORIS, BORIS, "Спасибо", reply_to=seen["message_id"])[0]
    await newsroom.settled()
    got = newsroom.by_bot(VERA)[-1]
    assert text(got) == "Спасибо"
    assert got["reply_to_message"]["message_id"] == sent["message_id"]
    assert "Борис" not in str(newsroom.world.messages(VERA))
    assert "Борис: ответ читателю\nСпасибо" in text(newsroom.by_bot(ANNA)[-1])
    newsroom.world.edit(BORIS, BORIS, answer["message_id"], "Спасибо, исправили")
    await newsroom.settled()
    assert text(newsroom.by_bot(VERA)[-1]) == "Спасибо, исправили"

    # Photos both ways; Vera has left the dialogue and replies.
    await newsroom.say(VERA, "/help")  # ends the dialogue, but the keyboard is still there
    assert "ответьте" in text(await newsroom.say(VERA, "Закончить"))
    newsroom.world.send_files(VERA, VERA, [PHOTO], "Вот", reply_to=got["message_id"])
    await newsroom.settled()
    photo = newsroom.by_bot(BORIS)[-1]
    assert text(photo) == "✉️ Вера\nВот"
    assert photo["photo"]
    assert photo["reply_to_message"]["message_id"] == answer["message_id"]
    newsroom.world.send_files(
        ANNA, ANNA, [PHOTO], "", reply_to=newsroom.by_bot(ANNA)[-1]["message_id"]
    )
    await newsroom.settled()
    assert newsroom.by_bot(VERA)[-1]["photo"]
    # A sticker has no words: whose it is stands above it.
    newsroom.world.send_other(VERA, VERA, "contact", {"phone_number": "+7", "first_name": "В"})
    await newsroom.settled()
    above, below = newsroom.by_bot(BORIS)[-2:]
    assert (text(above), "contact" in below) == ("✉️ Вера", True)

    # Nor does an edit bring the desk what it must not get.
    newsroom.world.edit(VERA, VERA, sent["message_id"], "http://x.ru/setup.exe")
    assert "ссылки на них" in text(
        await newsroom.say(VERA, "Смотрите: http://x.ru/a.apk", reply_to=got["message_id"])
    )
    assert not any("x.ru" in text(m) for m in newsroom.by_bot(BORIS))

    await newsroom.press("Заблокировать", photo)
    before = len(newsroom.by_bot(VERA))
    newsroom.world.send_text(VERA, VERA, "Ну и ладно")
    newsroom.world.send_text(VERA, VERA, "/latest")
    await newsroom.settled()
    assert len(newsroom.by_bot(VERA)) == before
    assert "Ну и ладно" not in text(newsroom.by_bot(BORIS)[-1])
    await newsroom.press("Снова слышать", photo)
    assert await newsroom.say(VERA, "/latest")


async def test_a_talk_in_the_desk_group(newsroom: Newsroom) -> None:
    newsroom.world.add_group(GROUP, "Редакция", owner_id=ANNA)
    newsroom.world.set_member(GROUP, BOT_ID, "administrator", can_manage_chat=True)
    newsroom.world.set_member(GROUP, BORIS, "member")
    await rule(newsroom, desk_chat_id=GROUP)
    await newsroom.say(GLEB, "/feedback")
    await newsroom.say(GLEB, "x" * 4090)
    title, letter = newsroom.by_bot(GROUP)[-2:]
    assert (text(title), len(text(letter))) == ("✉️ Gleb", 4090)
    assert "Заблокировать" in buttons(letter)
    newsroom.world.send_text(BORIS, GROUP, "Читаем", reply_to=title["message_id"])
    await newsroom.settled()
    assert text(newsroom.by_bot(GLEB)[-1]) == "Читаем"
    assert not newsroom.by_bot(BORIS) or "Gleb" not in text(newsroom.by_bot(BORIS)[-1])
    # The reader has gone: the editor learns it.
    newsroom.world.block(GLEB)
    newsroom.world.send_text(BORIS, GROUP, "Вы где?", reply_to=letter["message_id"])
    await newsroom.until(lambda: "заблокировал бота" in text(newsroom.by_bot(GROUP)[-1]))
