"""`make simulate`: thousands of days, and what must not happen in any of them."""

from __future__ import annotations

import argparse
import gc
import logging
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial
from pathlib import Path

from bot.telegram import deferred_types

deferred_types.install()  # before anything imports aiogram

from tests.simulation.trial import DAYS, Verdict, play, template  # noqa: E402

USUAL = 120.0  # seconds of a run that nobody told how many days
STORY = 60  # lines of a failing seed's story that are printed
PROCESSES = 2


def main() -> int:
    """Prints the figures; 0 if nothing happened that must not."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation")
    parser.add_argument("--days", type=int, help="in all; without it, what two minutes hold")
    parser.add_argument("--seed", type=int, help="plays this one seed and tells its story")
    parser.add_argument("--first", type=int, default=1, help="the first of the seeds")
    parser.add_argument("--length", type=int, default=DAYS, help="days of each seed")
    chosen = parser.parse_args()
    logging.disable(logging.CRITICAL)  # what is broken on purpose is no news
    with tempfile.TemporaryDirectory() as folder:
        empty = template(Path(folder))
    if chosen.seed is not None:
        verdict = play(chosen.seed, chosen.days or chosen.length, empty)
        _report(verdict, len(verdict.story))
        return 1 if verdict.wrong else 0
    return _run(chosen.first, chosen.length, chosen.days, empty)


def _run(first: int, length: int, days: int | None, empty: bytes) -> int:
    began = time.monotonic()
    figures, late, wrong, played = Counter[str](), list[float](), list[Verdict](), 0
    computed = 0.0
    for verdict in _verdicts(first, length, days, empty):
        figures.update(verdict.figures)
        late += verdict.late
        played += verdict.days
        computed += verdict.seconds
        if verdict.wrong:
            wrong.append(verdict)
            _report(verdict, STORY)
    seconds = time.monotonic() - began
    again = play(first, length, empty).digest == play(first, length, empty).digest
    print(
        f"days {played}, posts {figures['posts']}, acts {figures['acts']}, "
        f"faults {figures['faults']}, kills {figures['kills']}, "
        f"clock jumps {figures['clock jumps']}: seeds that fail {len(wrong)}\n"
        f"late twins {figures['late twins']} (all removed), editors asked {figures['asked']}, "
        f"late and no longer wanted {figures['late and no longer wanted']}, "
        f"comparisons {figures['looks']}\n"
        f"lateness where nothing was broken, {len(late)} posts: {_spread(late)}\n"
        f"faults: {_kinds(figures)}\n"
        f"the same seed, the same story: {'yes' if again else 'NO'}\n"
        f"{seconds:.0f} s, {played / seconds:.1f} days a second on {PROCESSES} processes, "
        f"{played / max(0.1, computed):.1f} a second of one core; "
        f"10,000 days take {10_000 / 60 * seconds / max(1, played):.0f} min"
    )
    return 1 if wrong or not again else 0


def _verdicts(first: int, length: int, days: int | None, empty: bytes) -> Iterator[Verdict]:
    """As many seeds as the days need, or as there is time for."""
    deadline = time.monotonic() + USUAL
    count = None if days is None else -(-days // length)
    one = partial(play, days=length, empty=empty)
    with ProcessPoolExecutor(PROCESSES, initializer=_quiet) as pool:
        seed, running = first, set()
        while running or seed == first:
            while len(running) < PROCESSES and (
                seed < first + count if count is not None else time.monotonic() < deadline
            ):
                running.add(pool.submit(one, seed))
                seed += 1
            for done in as_completed(running):
                running.discard(done)
                yield done.result()
                break


def _quiet() -> None:
    logging.disable(logging.CRITICAL)
    gc.freeze()
    gc.set_threshold(50_000)


def _report(verdict: Verdict, lines: int) -> None:
    print(f"seed {verdict.seed}, {verdict.days} days, story {verdict.digest}:")
    for words in verdict.wrong[:20]:
        print(f"  WRONG {words}")
    story = verdict.story
    first = next((n for n, line in enumerate(story) if "WRONG" in line), len(story))
    print("\n".join(f"    {line}" for line in story[max(0, first - lines) : first + 2]))
    print(f'  again: make simulate ARGS="--seed {verdict.seed} --days {verdict.days}"')


def _spread(late: Sequence[float]) -> str:
    if not late:
        return "none"
    ordered = sorted(late)
    at = {name: ordered[min(len(ordered) - 1, int(len(ordered) * share))]
          for name, share in (("median", 0.5), ("99 %", 0.99), ("most", 1.0))}  # fmt: skip
    return ", ".join(f"{name} {seconds:.2f} s" for name, seconds in at.items())


def _kinds(figures: Counter[str]) -> str:
    kinds = {k.removeprefix("fault "): n for k, n in figures.items() if k.startswith("fault ")}
    return ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))


if __name__ == "__main__":
    sys.exit(main())
