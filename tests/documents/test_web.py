"""Links, over real HTTP on this machine; the policy says which part of it is «public»."""

from __future__ import annotations

import asyncio
import gzip
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from ipaddress import ip_address

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer

from bot.documents import addresses, pages
from bot.documents.addresses import Address
from bot.documents.formats.extract import extract
from bot.documents.web import Fetcher
from bot.domain.errors import InputError
from tests.documents import made

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
NAME = "news.example"


class Names(AbstractResolver):
    """Answers with the next of its answers, and counts the questions."""

    def __init__(self, *answers: str) -> None:
        self.answers, self.asked = list(answers), list[str]()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [
            ResolveResult(
                hostname=host, host=answer, port=port, family=socket.AF_INET, proto=0, flags=0
            )
        ]

    async def close(self) -> None:
        """Nothing is open."""


class Site:
    """A server whose pages a test defines; only its own port on 127.0.0.1 counts as public."""

    def __init__(self) -> None:
        self.pages: dict[str, Handler] = {}
        self.names = Names("127.0.0.1")
        self.server = TestServer(web.Application(), host="127.0.0.1")
        self.server.app.router.add_get("/{path:.*}", self._answer)
        self.seen: list[str] = []

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.seen.append(request.path)
        return await self.pages[request.path](request)

    def page(self, path: str, body: bytes | str, mime: str = "text/html", **more: str) -> None:
        """A page that answers 200."""

        async def answer(_request: web.Request) -> web.Response:
            data = body.encode() if isinstance(body, str) else body
            return web.Response(body=data, headers={"Content-Type": mime, **more})

        self.pages[path] = answer

    def moved(self, path: str, target: str) -> None:
        """A page that sends on."""

        async def answer(_request: web.Request) -> web.Response:
            return web.Response(status=302, headers={"Location": target})

        self.pages[path] = answer

    def allowed(self, address: Address, port: int) -> bool:
        """This server and nothing else."""
        return str(address) == "127.0.0.1" and port == self.server.port

    def url(self, path: str, host: str = NAME) -> str:
        """An address of the site."""
        return f"http://{host}:{self.server.port}{path}"

    def fetcher(self, **limits: float) -> Fetcher:
        """As the bot's, but for what is public."""
        return Fetcher(allowed=self.allowed, resolver=lambda: self.names, **limits)  # type: ignore[arg-type]


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    made_ = Site()
    await made_.server.start_server()
    yield made_
    await made_.server.close()


async def test_a_file_is_fetched_under_a_name_of_its_own(site: Site) -> None:
    site.page("/релизы/каток.txt", "Каток открыт.", "text/plain; charset=utf-8")
    site.moved("/old", "/релизы/каток.txt")
    found = await site.fetcher().fetch(site.url("/old"))
    assert (found.name, found.data.decode()) == ("каток.txt", "Каток открыт.")


async def test_a_page_comes_with_its_lead_picture_and_nothing_else(site: Site) -> None:
    site.page(
        "/a",
        '<html><head><meta property="og:image" content="/lead.jpg"></head><body><img src="/x.jpg">'
        "<p>Каток открыт.</p></body></html>",
    )
    site.page("/lead.jpg", made.photo(), "image/jpeg")
    found = await site.fetcher().fetch(site.url("/a"))
    assert found.name == "a.mht"
    assert site.seen == ["/a", "/lead.jpg"]


async def test_a_page_without_its_picture_is_still_a_page(site: Site) -> None:
    lead = '<meta property="og:image" content="http://10.0.0.1/lead.jpg">'
    site.page("/a", f"<html><head>{lead}</head><body>Текст</body></html>")
    assert (await site.fetcher().fetch(site.url("/a"))).name == "a.mht"


async def test_a_redirect_to_a_private_address_is_refused(site: Site) -> None:
    for number, target in enumerate(("http://127.0.0.2/", "http://[::1]/", "http://10.0.0.1:80/")):
        site.moved(f"/{number}", target)
        with pytest.raises(InputError, match="not public"):
            await site.fetcher().fetch(site.url(f"/{number}"))


async def test_a_name_is_asked_for_once_and_its_answer_is_where_we_go(site: Site) -> None:
    site.page("/a", "Текст", "text/plain")
    site.names = Names("127.0.0.1", "169.254.169.254")  # public first, private afterwards
    await site.fetcher().fetch(site.url("/a"))
    assert site.names.asked == [NAME]
    with pytest.raises(InputError, match="not public"):
        await site.fetcher().fetch(site.url("/a"))
    assert site.seen == ["/a"]


async def test_redirects_end(site: Site) -> None:
    site.moved("/round", "/round")
    with pytest.raises(InputError, match="circles"):
        await site.fetcher().fetch(site.url("/round"))
    assert len(site.seen) == 6


async def test_what_a_server_answers_is_told(site: Site) -> None:
    async def gone(_request: web.Request) -> web.Response:
        raise web.HTTPNotFound

    site.pages["/gone"] = gone
    site.page("/film", b"\0", "video/mp4")
    with pytest.raises(InputError, match="code 404"):
        await site.fetcher().fetch(site.url("/gone"))
    with pytest.raises(InputError, match="no page or document"):
        await site.fetcher().fetch(site.url("/film"))


async def test_a_server_that_is_not_there_is_told(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    fetcher = Fetcher(allowed=lambda _address, _port: True, resolver=lambda: site.names)
    with pytest.raises(InputError, match="can't be opened"):
        await fetcher.fetch(f"http://{NAME}:{port}/a")


async def test_a_body_without_end_is_left(site: Site) -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/plain"})
        await response.prepare(request)
        while True:
            await response.write(b"x" * 2**16)

    site.pages["/a"] = endless
    with pytest.raises(InputError, match="larger than 1 MB"):
        await site.fetcher(size=2**20).fetch(site.url("/a"))


async def test_a_packed_bomb_is_counted_unpacked(site: Site) -> None:
    site.page("/a", gzip.compress(bytes(50_000_000)), "text/plain", **{"Content-Encoding": "gzip"})
    with pytest.raises(InputError, match="larger than 1 MB"):
        await site.fetcher(size=2**20).fetch(site.url("/a"))


async def test_a_slow_server_is_left(site: Site) -> None:
    stuck = asyncio.Event()

    async def slow(_request: web.Request) -> web.Response:
        await stuck.wait()
        return web.Response()

    site.pages["/a"] = slow
    with pytest.raises(InputError, match="in time"):
        await site.fetcher(seconds=0.2).fetch(site.url("/a"))
    stuck.set()


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://example.org/a", "http://", "слово", "http://[::1",
     "gopher://127.0.0.1/", "https://@/"],
)  # fmt: skip
async def test_what_is_no_link_is_told(url: str) -> None:
    with pytest.raises(InputError, match="not a link"):
        await Fetcher().fetch(url)


async def test_a_link_is_sent_without_a_password() -> None:
    with pytest.raises(InputError, match="without them"):
        await Fetcher().fetch("http://u:p@example.org/")


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://0x7f.1/", "http://0.0.0.0/",
     "http://[::ffff:10.0.0.1]/", "http://169.254.169.254/latest/", "http://localhost/"],
)  # fmt: skip
async def test_the_bot_itself_goes_to_no_address_of_this_machine(url: str) -> None:
    with pytest.raises(InputError, match="not public"):
        await Fetcher().fetch(url)


@pytest.mark.parametrize(
    ("address", "port", "public"),
    [
        ("93.184.216.34", 443, True),
        ("2606:2800:220:1:248:1893:25c8:1946", 80, True),
        ("93.184.216.34", 22, False),
        ("192.168.1.1", 80, False),
        ("100.64.0.1", 80, False),
        ("224.0.0.1", 80, False),
        ("255.255.255.255", 80, False),
        ("fe80::1", 80, False),
        ("fc00::1", 80, False),
        ("::", 80, False),
        ("::ffff:127.0.0.1", 80, False),
        ("::127.0.0.1", 80, False),
        ("2002:7f00:1::", 80, False),  # 6to4 of 127.0.0.1
        ("64:ff9b::a00:1", 80, False),  # NAT64 of 10.0.0.1
        ("64:ff9b::5db8:d822", 443, True),  # NAT64 of 93.184.216.34
        ("64:ff9b:1::a00:1", 80, False),
    ],
)
def test_which_addresses_are_public(address: str, port: int, public: bool) -> None:
    assert addresses.public(ip_address(address), port) is public


STORY = "Во вторник в посёлке открыли каток с прокатом коньков и тёплой раздевалкой для детей. "
PAGE = f"""<html><head><title>Каток открыт — Вести посёлка</title>
<meta property="og:title" content="Каток открыт"><meta property="og:image" content="/lead.jpg">
</head><body><header>Вести посёлка</header>
<nav><a href="/">Главная</a><a href="/n">Новости</a></nav>
<main><article><h1>Каток открыт</h1><p>{STORY * 2}Вход <b>свободный</b>,
<a href="https://example.org/ice">расписание</a> на сайте.</p><p>{STORY}</p>
<ul><li>будни с 9 до 21</li><li>выходные с 8 до 23</li></ul></article></main>
<aside>Читайте также: прогноз погоды</aside><footer>Все права защищены</footer></body></html>"""


def saved(page: str, picture: bytes | None = None) -> bytes:
    """The page as the fetcher hands it to the reader."""
    address = pages.URL("https://example.org/news/1")
    lead = pages.lead_picture(page.encode(), address)
    return pages.saved(address, page.encode(), "text/html", lead, picture)


def test_the_article_of_a_page_is_read_with_its_lead_picture() -> None:
    found = extract("1.mht", saved(PAGE, made.photo()))
    assert found.text.text.startswith("Каток открыт\n\nВо вторник")
    assert "• будни с 9 до 21\n• выходные с 8 до 23" in found.text.text
    for furniture in ("Главная", "прогноз", "права"):
        assert furniture not in found.text.text
    assert {("bold", "Каток открыт"), ("bold", "свободный"), ("text_link", "расписание")} <= set(
        made.marked(found.text)
    )
    assert made.sizes(found) == [(640, 480)]


def test_a_page_without_an_article_is_told() -> None:
    with pytest.raises(InputError, match="No article"):
        extract("1.mht", saved("<html><body><nav><a href='/'>Вход</a></nav></body></html>"))


POST = (
    '<html><body><div class="tgme_widget_message"><div class="tgme_widget_message_author">Канал'
    '</div><a class="tgme_widget_message_photo_wrap" style="width:800px;background-image:'
    "url('https://cdn.example.org/p.jpg')\"></a>"
    '<div class="tgme_widget_message_text js-message_text"><b>Каток открыт</b>'
    '<i class="emoji"><b>⛸</b></i><br/><br/>Ждём всех.</div>'
    '<div class="tgme_widget_message_info">1.2K views</div></div></body></html>'
)


def test_a_telegram_post_is_read_from_its_preview() -> None:
    asked = pages.preview_of(pages.URL("https://t.me/khabvesti/12?single"))
    assert str(asked) == "https://t.me/khabvesti/12?embed=1&mode=tme"
    found = extract("12.mht", saved(POST, made.photo()))
    assert found.text.text == "Каток открыт⛸\n\nЖдём всех."
    assert made.marked(found.text) == [("bold", "Каток открыт")]
    assert made.sizes(found) == [(640, 480)]
    gone = '<html><body><div class="tgme_widget_message_error">Post not found</div></body></html>'
    with pytest.raises(InputError, match="No article"):
        extract("12.mht", saved(gone))
