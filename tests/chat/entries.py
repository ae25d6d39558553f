"""Every entry of the dispatcher, what is sent to it, and who is let in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.chat.releases import PARK
from tests.newsroom import ANNA

OWNER, CHIEF, EDITOR, AUTHOR = ANNA, 2001, 2002, 2003
REMOVED = 2004  # was an editor here, and is a reader now
STRANGER = 2005  # has never come before
ELSEWHERE = 2007  # chief editor of the second channel, and nothing here
ASKER = 2008  # another chief, who has asked to lift an embargo

EVERYBODY = {OWNER, CHIEF, EDITOR, AUTHOR, REMOVED, STRANGER, ELSEWHERE}
HERE = {OWNER, CHIEF, EDITOR, AUTHOR}  # of the channel that the posts are for
EDITORS = {OWNER, CHIEF, EDITOR}
HEADS = {OWNER, CHIEF}
# What goes by the person's own channel is ELSEWHERE's too.
DESK = HERE | {ELSEWHERE}
EDITORS_OF_THEIRS = EDITORS | {ELSEWHERE}
HEADS_OF_THEIRS = HEADS | {ELSEWHERE}
LED = DESK - HEADS_OF_THEIRS
BESIDES_OWNER = DESK - {OWNER}
OUTSIDE = EVERYBODY - DESK
THERE = {OWNER, ELSEWHERE}  # of the second channel

GROUP = -1001000000077  # the desk of the channel that the posts are for
OTHER_GROUP = -1001000000078


@dataclass(frozen=True)
class Answer:
    """A message that answers a question about a post, or one with `extra`."""

    what: str
    text: str
    post: str = ""
    extra: dict[str, Any] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Other:
    """A message of another kind."""

    fields: dict[str, Any]
    kind: str = "message"


@dataclass(frozen=True)
class Talk:
    """What a reader says in a dialogue of theirs, by its state."""

    state: str
    text: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    kind: str = "message"


@dataclass(frozen=True)
class InGroup:
    """The same, sent or pressed in the desk's group."""

    sent: str


Sent = str | Answer | Other | Talk | InGroup

PHOTO = {"photo": [{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}]}
ORIGIN = {"type": "channel", "date": 1795494000, "message_id": 3, "chat": {
    "id": -1001000000099, "type": "channel", "title": "Т",
}}  # fmt: skip
OF_MAIN = {"channel": 1}
# A channel's direct messages.
DIRECT = {"chat": {
    "id": -1001000000098, "type": "supergroup", "title": "Т", "is_direct_messages": True,
}}  # fmt: skip
PENDING = {"state": "pending"}
UNPAID = {"suggested_post_approval_failed": {"price": {"currency": "XTR", "amount": 5}}}
DICE = {"dice": {"emoji": "🎲", "value": 1}}

# A talk of the stranger with the desk: 701 is what they wrote, 801 that at the desk; 802 is what
# an editor answered, 702 that in their chat.
LETTER, SEEN_ID, ANSWERED_ID, ANSWER_ID = {"message_id": 701, "text": "Иначе"}, 801, 802, 702
GATHERED_ID = 703  # of news that the stranger has not sent yet
ANSWERED = {"message_id": ANSWERED_ID, "text": "Иначе"}


def _earlier(number: int) -> dict[str, Any]:
    chat = {"id": 1, "type": "private", "first_name": "Ч"}
    return {"message_id": number, "date": 1795494000, "chat": chat, "text": "Раньше"}


SEEN, ANSWER = _earlier(SEEN_ID), _earlier(ANSWER_ID)


def shared(request: int) -> Other:
    """A chat that was chosen by a button."""
    return Other({"chat_shared": {"request_id": request, "chat_id": -1001000000099}})


# Entry, what is sent (a command, data of a button, an answer), and who is let in. `{draft}` and
# `{review}` are an author's own, and so was `{sent}`; `{queued}` and `{uncertain}` are an
# editor's, `{locked}` has an embargo, `{foreign}` is out in the second channel, `{expired}` and
# `{dropped}` are gone; with `n` in front, the number alone.
TABLE: list[tuple[str, Sent, set[int]]] = [
    ("start.start", "/start", EVERYBODY),
    ("start.start", "/start i-forged", EVERYBODY),
    ("start.show_help", "/help", EVERYBODY),
    ("subscribers.latest.latest", "/latest", EVERYBODY),
    ("subscribers.about.about", "/about", EVERYBODY),
    ("subscribers.errata.corrections", "/corrections", EVERYBODY),
    ("subscribers.errata.turn", "er:0", EVERYBODY),
    ("subscribers.forgetting.privacy", "/privacy", EVERYBODY),
    ("subscribers.forgetting.forget_me", "/forgetme", EVERYBODY),
    ("subscribers.forgetting.decide", "fg:no", EVERYBODY),
    ("subscribers.language.lang", "/lang", EVERYBODY),
    ("subscribers.language.choose", "lg:en", EVERYBODY),
    ("subscribers.suggesting.suggest", "/suggest", EVERYBODY),
    ("subscribers.suggesting.decide", "sg:drop", EVERYBODY),
    ("subscribers.suggesting.done", Talk("tip:gathering", "Готово"), EVERYBODY),
    ("subscribers.suggesting.cancel", Talk("tip:gathering", "Отмена"), EVERYBODY),
    ("subscribers.suggesting.gather", Talk("tip:gathering", "Прорвало трубу"), EVERYBODY),
    (
        "subscribers.suggesting.edited",
        Other({"message_id": GATHERED_ID, "text": "Прорвало"}, "edited_message"),
        {STRANGER},
    ),
    ("subscribers.suggesting.unusable", Talk("tip:gathering", fields=DICE), EVERYBODY),
    ("subscribers.feedback.feedback", "/feedback", EVERYBODY),
    ("subscribers.feedback.finish", Talk("feedback:open", "Закончить"), EVERYBODY),
    ("subscribers.feedback.say", Talk("feedback:open", "Спасибо"), EVERYBODY),
    ("subscribers.feedback.reply", Other({"text": "Вот", "reply_to_message": ANSWER}), {STRANGER}),
    ("subscribers.feedback.go_on", Other({"text": "Вот"}), {STRANGER}),
    ("subscribers.feedback.edited", Other(LETTER, "edited_message"), {STRANGER}),
    ("editors.letters.answer", Other({"text": "Ждём", "reply_to_message": SEEN}), {EDITOR}),
    ("editors.letters.edited", Other(ANSWERED, "edited_message"), {EDITOR}),
    ("editors.letters.silence", "sl:mute", EDITORS),
    ("editors.tips.accept", "tp:accept:{ntip}:", EDITORS),
    ("editors.tips.publish", "tp:publish:{ntip}:", EDITORS),
    ("subscribers.direct.suggested", Other({**DIRECT, "suggested_post_info": PENDING}), EVERYBODY),
    (
        "subscribers.direct.edited",
        Other({**DIRECT, "suggested_post_info": PENDING}, "edited_message"),
        EVERYBODY,
    ),
    ("subscribers.direct.settled", Other({**DIRECT, "suggested_post_declined": {}}), EVERYBODY),
    ("subscribers.direct.unpaid", Other({**DIRECT, **UNPAID}), EVERYBODY),
    ("subscribers.direct.answered", Other({**DIRECT, "text": "Вот"}), EVERYBODY),
    (
        "subscribers.direct.edited_otherwise",
        Other({**DIRECT, "text": "Вот"}, "edited_message"),
        EVERYBODY,
    ),
    ("editors.tips.offer_reasons", "tp:decline:{ntip}:", EDITORS),
    ("editors.tips.decline", "tp:because:{ntip}:known", EDITORS),
    ("editors.tips.ask_words", "tp:own:{ntip}:", EDITORS),
    (
        "editors.tips.take_reason",
        Answer("tip_declined", "Знаем", extra={"tip": 1}),
        EDITORS,
    ),
    ("editors.tips.take_question", Answer("tip_asked", "Где?", extra={"tip": 1}), EDITORS),
    ("editors.imprint.turn", "im:menu::1", HEADS),
    ("editors.imprint.ask_for", "im:ask:founder:1", HEADS),
    (
        "editors.imprint.take",
        Answer("imprint", "Мэрия", extra=OF_MAIN | {"line": "founder"}),
        HEADS,
    ),
    ("subscribers.latest.turn", "la:-1:9:1", EVERYBODY),
    ("subscribers.search.search", "/search", EVERYBODY),
    (
        "subscribers.inline.offer",
        Other({"id": "1", "query": "вода", "offset": ""}, "inline_query"),
        EVERYBODY,
    ),
    ("subscribers.search.turn", "fd:0:", EVERYBODY),
    # What readers follow.
    ("subscribers.following.subscribe", "/subscribe", EVERYBODY),
    ("subscribers.following.rubrics", "/rubrics", EVERYBODY),
    ("subscribers.digest.digest", "/digest", EVERYBODY),
    ("subscribers.following.open_anew", "fw:open:", EVERYBODY),
    ("subscribers.following.leave", "fw:leave:", EVERYBODY),
    ("subscribers.following.leave_here", "fw:quit:", EVERYBODY),
    ("subscribers.following.turn", "fw:words:", EVERYBODY),
    ("subscribers.following.zones", "fw:zones:", EVERYBODY),
    ("subscribers.following.pick", "fi:rubrics:forged", EVERYBODY),
    ("subscribers.following.rezone", "fz:Asia/Tokyo", EVERYBODY),
    ("subscribers.following.switch", "fw:everything:", EVERYBODY),
    ("subscribers.wishing.ask_for", "fw:write:", EVERYBODY),
    ("subscribers.wishing.take_words", Answer("follow_words", "вода"), EVERYBODY),
    ("subscribers.wishing.take_hours", Answer("follow_hours", "8 и 19"), EVERYBODY),
    ("subscribers.wishing.take_quiet", Answer("follow_quiet", "-"), EVERYBODY),
    ("subscribers.wishing.take_zone", Answer("follow_zone", "Иркутск"), EVERYBODY),
    ("subscribers.fallback.dead_button", "fw:forged:", EVERYBODY),
    # The stranger talks with the desk.
    ("subscribers.search.ask", Other({"text": "вода"}), OUTSIDE - {STRANGER}),
    ("subscribers.fallback.not_understood", "/queue", OUTSIDE),
    ("subscribers.fallback.not_understood", "/nosuch", OUTSIDE),
    ("subscribers.search.ask", Answer("rubric", "Город", "{draft}"), OUTSIDE - {STRANGER}),
    ("subscribers.fallback.dead_button", "zzz", EVERYBODY),
    ("subscribers.fallback.dead_button", "p:queue:{draft}", OUTSIDE),
    ("subscribers.fallback.dead_button", "!p:edit:{draft}", OUTSIDE),
    ("subscribers.fallback.dead_button", "c:{queued}:0:card:0", EVERYBODY),
    ("subscribers.fallback.dead_button", "qh:{queued}:card:0", EVERYBODY),
    ("subscribers.fallback.dead_button", InGroup("p:queue:{queued}"), OUTSIDE | {ELSEWHERE}),
    ("dispatcher.unknown", "/nosuch", DESK),
    # Of a group only those hear and press who are at the desk that talks there.
    ("editors.queue.show_list", InGroup("/drafts"), HERE),
    ("editors.queue.turn_page", InGroup("l:drafts:0"), HERE),
    ("editors.switching.switch", InGroup("w:queue:2"), {OWNER}),
    ("editors.card.back", InGroup("p:card:{queued}"), HERE),
    ("editors.plan.towards_readers", InGroup("p:queue:{draft}"), EDITORS),
    # Posts of another channel.
    ("editors.queue.show_post", "/post {nforeign}", THERE),
    ("editors.edit.edit", "/edit {nforeign}", THERE),
    ("editors.log.dossier", "/dossier {nforeign}", THERE),
    ("editors.card.open_post", "o:{nforeign}", THERE),
    ("editors.card.back", "p:card:{foreign}", THERE),
    ("editors.correcting.ask_text", "p:mend:{foreign}", THERE),
    ("editors.withdrawing.withdraw", "p:withdraw!:{foreign}", THERE),
    ("editors.sequels.choose", "q:{draft}:{nforeign}", {OWNER}),
    ("editors.sequels.take_number", Answer("sequel", "{nforeign}", "{draft}"), {OWNER}),
    # Lists and commands.
    ("editors.queue.show_list", "/drafts", DESK),
    ("editors.queue.show_list", "/review", DESK),
    ("editors.queue.turn_page", "l:drafts:0", DESK),
    ("editors.queue.show_post", "/post {ndraft}", HERE),
    ("editors.queue.publish_now", "/now {ndraft}", EDITORS),
    ("editors.queue.publish_at", "/at {ndraft} завтра в 9", HERE),
    ("editors.queue.publish_at", "/at {nqueued} завтра в 9", EDITORS),
    ("editors.queue.cancel", "/cancel {nqueued}", EDITORS),
    ("editors.timetable.show_queue", "/queue", DESK),
    ("editors.timetable.turn", "ds:1:740000:0", HERE),
    ("editors.timetable.fill_slot", "fs:1:1795500000", EDITORS),
    ("editors.switching.switch", "w:queue:1", HERE),
    ("editors.switching.switch", "w:drafts:2", THERE),
    ("editors.switching.switch", "w:editors:1", HEADS),
    ("editors.edit.edit", "/edit {ndraft}", HERE),
    ("editors.edit.edit", "/edit {nqueued}", EDITORS),
    ("editors.edit.edit", "/edit {nqueued} Новый текст", EDITORS),
    ("editors.edit.edit", "/edit {nsent} Новый текст", EDITORS),
    ("editors.channel.slots", "/slots", DESK),
    ("editors.channel.slots", "/slots пн 10:00", EDITORS_OF_THEIRS),
    ("editors.forecast.show_plan", "/plan", DESK),
    ("editors.forecast.press", "plan:page:0:0", DESK),
    ("editors.stopping.pause", "/pause", EDITORS_OF_THEIRS),
    ("editors.stopping.pause", "/pause all", EDITORS_OF_THEIRS),
    ("editors.stopping.choose", "stop:choose:1:0", EDITORS),
    ("editors.stopping.resume", "/resume", EDITORS_OF_THEIRS),
    ("editors.stopping.go_on", "go:yes:1:forged", EDITORS),
    ("editors.log.show_log", "/log", EDITORS_OF_THEIRS),
    ("editors.log.turn", "log:0:5", EDITORS_OF_THEIRS),
    ("editors.log.dossier", "/dossier {nqueued}", EDITORS),
    ("editors.log.not_for_authors", "/log", {AUTHOR}),
    ("editors.log.not_for_authors", "/dossier {ndraft}", {AUTHOR}),
    ("editors.backup.backup", "/backup", {OWNER}),
    ("editors.backup.not_for_editors", "/backup", BESIDES_OWNER),
    ("editors.status.show", "/status", HEADS_OF_THEIRS),
    ("editors.status.leaders_only", "/status", LED),
    # The team.
    ("editors.inviting.invite", "/invite", HEADS_OF_THEIRS),
    ("editors.inviting.invite", "/invite chief", {OWNER}),
    ("editors.inviting.choose", "iv:roles:::0", HEADS_OF_THEIRS),
    ("editors.team.editors", "/editors", HEADS_OF_THEIRS),
    ("editors.team.leaders_only", "/editors", LED),
    ("editors.team.act", "e:list:0:1", HEADS),
    ("editors.team.act", f"e:ask:{EDITOR}:1", HEADS),
    ("editors.team.act", f"e:remove:{EDITOR}:1", HEADS),
    ("editors.team.act", f"e:remove:{ASKER}:1", {OWNER}),
    ("editors.team.act", f"e:chief:{EDITOR}:1", {OWNER}),
    ("editors.team.revoke", "ir:77:1", HEADS),
    # Channels and their settings.
    ("editors.channels.show_channels", "/channels", {OWNER}),
    ("editors.channels.owners_only", "/channels", BESIDES_OWNER),
    ("editors.channels.press", "h:list:0", {OWNER}),
    ("editors.channels.press", "h:remove!:2", {OWNER}),
    ("editors.channels.refused", "h:open:1", BESIDES_OWNER),
    ("editors.channels.take_shared", shared(1), {OWNER}),
    ("editors.channels.take_name", Answer("channel", "@khabvesti2"), {OWNER}),
    (
        "editors.channels.take_forward",
        Answer("channel", "Новость", fields={"forward_origin": ORIGIN}),
        {OWNER},
    ),
    ("editors.style.settings", "/settings", DESK),
    ("editors.style.press", "s:elements::1", HEADS),
    ("editors.style.leaders_only", "s:elements::1", LED),
    ("editors.style.take", Answer("emoji", "📰", extra=OF_MAIN), HEADS),
    ("editors.style.take", Answer("footer", "Наш канал {channel}", extra=OF_MAIN), HEADS),
    ("editors.rules.turn", "r:menu::1", HEADS),
    ("editors.rules.turn", "r:next:four_eyes:1", HEADS),
    ("editors.rules.ask_for", "r:ask:quiet:1", HEADS),
    ("editors.rules.take_rule", Answer("rule", "-", extra=OF_MAIN | {"rule": "quiet"}), HEADS),
    ("editors.rules.show_zones", "r:open:zone:1", HEADS),
    ("editors.rules.press_zone", "z:pick:1:Asia/Tokyo", HEADS),
    ("editors.rules.press_zone", "z:moments:1:Asia/Tokyo", HEADS),
    ("editors.rules.take_zone", Answer("zone", "Asia/Tokyo", extra=OF_MAIN), HEADS),
    (
        "editors.desks.here",
        Other({"text": "/desk", "chat": {"id": OTHER_GROUP, "type": "supergroup", "title": "Г"}}),
        HEADS_OF_THEIRS,
    ),
    ("editors.desks.choose_channel", "r:here:desk:1", HEADS),
    ("editors.desks.press", "r:open:desk:1", HEADS),
    ("editors.desks.press", "r:off:journal:1", HEADS),
    ("editors.desks.leave", Answer("chat", "Эта группа"), DESK),
    ("editors.desks.take", shared(14), HEADS),
    ("editors.desks.take", shared(12), HEADS),
    # A post's card, and its way to the readers.
    ("editors.card.open_post", "o:{nqueued}", HERE),
    ("editors.card.back", "p:card:{queued}", HERE),
    ("editors.card.open_menu", "m:{queued}:", HERE),
    ("editors.card.ask_to_delete", "p:delete:{draft}", HERE),
    ("editors.card.ask_to_delete", "p:delete:{queued}", EDITORS),
    ("editors.card.delete", "p:delete!:{queued}", EDITORS),
    ("editors.plan.towards_readers", "p:queue:{draft}", EDITORS),
    ("editors.plan.towards_readers", "p:now:{review}", EDITORS),
    ("editors.plan.ask_about_urgent", "p:flash:{draft}", EDITORS),
    ("editors.plan.flash", "p:flash!:{draft}", EDITORS),
    ("editors.plan.choose_time", "t:{draft}:1795500000", HERE),
    ("editors.plan.choose_time", "t:{queued}:1795500000", EDITORS),
    ("editors.plan.take_out", "p:take_out:{queued}", EDITORS),
    ("editors.plan.resolve", "p:went_out:{uncertain}", EDITORS),
    ("editors.consents.consent", "c:{draft}:0:queue:0", EDITORS),
    ("editors.consents.consent", "c:{draft}:0:at:1795500000", HERE),
    ("editors.consents.consent", "c:{review}:0:approve:0", EDITORS),
    ("editors.consents.in_quiet", "qh:{draft}:at:1795500000", HERE),
    ("editors.consents.in_quiet", "qh:{queued}:now:0", EDITORS),
    ("editors.copies.switch", "y:{draft}:2:1", HERE),
    ("editors.copies.switch", "y:{queued}:2:1", EDITORS),
    ("editors.copies.queue_all", "p:queue_all:{draft}", EDITORS),
    ("editors.approval.submit", "p:submit:{draft}", HERE),
    ("editors.approval.approve", "p:approve:{review}", EDITORS),
    ("editors.approval.ask_reason", "p:reject:{review}", EDITORS),
    ("editors.approval.reject", "rj:{review}:facts", EDITORS),
    ("editors.approval.ask_own_reason", "p:reject_own:{review}", EDITORS),
    ("editors.approval.take_reason", Answer("reject", "Сыро", "{review}"), EDITORS),
    ("editors.approval.recall", "p:recall:{review}", HERE),
    ("editors.embargo.ask_reason", "p:lift:{locked}", HEADS),
    ("editors.embargo.take_reason", Answer("lift", "Разрешили", "{locked}"), HEADS),
    ("editors.embargo.lift", "p:lift!:{locked}", HEADS),
    ("editors.timing.ask_time", "p:time:{draft}", HERE),
    ("editors.timing.ask_time", "p:time:{queued}", EDITORS),
    ("editors.timing.take_time", Answer("time", "завтра в 9", "{draft}"), HERE),
    ("editors.timing.take_time", Answer("time", "завтра в 9", "{queued}"), EDITORS),
    ("editors.calendar.open_calendar", "p:calendar:{draft}", HERE),
    ("editors.calendar.open_calendar", "p:to_day:{queued}", EDITORS),
    ("editors.calendar.step", "g:calendar:{draft}:m:740000", HERE),
    ("editors.calendar.step", "g:to_day:{queued}:h:740000", EDITORS),
    ("editors.moving.choose_other", "p:swap:{queued}", EDITORS),
    ("editors.moving.move", "by:before:{queued}:1", EDITORS),
    ("editors.moving.move", "by:swap:{queued}:{nforeign}", EDITORS),
    ("editors.moving.show_orders", "or:menu:1:0:", EDITORS),
    ("editors.moving.put_in_order", "or:shuffle:1:1:forged", EDITORS),
    ("editors.repeating.ask_rule", "p:repeat:{draft}", EDITORS),
    ("editors.repeating.take_rule", Answer("repeat", "-", "{draft}"), EDITORS),
    ("editors.upkeep.keep", "p:keep:{draft}", HERE),
    ("editors.upkeep.keep", "p:keep:{queued}", EDITORS),
    ("editors.upkeep.bring_back", "rv:{nexpired}", HERE),
    ("editors.upkeep.bring_back", "rv:{ndropped}", EDITORS),
    ("editors.undo.show", "/undo", DESK),
    ("editors.undo.undo", "u:plan:{queued}", EDITORS),
    # What a post says, and how it looks.
    ("editors.wording.ask_text", "p:edit:{draft}", HERE),
    ("editors.wording.ask_text", "!p:edit:{queued}", EDITORS),
    ("editors.wording.ask_text", "p:edit:{sent}", EDITORS),
    ("editors.wording.ask_rubric", "p:rubric:{review}", HERE),
    ("editors.wording.take_rubric", Answer("rubric", "Город", "{draft}"), HERE),
    ("editors.wording.take_rubric", Answer("rubric", "Город", "{queued}"), EDITORS),
    ("editors.wording.ask_headline", "p:headline:{queued}", EDITORS),
    ("editors.wording.take_headline", Answer("headline", "Парк", "{draft}"), HERE),
    ("editors.wording.take_headline", Answer("headline", "Парк", "{queued}"), EDITORS),
    ("editors.wording.ask_source", "p:source:{queued}", EDITORS),
    ("editors.wording.take_source", Answer("source", "Мэрия", "{draft}"), HERE),
    ("editors.wording.take_source", Answer("source", "Мэрия", "{queued}"), EDITORS),
    ("editors.wording.switch_case", "p:case:{queued}", EDITORS),
    ("editors.options.unseen", "p:silent:{draft}", HERE),
    ("editors.options.unseen", "p:protect:{queued}", EDITORS),
    ("editors.options.seen", "p:link_preview:{draft}", HERE),
    ("editors.options.seen", "p:rich:{queued}", EDITORS),
    ("editors.options.pin", "d:pin:{queued}:0", EDITORS),
    ("editors.options.expire", "d:expire:{draft}:3600", HERE),
    ("editors.options.expire", "d:expire:{queued}:3600", EDITORS),
    ("editors.options.ask_expiry", "p:expire_in:{queued}", EDITORS),
    ("editors.options.take_expiry", Answer("expire_in", "-", "{draft}"), HERE),
    ("editors.options.take_expiry", Answer("expire_in", "-", "{queued}"), EDITORS),
    ("editors.options.ask_comment", "p:comment:{queued}", EDITORS),
    ("editors.options.take_comment", Answer("comment", "-", "{draft}"), HERE),
    ("editors.options.take_comment", Answer("comment", "-", "{queued}"), EDITORS),
    ("editors.cuts.show", "p:cuts:{queued}", EDITORS),
    ("editors.cuts.turn", "k:page:{queued}:0", HERE),
    ("editors.cuts.press", "k:back:{queued}:0", EDITORS),
    ("editors.buttons.show", "p:buttons:{draft}", HERE),
    ("editors.buttons.show", "p:buttons:{queued}", EDITORS),
    ("editors.buttons.ask_for_buttons", "b:buttons_write:{queued}:0", EDITORS),
    ("editors.buttons.take_buttons", Answer("buttons", "Афиша", "{draft}"), HERE),
    ("editors.buttons.take_buttons", Answer("buttons", "Афиша", "{queued}"), EDITORS),
    ("editors.buttons.remove", "b:buttons_clear:{queued}:0", EDITORS),
    ("editors.files.show", "p:files:{draft}", HERE),
    ("editors.files.show", "p:files:{queued}", EDITORS),
    ("editors.files.change", "f:files_clear:{queued}:0", EDITORS),
    ("editors.files.ask_for_more", "f:files_add:{queued}:0", EDITORS),
    ("editors.files.ask_for_another", "f:file_replace:{queued}:0", EDITORS),
    ("editors.files.switch_found", "p:photos:{queued}", EDITORS),
    ("editors.files.take_more", Answer("files_add", "", "{draft}", fields=PHOTO), HERE),
    ("editors.files.take_more", Answer("files_add", "", "{queued}", fields=PHOTO), EDITORS),
    (
        "editors.files.take_another",
        Answer("file_replace", "", "{queued}", {"old": "u"}, PHOTO),
        EDITORS,
    ),
    ("editors.versions.show", "/versions {nqueued}", HERE),
    ("editors.versions.open_list", "p:history:{queued}", HERE),
    ("editors.versions.turn", "v:versions:{queued}:0", HERE),
    ("editors.versions.compare", "v:compare:{queued}:1", HERE),
    ("editors.versions.bring_back", "v:bring_back:{draft}:1", HERE),
    ("editors.versions.bring_back", "v:bring_back:{queued}:1", EDITORS),
    ("editors.joining.join", "j:{draft}:2:1", HERE),
    ("editors.joining.join", "j:{queued}:1:1", EDITORS),
    ("editors.sequels.ask_earlier", "p:sequel:{queued}", EDITORS),
    ("editors.sequels.choose", "q:{draft}:{nsent}", HERE),
    ("editors.sequels.choose", "q:{queued}:{nsent}", EDITORS),
    ("editors.sequels.none", "p:no_sequel:{queued}", EDITORS),
    ("editors.sequels.ask_number", "p:sequel_of:{queued}", EDITORS),
    ("editors.sequels.take_number", Answer("sequel", "{nsent}", "{queued}"), EDITORS),
    # What is out.
    ("editors.correcting.ask_text", "p:mend:{sent}", EDITORS),
    ("editors.correcting.ask_headline", "p:mend_headline:{sent}", EDITORS),
    ("editors.correcting.take_headline", Answer("mend_headline", "Парк", "{sent}"), EDITORS),
    ("editors.correcting.typo", "p:typo:{sent}", EDITORS),
    ("editors.correcting.ask_line", "p:fact:{sent}", EDITORS),
    ("editors.correcting.take_line", Answer("fact", "В июне", "{sent}"), EDITORS),
    ("editors.correcting.retry", "p:retry:{sent}", EDITORS),
    ("editors.correcting.forgive", "p:forgive:{sent}", EDITORS),
    ("editors.withdrawing.ask_reason", "p:withdraw:{sent}", EDITORS),
    ("editors.withdrawing.take_reason", Answer("withdraw", "Ошибка", "{sent}"), EDITORS),
    ("editors.withdrawing.withdraw", "p:withdraw!:{sent}", EDITORS),
    ("editors.withdrawing.ask_note", "p:note:{sent}", EDITORS),
    ("editors.withdrawing.take_note", Answer("note", "-", "{sent}"), EDITORS),
    ("editors.withdrawing.republish", "p:republish:{sent}", EDITORS),
    ("editors.pinning.pin", "p:pin_out:{sent}", EDITORS),
    ("editors.alerting.show", "/broadcasts", EDITORS),
    ("editors.alerting.ask", "p:alert:{sent}", EDITORS),
    ("editors.alerting.alert", "p:alert_all:{sent}", EDITORS),
    ("editors.alerting.steer", "bc:pause:1", EDITORS),
    # What could not be handled.
    ("editors.aside.again", "aside:1", {OWNER}),
    # Anything else.
    ("editors.leaving.leave", "x:edit:1:0", DESK),
    ("editors.leaving.cancel", Other({"text": "Отмена"}), DESK),
    ("editors.intake.release", Other({"text": PARK}), DESK),
    ("editors.intake.new_text", Answer("edit", "Новый текст", "{draft}"), HERE),
    ("editors.intake.new_text", Answer("edit", "Новый текст", "{queued}"), EDITORS),
    ("editors.intake.new_text", Answer("edit", "Новый текст", "{sent}"), EDITORS),
    ("editors.intake.unusable", Other({"dice": {"emoji": "🎲", "value": 1}}), DESK),
    ("editors.intake.edited", Other({"text": "иначе"}, "edited_message"), DESK),
]

# What Telegram itself says of channels and groups; no person can send it.
NO_PERSON = {
    "channel_posts.note",  # posts by hand
    "channel_posts.forwarded",  # a post as it appears in the discussion group
    "reactions.counted",  # how many reacted
    "subscribers.returning.of_a_reader",  # the bot was blocked, or is no longer
    "memberships.of_a_channel",  # the bot's own rights
    "memberships.of_a_group",
    "memberships.upgraded",  # a group that became a supergroup
}
