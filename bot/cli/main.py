"""The verbs and their arguments. A verb's code is imported only when it is called."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence

from bot.cli.exit_codes import MISUSED


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port < 2**16:
        raise ValueError(text)
    return port


def parser() -> argparse.ArgumentParser:
    """Every verb that `python -m bot` knows."""
    made = argparse.ArgumentParser(prog="python -m bot", description="Vestnik, a newsroom's bot.")
    verbs = made.add_subparsers(dest="verb", required=True, metavar="VERB")
    run = verbs.add_parser("run", help="start the bot; without BOT_TOKEN, in the sandbox")
    sandbox = verbs.add_parser("sandbox", help="start only the local Telegram, with its web page")
    for verb in (run, sandbox):
        verb.add_argument("--port", type=_port, default=8081, help="the sandbox's port (8081)")
    render = verbs.add_parser("render", help="show what release files become")
    render.add_argument(
        "files", nargs="+", metavar="FILE", help="of any kind; - is the standard input"
    )
    shape = render.add_mutually_exclusive_group()
    shape.add_argument(
        "--json",
        action="store_true",
        help="release, post, warnings and cuts as JSON; of several files, one object a line",
    )
    shape.add_argument("--text", action="store_true", help="what readers would see, plain")
    when = verbs.add_parser("when", help="say which instant a phrase means")
    when.add_argument("phrase", nargs="+")
    when.add_argument("--now", help="an ISO time instead of the present")
    when.add_argument("--tz", help="a time zone instead of TIMEZONE")
    verbs.add_parser("check", help="check settings, database, token, channel rights and clock")
    verbs.add_parser("migrate", help="bring the database to the present schema")
    backup = verbs.add_parser("backup", help="copy the database safely")
    backup.add_argument("target", nargs="?", help="the copy's file (data/backup-DATE.db)")
    restore = verbs.add_parser("restore", help="put a copy in the database's place")
    restore.add_argument("file", help="of data/backups, say")
    restore.add_argument("--verify", action="store_true", help="only examine it")
    plan = verbs.add_parser("plan", help="say what would be published when")
    plan.add_argument("--until", nargs="+", metavar="PHRASE", help="a phrase or an ISO time")
    plan.add_argument("--channel", help="only this one, as @name, number or title")
    taking = verbs.add_parser("import", help="enter an export of the channel into the archive")
    taking.add_argument("file", help="result.json of Telegram Desktop")
    taking.add_argument("--channel", help="take it for this one's, as @name, number or title")
    verify_log = verbs.add_parser("verify-log", help="check the chain of hashes of the log")
    verify_log.add_argument("head", nargs="?", help="a head noted down earlier, to be looked for")
    return made


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a verb; returns the exit code. Wrong settings cost one line each, and code 2."""
    arguments = parser().parse_args(argv)
    from bot.settings import SettingsError

    try:
        return _call(arguments)
    except SettingsError as error:
        for line in error.lines:
            print(line, file=sys.stderr)
        return MISUSED
    except KeyboardInterrupt:
        return 130


def _call(arguments: argparse.Namespace) -> int:
    match arguments.verb:
        case "run":
            from bot.cli import start

            return start.start(arguments.port)
        case "sandbox":
            from bot.cli import sandbox

            return sandbox.serve(arguments.port)
        case "render":
            from bot.cli import render

            return asyncio.run(
                render.render_files(
                    arguments.files, as_json=arguments.json, as_text=arguments.text
                )
            )
        case "when":
            from bot.cli import when

            return when.say(" ".join(arguments.phrase), arguments.now, arguments.tz)
        case "check":
            from bot.cli import check

            return check.check()
        case "plan":
            from bot.cli import plan

            return plan.plan(" ".join(arguments.until or ()), arguments.channel)
        case "restore":
            from bot.cli import restore

            return restore.restore(arguments.file, verify=arguments.verify)
        case "import":
            from bot.cli import importing

            return importing.import_file(arguments.file, arguments.channel)
        case "verify-log":
            from bot.cli import verify_log

            return verify_log.verify_log(arguments.head)
        case _:
            from bot.cli import maintenance

            if arguments.verb == "migrate":
                return maintenance.migrate()
            return maintenance.backup(arguments.target)
