"""What a web page leaves around a release: words of the site, counters, invitations."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.domain.sentences import sentence_starts
from bot.domain.words import words

# All patterns below read case-folded text: that is four times as fast as ignoring case.
_SITE_WORDS = words("""
    logo | logotype | логотип | menu | меню | главная | home | поиск | search | войти | вход |
    регистрация | выйти | назад | вперед | наверх | вверх | закрыть | close | поделиться | share |
    поделиться новостью | поделиться в соцсетях | поделиться с друзьями | рассказать друзьям |
    печать | распечатать | версия для печати | версия для слабовидящих | читать далее |
    читать дальше | читать полностью | читать также | читайте также | смотрите также | смотреть все
    | показать еще | показать ещё | загрузить еще | подробнее | далее | еще | ещё | комментарии |
    комментировать | оставить комментарий | нет комментариев | обсудить | нравится | мне нравится |
    лайк | tweet | like | подписаться | отписаться | скопировать ссылку | ссылка скопирована |
    в избранное | добавить в избранное | добавить в закладки | теги | метки | tags | ключевые слова
    | реклама на сайте | предыдущая новость | следующая новость | предыдущая | следующая |
    все новости | лента новостей | последние новости | популярное | самое читаемое |
    похожие новости | новости по теме | материалы по теме | по теме | архив новостей |
    другие новости | пресс релиз | пресс релизы | press release | для сми |
    для немедленного распространения | карта сайта | rss | фотогалерея |
    перейти к основному содержанию | перейти к содержанию | skip to content |
    открыть в полном размере | увеличить | image | photo | img | изображение | баннер |
    advertisement | мы в соцсетях | оцените новость | оцените материал | фото во вложении |
    фото прилагается | отправлено с iphone | отправлено из почты mail ru |
    отправлено с мобильного устройства | sent from my iphone
""")
_ONLY_SIGNS = re.compile(r"[^\w@#%№$€₽]+")
_COUNTER = re.compile(
    r"\d{1,7}(?:[.,]\d)?\s?[kк]?(?:\s+\d{1,7})*"
    r"|(?:👁|👀|💬|❤️|♥|👍|👎|🔁|просмотр\w*|прочтени\w*|комментари\w*|коммент\w*|лайк\w*|views?|"
    r"comments?|рейтинг|голосов|показов|шер\w*|время чтения|читать)\W{0,3}\d[\d\s.,]*\s?\W?"
    r"(?:мин\w*\.?|k|к)?"
    r"|\d[\d\s.,]*\s?(?:просмотр\w*|комментари\w*|views?|comments?|лайк\w*|мин\w* чтения)\.?",
)
_CRUMBS = re.compile(
    r"(?:главная|home|домой|начало)(?: страница)?\s*(?:[/\\|>»›→·•—–-]+\s*[\w\s-]{2,60}){1,6}",
)
_TABLE_RULE = re.compile(r"[|+\s:=-]{3,}")
_NETWORK = (
    r"(?:telegram|телеграм\w*|телеге|тг|whats\s?app|вотсап\w*|ватсап\w*|viber|вайбер\w*|"
    r"в\s?контакте|вк|vk(?:ontakte)?|одноклассник\w*|ок\.ру|instagram|инстаграм\w*|facebook|"
    r"фейсбук\w*|twitter|твиттер\w*|youtube|ютуб\w*|rutube|рутуб\w*|дзен\w*|zen|max|"
    r"яндекс\.\s?\w+|яндекс[ -]новост\w*|google\s?news|гугл[ -]?новост\w*|"
    r"tiktok|тикток\w*|соцсет\w+|"
    r"социальн\w+ сет\w+|мессенджер\w*)"
)
_NETWORKS = re.compile(rf"(?<!\w){_NETWORK}(?!\w)")
_OURS = re.compile(
    rf"^\W*(?:мы|наш\w*)\s+(?:[\w-]+\s+){{0,2}}?(?:в\s+)?{_NETWORK}(?!\w)", re.IGNORECASE
)
_INVITES = re.compile(
    r"(?<!\w)(?:подпис(?:ывайтесь|ывайся|аться|итесь|ись)|присоединяйтесь к (?:нам|наш|чат|канал|"
    r"сообществ|групп)|вступайте в|следите за (?:наш|новост|событ|обновл|нами)|"
    r"читай(?:те)?\s+(?:нас|также|ещё|еще|далее|больше|подробн|о\s|об\s|про\s|новости|в\s|на\s)|"
    r"смотри(?:те)?\s+(?:также|ещё|еще|нас)|"
    r"будь(?:те)? в курсе|оставайтесь (?:с нами|в курсе|на связи)|"
    r"добав(?:ь|ьте|ить|ляйте) .{0,60}(?:источник|избранн|закладк)|"
    r"(?:ставьте|жмите|нажимайте|включайте) .{0,40}(?:лайк|колокольчик|уведомлени|сюда|ссылк)|"
    r"больше (?:новостей|материалов|интересн\w+|фото|видео) .{0,30}(?:на|в|читайте|ищите|по)\s|"
    r"(?:самое (?:важное|интересное|главное)|все (?:самые )?(?:важные |главные |свежие )?новости|"
    r"(?:главные|свежие|последние|оперативные|актуальные) новости) .{0,60}(?:канал|чат|групп|"
    r"telegram|телеграм|max|вконтакте|на сайте|в наш)|"
    r"читать (?:на сайте|в источнике|оригинал|полную|в)|"
    r"(?:пришли|присылай|пришлите|присылайте|шлите|пишите|сообщи|сообщите|звоните) .{0,40}"
    r"(?:в редакци|нам (?:в|на)|наш\w* (?:почт|номер|whatsapp|бот|редакци))|"
    r"(?:ты|вы) (?:стал\w* )?(?:свидетел|очевид)\w+|есть новость|знаете новость|"
    r"нашли (?:ошибку|опечатку)|выделите (?:её|ее|текст|фрагмент)|"
    r"поделитесь (?:новостью|с друзьями|ссылкой|в соц)|обсудить (?:новость|в))",
)
_READ_HERE = re.compile(
    r"(?<!\w)(?:подробн\w+|читайте|полн\w+ (?:текст|верси\w+)|узнать больше)(?!\w).{0,120}(?<!\w)"
    r"(?:здесь|тут|по ссылке|на наш\w+ (?:сайт|портал|канал|страниц)\w*|в наш\w+|"
    r"в статье|в материале|в (?:репортаже|интервью|сюжете) )",
)
# An address or a date makes an invitation to an event of it, not to a channel.
_CONTENT = re.compile(
    r"(?:горяч\w+ лини|телефон\w* довери|экстренн|единый номер|\b(?:101|102|103|104|112)\b|"
    r"8[ (-]*800|"
    r"госуслуг|запис(?:ь|аться)|регистрац|билет|erid|реклама)",
)


def is_noise(line: str) -> bool:
    """Whether a whole line is nothing but the page's furniture."""
    if len(line) > 400:
        return False
    folded = line.casefold()
    if " ".join(re.findall(r"\w+", folded)) in _SITE_WORDS or _ONLY_SIGNS.fullmatch(folded):
        return True
    if any(pattern.fullmatch(folded) for pattern in (_COUNTER, _CRUMBS, _TABLE_RULE)):
        return True
    starts = sentence_starts(line)
    return all(is_promo(line[low:high]) for low, high in pairwise([*starts, len(line)]))


def is_promo(sentence: str) -> bool:
    """Whether a sentence invites to a channel, a site, other news: nothing of the event itself."""
    if len(sentence) > 250:
        return False
    folded = sentence.casefold()
    return _invites(folded) and not _CONTENT.search(folded)


def _invites(folded: str) -> bool:
    if _OURS.search(folded) and len(folded) <= 120:
        return True
    networks = len(_NETWORKS.findall(folded))
    if networks >= 2 and len(folded.split()) <= 5 * networks:
        return True
    return bool(_INVITES.search(folded) or _READ_HERE.search(folded))
