"""Every act that the source writes into the log, found by reading the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef
# A call, and the functions around it, the innermost last.
Call = tuple[ast.Call, tuple[Function, ...]]

PLACE = 2  # of the act, in tx.audit.add(now, actor_id, act, …)
DEEPEST = 6  # callers of callers


def acts_in(package: Path) -> tuple[set[str], list[str]]:
    """The acts, and the places where one could not be found out."""
    trees = {path: ast.parse(path.read_text("utf-8")) for path in package.rglob("*.py")}
    made = {path: list(_calls(tree, ())) for path, tree in trees.items()}
    calls = [call for found in made.values() for call in found]
    found, unknown = set[str](), list[str]()
    for path, inside_of in made.items():
        for node, inside in inside_of:
            if not ast.unparse(node.func).endswith("audit.add"):
                continue
            said = _values(_argument(node, PLACE, "act"), inside, calls, 0)
            found |= said
            if not said:
                unknown.append(f"{path.name}:{node.lineno}")
    return found, unknown


def _calls(node: ast.AST, inside: tuple[Function, ...]) -> Iterator[Call]:
    if isinstance(node, Function):
        inside = (*inside, node)
    if isinstance(node, ast.Call):
        yield node, inside
    for child in ast.iter_child_nodes(node):
        yield from _calls(child, inside)


def _argument(call: ast.Call, place: int, name: str) -> ast.expr | None:
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    return call.args[place] if place < len(call.args) else None


def _values(
    value: ast.expr | None, inside: tuple[Function, ...], calls: list[Call], depth: int
) -> set[str]:
    """The literals that an expression may be; a parameter is looked up at its callers."""
    match value:
        case ast.Constant(value=str(word)):
            return {word}
        case ast.IfExp(body=body, orelse=other):
            return _values(body, inside, calls, depth) | _values(other, inside, calls, depth)
        case ast.Name(id=name) if depth < DEEPEST:
            for function in reversed(inside):
                names = [each.arg for each in (*function.args.args, *function.args.kwonlyargs)]
                if name in names:
                    return _passed(function, name, names, calls, depth)
    return set()


def _passed(
    function: Function, name: str, names: list[str], calls: list[Call], depth: int
) -> set[str]:
    place = [each for each in names if each != "self"].index(name)
    found = set[str]()
    for call, inside in calls:
        if ast.unparse(call.func).rsplit(".", 1)[-1] == function.name:
            found |= _values(_argument(call, place, name), inside, calls, depth + 1)
    return found
