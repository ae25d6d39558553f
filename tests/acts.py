"""Every act that the source writes into the log, found by reading the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef

ADD = ("add",)  # tx.audit.add(now, actor_id, act, …)
PLACE = 2


def acts_in(package: Path) -> tuple[set[str], list[str]]:
    """The acts, and the places where one could not be found out."""
    trees = {path: ast.parse(path.read_text("utf-8")) for path in package.rglob("*.py")}
    calls = [node for tree in trees.values() for node in ast.walk(tree) if _is_call(node)]
    found, unknown = set[str](), list[str]()
    for path, tree in trees.items():
        for node, inside in _logging(tree):
            act = _argument(node, PLACE, "act")
            said = _values(act, inside, calls, 0)
            found |= said
            if not said:
                unknown.append(f"{path.name}:{node.lineno}")
    return found, unknown


def _is_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Call)


def _logging(tree: ast.Module) -> Iterator[tuple[ast.Call, tuple[Function, ...]]]:
    """Calls of `….audit.add`, each with the functions around it, the innermost last."""

    def walk(
        node: ast.AST, inside: tuple[Function, ...]
    ) -> Iterator[tuple[ast.Call, tuple[Function, ...]]]:
        if isinstance(node, Function):
            inside = (*inside, node)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("audit.add"):
            yield node, inside
        for child in ast.iter_child_nodes(node):
            yield from walk(child, inside)

    return walk(tree, ())


def _argument(call: ast.Call, place: int, name: str) -> ast.expr | None:
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    return call.args[place] if place < len(call.args) else None


def _values(
    value: ast.expr | None, inside: tuple[Function, ...], calls: list[ast.AST], depth: int
) -> set[str]:
    """The literals that an expression may be; a parameter is looked up at its callers."""
    match value:
        case ast.Constant(value=str(word)):
            return {word}
        case ast.IfExp(body=body, orelse=other):
            return _values(body, inside, calls, depth) | _values(other, inside, calls, depth)
        case ast.JoinedStr() | None:
            return set()
        case ast.Name(id=name) if depth < 4:
            for function in reversed(inside):
                names = [each.arg for each in (*function.args.args, *function.args.kwonlyargs)]
                if name in names:
                    return _passed(function, name, names, calls, depth)
            return set()
    return set()


def _passed(
    function: Function, name: str, names: list[str], calls: list[ast.AST], depth: int
) -> set[str]:
    place = [each for each in names if each != "self"].index(name)
    found = set[str]()
    for call in calls:
        assert isinstance(call, ast.Call)
        if ast.unparse(call.func).rsplit(".", 1)[-1] == function.name:
            found |= _values(_argument(call, place, name), (), calls, depth + 1)
    return found
