"""Rich messages sent as HTML come back as blocks."""

import pytest

from tests.sandbox.helpers import CHANNEL, PNG
from tests.sandbox.rich import bold, paragraph

DEFAULT = {"align": "left", "valign": "top"}


@pytest.fixture
def send(api):
    async def send(html, media=(), files=None):
        message = {"html": html, "media": list(media)}
        post = await api("sendRichMessage", chat_id=CHANNEL, rich_message=message, files=files)
        return post["rich_message"]["blocks"]

    return send


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("Слово", [paragraph("Слово")]),
        (
            "<p>Раз\n  <b>два</b></p>\n<p>три</p>",
            [paragraph(["Раз ", bold("два")]), paragraph("три")],
        ),
        ("Раз<br>два &lt;три&gt;", [paragraph(["Раз", "\n", "два <три>"])]),
        ("<h2>Мост</h2>", [{"type": "heading", "text": "Мост", "size": 2}]),
        (
            "<p>а</p><hr/><footer>б</footer>",
            [paragraph("а"), {"type": "divider"}, {"type": "footer", "text": "б"}],
        ),
        (
            "<ol start=3><li>раз</li><li><p>два</p></li></ol>",
            [
                {
                    "type": "list",
                    "items": [
                        {"label": "3.", "blocks": [paragraph("раз")], "value": 3, "type": "1"},
                        {"label": "4.", "blocks": [paragraph("два")], "value": 4, "type": "1"},
                    ],
                }
            ],
        ),
        (
            '<ul><li><input type="checkbox" checked> да</li></ul>',
            [
                {
                    "type": "list",
                    "items": [
                        {
                            "label": "•",
                            "blocks": [paragraph("да")],
                            "has_checkbox": True,
                            "is_checked": True,
                        }
                    ],
                }
            ],
        ),
        (
            "<blockquote><p>Да</p><cite>Иванов</cite></blockquote>",
            [{"type": "blockquote", "blocks": [paragraph("Да")], "credit": "Иванов"}],
        ),
        (
            "<blockquote collapsed><p>Да</p><p>Нет</p></blockquote>",
            [{"type": "expandable_blockquote", "text": ["Да", "\n", "Нет"]}],
        ),
        (
            "<details open><summary>Ещё</summary>Слово</details>",
            [{"type": "details", "summary": "Ещё", "blocks": [paragraph()], "is_open": True}],
        ),
        (
            "<table bordered><caption>Т</caption><thead><tr><th colspan=2>А</th></tr></thead>"
            "<tr><td align=right>1</td><td>2</td></tr></table>",
            [
                {
                    "type": "table",
                    "cells": [
                        [{**DEFAULT, "text": "А", "is_header": True, "colspan": 2}],
                        [{**DEFAULT, "align": "right", "text": "1"}, {**DEFAULT, "text": "2"}],
                    ],
                    "is_bordered": True,
                    "caption": "Т",
                }
            ],
        ),
        (
            '<pre><code class="language-python">a\n  b</code></pre>',
            [{"type": "pre", "text": "a\n  b", "language": "python"}],
        ),
        (
            '<a name="x"></a><p><a href="https://ya.ru">я</a> <a href="#x">вверх</a></p>',
            [
                {"type": "anchor", "name": "x"},
                paragraph(
                    [
                        {"type": "url", "text": "я", "url": "https://ya.ru/"},
                        " ",
                        {"type": "anchor_link", "text": "вверх", "anchor_name": "x"},
                    ]
                ),
            ],
        ),
    ],
)
async def test_tags(send, html, blocks):
    assert await send(html) == blocks


async def test_photos_are_named_by_their_ids(send):
    media = [{"id": "one", "media": {"type": "photo", "media": "attach://file"}}]
    html = (
        '<figure><img src="tg://photo?id=one"/><figcaption>Мост<cite>Автор</cite></figcaption>'
        '</figure><tg-collage><img src="tg://photo?id=one"></tg-collage>'
    )
    photo, collage = await send(html, media, {"file": ("a.png", PNG)})
    assert photo["caption"] == {"text": "Мост", "credit": "Автор"}
    assert photo["photo"][-1]["width"] == 1
    assert [block["type"] for block in collage["blocks"]] == ["photo"]


HTML = "can't parse rich message HTML: "


@pytest.mark.parametrize(
    ("message", "refusal"),
    [
        ({"html": "<script>x</script>"}, HTML + 'unsupported start tag "script"'),
        ({"html": "<p><script>x</script></p>"}, HTML + 'unsupported start tag "script"'),
        ({"html": "<p>x"}, HTML + 'can\'t find end tag corresponding to start tag "p"'),
        ({"html": "x</p>"}, HTML + 'unexpected end tag "p"'),
        ({"html": "<p><b>x</p>"}, HTML + 'unmatched end tag "p", expected "</b>"'),
        ({"html": "<b>" * 100}, HTML + "nesting is too deep"),
        ({"html": "<details>x</details>"}, HTML + 'tag "details" must have a summary'),
        ({"html": '<img src="tg://photo?id=x">'}, HTML + 'no photo "x" in media'),
        (
            {"html": "x", "media": 5},
            'can\'t parse InputRichMessageMedia: Field "media" must be of type Array',
        ),
        ({"html": "x", "media": ["x"]}, "can't parse InputRichMessageMedia: expected an Object"),
        (
            {"html": "x", "media": [{"media": {}}]},
            "can't parse InputRichMessageMedia: Can't find field \"id\"",
        ),
        ({"html": " "}, "RICH_MESSAGE_EMPTY"),
        ({"html": "<p></p>"}, "RICH_MESSAGE_EMPTY"),
        ({"html": '<a href="https://">x</a>'}, "RICH_MESSAGE_URL_INVALID"),
        ({"html": '<img src="https://example.com/a.jpg">'}, "failed to get HTTP URL content"),
        ({"markdown": "x"}, "the sandbox doesn't read markdown in rich messages; use blocks"),
    ],
)
async def test_refused(api, message, refusal):
    found = await api.refused("sendRichMessage", chat_id=CHANNEL, rich_message=message)
    assert found == f"400 Bad Request: {refusal}"
