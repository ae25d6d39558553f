"""The fork server: imports everything once, rehearses, then forks a life for each order.

`python -m tests.torture.zygote SLOWER` reads orders from its standard input, one a line, and
writes reports to its standard output. A life costs the parent's word, a fork, and what the bot
itself does to begin: tens of milliseconds instead of seconds.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import json
import os
import signal
import ssl
import sys
import threading
import traceback
from functools import cache
from typing import Any

from bot.telegram import deferred_types

deferred_types.install()  # before anything imports aiogram

from aiogram import methods  # noqa: E402

from bot import logs  # noqa: E402
from bot.chat.i18n import Catalogs  # noqa: E402
from tests import compiled  # noqa: E402
from tests.torture import haste, points  # noqa: E402
from tests.torture.life import Life  # noqa: E402
from tests.torture.mutants import MUTANTS  # noqa: E402
from tests.torture.orders import Order  # noqa: E402

REPORTS = os.dup(1)
PR_SET_PDEATHSIG = 1  # of Linux

# aiogram makes the type of each answer when it first comes; held here, it is made once.
ANSWERS = [
    methods.Response[method.__returning__]  # type: ignore[name-defined]
    for method in (
        methods.GetMe, methods.GetChat, methods.GetChatMember, methods.SetMyCommands,
        methods.SendMessage, methods.SendMediaGroup, methods.EditMessageText,
        methods.ForwardMessages,
    )
]  # fmt: skip


def report(words: dict[str, Any]) -> None:
    """One line to the parent; whole, since it is shorter than a pipe's buffer."""
    os.write(REPORTS, json.dumps(words).encode() + b"\n")


def keep_what_is_read_once() -> None:
    """Catalogs, certificates and compiled statements are the same in every life."""
    locales = cache(lambda: find_locales(Catalogs.__new__(Catalogs)))
    find_locales = Catalogs.find_locales
    Catalogs.find_locales = lambda _: locales()  # type: ignore[method-assign,assignment]
    ssl.create_default_context = cache(ssl.create_default_context)  # type: ignore[assignment]
    compiled.share()


def begin(order: Order, watched: points.Points) -> None:
    """Lives a life in this process."""
    log = os.open(order.bed.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.close(log)
    logs.set_up("INFO", "text")
    if order.mutant is not None:
        MUTANTS[order.mutant].install()
    watched.aim(order)
    asyncio.run(Life(order, report).run())


def end_with_parent() -> None:
    """Has the kernel end this process when its parent ends, however that ends."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def fork(order: Order, watched: points.Points) -> None:
    """Lives a life in a child, and waits for its end."""
    child = os.fork()
    if not child:
        end_with_parent()
        try:
            begin(order, watched)
        except BaseException:  # noqa: BLE001 - a child never returns into the server's loop
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    report({"life": order.life, "pid": child})
    _, status = os.waitpid(child, 0)
    report({"life": order.life, "ended": os.waitstatus_to_exitcode(status)})


def main() -> None:
    """Serves until the standard input ends."""
    end_with_parent()
    keep_what_is_read_once()
    haste.install(haste.Pace(float(sys.argv[1])))
    watched = points.Points(report)
    points.install(watched)
    gc.disable()
    for line in sys.stdin:
        order = Order.load(line)
        if order.rehearsal:
            begin(order, watched)
            report({"life": order.life, "ended": 0})
            if threading.active_count() > 1:
                raise RuntimeError(f"threads after the rehearsal: {threading.enumerate()}")
            gc.collect()
            gc.freeze()  # else the collector would copy every page into each child
            gc.disable()
        else:
            fork(order, watched)


if __name__ == "__main__":
    main()
