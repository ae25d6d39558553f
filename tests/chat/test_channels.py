"""Channels come to the desk by a button, show what the bot may do there, and go."""

from __future__ import annotations

import pytest

from tests.chat.desks import add_channel
from tests.chat.releases import PARK
from tests.chat.test_card import raw_press
from tests.newsroom import ANNA, BORIS, BOT_ID, VERA, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")


async def test_a_chosen_channel_comes_with_its_rights_named_and_the_main_ones_settings(
    newsroom: Newsroom,
) -> None:
    await newsroom.say(ANNA, "/slots пн-вс 10:00 18:00")
    made = await add_channel(newsroom)
    added, menu = newsroom.by_bot(ANNA)[-2:]
    assert text(added).splitlines() == [
        "✅ Вести района (@vestirayona) теперь в редакции, настройки взяты у главного канала.",
        "✅ публиковать сообщения",
        "✅ изменять сообщения",
        "✅ удалять сообщения",
    ]
    assert "✅ Работает." in text(menu)
    assert newsroom.world.chat(made).member(BOT_ID).is_admin

    overview = await newsroom.say(ANNA, "/channels")
    assert list(buttons(overview)) == ["Хабаровские вести", "Вести района", "Добавить канал"]
    assert text(overview).count("Пояс: Владивосток, там 14:20") == 2
    channels = await newsroom.app.store.run(lambda tx: tx.channels.all())
    assert [channel.slots for channel in channels] == ["ежедневно 10:00 18:00"] * 2
    assert channels[1].style.channel == "@vestirayona"


async def test_missing_rights_are_named_one_by_one_and_checked_again(newsroom: Newsroom) -> None:
    made = await add_channel(newsroom)
    newsroom.world.set_member(made, BOT_ID, "administrator", can_delete_messages=False)
    await newsroom.settled()
    overview = await newsroom.say(ANNA, "/channels")
    assert "⚠️ Не хватает прав." in text(overview)
    await newsroom.press("Вести района", overview, ANNA)
    menu = newsroom.world.message(ANNA, overview["message_id"])
    assert "✅ изменять сообщения\n❌ удалять сообщения\nВключите в канале" in text(menu)
    newsroom.world.set_member(made, BOT_ID, "administrator", can_delete_messages=True)
    assert (await newsroom.press("Проверить права", menu, ANNA))["text"] == "Проверено."
    assert "❌" not in text(newsroom.world.message(ANNA, overview["message_id"]))


async def test_a_channel_by_name_waits_for_the_rights_it_lacks(newsroom: Newsroom) -> None:
    made = newsroom.world.create_channel(ANNA, "Вести края", "vestikraya").id
    await newsroom.press("Добавить канал", await newsroom.say(ANNA, "/channels"), ANNA)
    refused = text(await newsroom.say(ANNA, "это не имя"))
    assert refused == "Пришлите имя канала, например @khabvesti."
    refused = text(await newsroom.say(ANNA, "https://t.me/vestikraya"))
    assert "Канал пока не добавлен" in refused
    assert "❌ Бота нет в канале" in refused
    newsroom.world.set_member(made, BOT_ID, "administrator", can_edit_messages=False)
    await newsroom.say(ANNA, "@vestikraya")
    added = text(newsroom.by_bot(ANNA)[-2])
    assert "✅ публиковать сообщения\n❌ изменять сообщения" in added


async def test_the_way_out_is_no_release_even_when_the_question_is_gone(
    newsroom: Newsroom,
) -> None:
    await newsroom.press("Добавить канал", await newsroom.say(ANNA, "/channels"), ANNA)
    for _ in range(2):
        assert text(await newsroom.say(ANNA, "Отмена")) == "Хорошо, ничего не меняю."
    assert text(await newsroom.say(ANNA, "/drafts")) == "Черновиков нет. Пришлите релиз."


async def test_a_forwarded_post_names_its_channel(newsroom: Newsroom) -> None:
    made = newsroom.world.create_channel(ANNA, "Закрытый").id
    newsroom.world.set_member(made, BOT_ID, "administrator")
    (post,) = newsroom.world.send_text(ANNA, made, "Первый пост")
    await newsroom.press("Добавить канал", await newsroom.say(ANNA, "/channels"), ANNA)
    before = newsroom.by_bot(ANNA)[-1]["message_id"]
    newsroom.world.forward(ANNA, ANNA, made, [post["message_id"]])
    await newsroom.answer(ANNA, before)
    assert "Закрытый теперь в редакции" in text(newsroom.by_bot(ANNA)[-2])


async def test_removing_asks_once_and_names_what_will_not_go_out(newsroom: Newsroom) -> None:
    made = await add_channel(newsroom)
    await newsroom.say(ANNA, PARK)
    channels = await newsroom.app.store.run(lambda tx: tx.channels.all())
    anna = await newsroom.app.store.run(lambda tx: tx.people.get(ANNA))
    await newsroom.app.dispatcher["channels"].choose(anna, (channels[1].id,))
    await newsroom.press("В очередь", await newsroom.hand_in("Снег\n\nИдёт.", ANNA), ANNA)

    menu = await newsroom.say(ANNA, "/channels")
    await newsroom.press("Вести района", menu, ANNA)
    await newsroom.press("Убрать", menu, ANNA)
    asked = text(newsroom.world.message(ANNA, menu["message_id"]))
    assert asked.splitlines()[1:] == ["1 пост не выйдет:", "№ 2 · Снег"]
    await newsroom.press("Да, убрать", menu, ANNA)
    await newsroom.pass_time(hours=8)
    await newsroom.settled()
    assert [m for m in newsroom.world.messages(made) if "text" in m] == []
    assert list(buttons(await newsroom.say(ANNA, "/channels"))) == [
        "Хабаровские вести",
        "Добавить канал",
    ]
    # Its posts go nowhere, and its old button is dead.
    assert text(await newsroom.say(ANNA, "/now 2")).startswith("Вести района больше не в редакции")
    answer = await raw_press(newsroom, menu["message_id"], f"h:remove:{channels[1].id}", ANNA)
    assert answer == "Такого канала больше нет. Список: /channels"


async def test_the_main_channel_stays(newsroom: Newsroom) -> None:
    menu = await newsroom.say(ANNA, "/channels")
    await newsroom.press("Хабаровские вести", menu, ANNA)
    shown = newsroom.world.message(ANNA, menu["message_id"])
    assert "Убрать" not in buttons(shown)
    main = await newsroom.app.store.run(lambda tx: tx.channels.main())
    answer = await raw_press(newsroom, menu["message_id"], f"h:remove!:{main.id}", ANNA)
    assert answer.startswith("Главный канал остаётся.")


async def test_only_the_owner_adds_and_removes(newsroom: Newsroom) -> None:
    only = "Это может только владелец."
    said = await newsroom.say(BORIS, "/channels")
    assert text(said) == only
    assert await raw_press(newsroom, said["message_id"], "h:add:0") == only
    made = newsroom.world.create_channel(BORIS, "Чужой", "chuzhoi").id
    newsroom.world.set_member(made, BOT_ID, "administrator")
    assert text(await newsroom.say(VERA, "/channels")).startswith("Не понял")
    assert len(await newsroom.app.store.run(lambda tx: tx.channels.all())) == 1
