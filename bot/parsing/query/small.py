"""Words that stand in every text and tell nothing apart."""

from __future__ import annotations

from bot.domain.words import words

SMALL = words(
    "а без более бы был была были было быть в вам вас весь во вот все всего всех вы где да даже "
    "для до его ее ей ему если есть еще же за здесь и из или им их к как ко когда который которая "
    "которые ли либо между меня мне может мы на над надо наш не него нее нет ни них но ну о об "
    "однако он она они оно от очень по под после потом почему при про с со сам свой себя сейчас "
    "так также такой там те тем то того тоже той только том тот ты у уже хотя чего чей чем что "
    "чтобы эта эти это этой этом этот эту я "
    "a about after all also an and any are as at be been but by can did do does for from had has "
    "have he her his how i if in into is it its me my no not of on or our she so than that the "
    "their them then there these they this to us was we were what when where which who why will "
    "with you your"
)
