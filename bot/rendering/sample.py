"""A release in which every element occurs: by it editors see what a house style does."""

from __future__ import annotations

from bot.domain.release import Media, Paragraph, Quote, Release, Subhead, Table
from bot.domain.text import FormattedText, wrap


def sample_release(media: tuple[Media, ...] = ()) -> Release:
    """A release with all that a house style can show; the photo credit needs `media`."""
    return Release(
        headline=_text("На набережной Приамурска зажгли новые фонари"),
        subtitle=_text("Гулять у реки теперь можно до полуночи"),
        rubric="Город",
        source="Пресс-служба мэрии Приамурска",
        byline="Вера Лунина",
        photo_credit="Фото: Илья Громов",
        blocks=(
            Paragraph(_text("Девяносто два фонаря загорелись вчера вечером от речного вокзала до "
                            "старой пристани. Их ставили всё лето.")),
            Quote(_text("Набережная была самым тёмным местом города. Теперь здесь светло, и люди "
                        "остаются у воды после работы"),
                  _text("сказал мэр Приамурска Пётр Кедров."), "мэр Приамурска Пётр Кедров"),
            Paragraph(_text("До конца месяца на набережной:")),
            Paragraph(_text("• посадят сорок лип;"), tight=True, item=True),
            Paragraph(_text("• откроют прокат велосипедов."), tight=True, item=True),
            Subhead(_text("Когда горит свет")),
            Table((
                (_text("Дни"), _text("Начало"), _text("Окончание")),
                (_text("Будни"), _text("18:00"), _text("23:00")),
                (_text("Выходные"), _text("18:00"), _text("24:00")),
            ), header=True),
            Paragraph(_text("Подробности — на ") + wrap(_text("сайте мэрии"), "bold") + "."),
        ),
        hashtags=("#набережная", "#свет", "#Приамурск"),
        media=media,
    )  # fmt: skip


def _text(said: str) -> FormattedText:
    return FormattedText(said)
