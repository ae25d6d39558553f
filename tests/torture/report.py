"""The figures of a trial, as a person reads them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import quantiles

from rich.console import Console
from rich.table import Table

from tests.torture.director import RANDOM
from tests.torture.trial import Figures
from tests.torture.verdict import NAMES, Verdict

STORIES = 3  # told of the posts of which a promise was broken


def total(trials: Sequence[Figures]) -> str:
    """The line that ends it all."""
    posts = sum(figures.verdict.posts for figures in trials)
    kills = sum(figures.deaths.total() for figures in trials)
    faults = sum(figures.faults.total() for figures in trials)
    counts = sum((figures.verdict.counts() for figures in trials), Counter[str]())
    broken = ", ".join(f"{name} {counts[name]}" for name in NAMES[:3])
    rest = "".join(f", {name} {counts[name]}" for name in NAMES[3:] if counts[name])
    rules = Counter[str]()
    for figures in trials:
        rules.update({rule: len(posts) for rule, posts in figures.verdict.by_rule.items()})
    left = f"unknown left to a person {rules.total()}"
    by_rule = "; ".join(f"{count} {rule}" for rule, count in rules.items())
    left += f" (rule: {by_rule})" if rules else ""
    return f"posts {posts:,}, kills {kills:,}, faults {faults:,}: {broken}{rest}, {left}"


def show(console: Console, title: str, figures: Figures) -> None:
    """Prints everything that was measured, and the stories of what went wrong."""
    verdict = figures.verdict
    console.print(f"\n{title}", style="bold")
    console.print(_deaths(figures))
    console.print(_counted("faults between bot and Telegram", figures.faults))
    lines = (
        f"lateness: {lateness(verdict.lateness)}" if verdict.lateness else "nothing came",
        f"the storm blew for {figures.seconds:.0f} s, the last life needed "
        f"{figures.drained:.0f} s to bring everything to its end",
        f"late ghosts that stood beside their twin until an audit: {verdict.ghosts}",
        total([figures]),
    )
    for line in lines:
        console.print(line, highlight=False, soft_wrap=True)
    _stories(console, verdict, figures)


def lateness(seconds: list[float]) -> str:
    """Percentiles of the posts' lateness."""
    cuts = quantiles(seconds, n=100, method="inclusive")
    return f"p50 {cuts[49]:.2f} s, p95 {cuts[94]:.2f} s, max {max(seconds):.2f} s"


def _deaths(figures: Figures) -> Table:
    """By transaction or call: how many points it has, and how often a life ended at them."""
    places = defaultdict(list[str])
    for point in sorted(figures.known):
        places[point.partition(":")[0]].append(point)
    reached = len(figures.known & set(figures.deaths))
    title = f"kills, at {reached} of {len(figures.known)} known points"
    table = Table("where", "points", "reached", "kills", title=title, title_justify="left")
    for place, points in places.items():
        kills = [figures.deaths[point] for point in points]
        table.add_row(place, str(len(points)), str(sum(map(bool, kills))), str(sum(kills)))
    table.add_row(RANDOM, "", "", str(figures.deaths[RANDOM]))
    return table


def _counted(title: str, counts: Counter[str]) -> Table:
    table = Table(title, "count")
    for name, count in sorted(counts.items()):
        table.add_row(name, str(count))
    return table


def _stories(console: Console, verdict: Verdict, figures: Figures) -> None:
    for violation in verdict.violations[:30]:
        words = f"{violation.name}: post {violation.number}: {violation.words}"
        console.print(words, highlight=False, style="red")
    told = list(dict.fromkeys(v.number for v in verdict.violations))
    for number in told[:STORIES]:
        console.print(f"\nthe story of post {number}:", highlight=False)
        for line in figures.chronicle.story(number):
            console.print(f"  {line}", highlight=False, soft_wrap=True)
