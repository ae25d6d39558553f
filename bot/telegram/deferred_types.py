"""aiogram with its types built on first use: the one place that leans on aiogram's internals.

`aiogram/types/__init__.py` ends in a loop of `model_rebuild` that builds validators for every type
of the Bot API, and `aiogram/methods` builds one more for every method: seconds of CPU and 100 MB
for types that a bot mostly never sees (performance.md §2). The classes themselves allow building
on first use; all that the loop adds is a namespace for the names in their annotations. So the
loop is passed over, each module is lent the names that its annotations use, and pydantic builds
a type when it is first needed.
"""

from __future__ import annotations

import builtins
import importlib
import inspect
import logging
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pydantic
from pydantic import BaseModel

log = logging.getLogger(__name__)

# Names in an annotation, but neither attributes nor what stands in quotes.
_NAMES = re.compile(r"""'[^']*'|"[^"]*"|(?<![\w.])([A-Za-z_]\w*)""")

Skipped = dict[type[BaseModel], Mapping[str, Any]]


def install() -> bool:
    """Import aiogram with its types deferred; whether they are.

    Must run before anything else imports aiogram; calling it again does no harm. Where aiogram is
    not shaped as expected, it is imported as usual, which costs time and memory but no function.
    """
    if "aiogram" in sys.modules:
        return bool(getattr(sys.modules["aiogram"], "__types_deferred__", False))
    skipped: Skipped = {}
    try:
        with _passing_over(skipped):
            aiogram = importlib.import_module("aiogram")
    except Exception:
        # Whatever it was, the plain import is the judge.
        log.debug("aiogram can't be imported with deferred types", exc_info=True)
        _forget_aiogram()
        importlib.import_module("aiogram")
        return False
    if not skipped or not _lend_names(skipped):
        log.debug("aiogram is not shaped as expected: building all %d types", len(skipped))
        for model, namespace in skipped.items():
            model.model_rebuild(_types_namespace=namespace)
        return False
    aiogram.__types_deferred__ = True  # type: ignore[attr-defined]
    return True


@contextmanager
def _passing_over(skipped: Skipped) -> Iterator[None]:
    """Inside, aiogram's rebuilds are only noted, and its methods are declared deferred."""
    rebuild, config = BaseModel.__dict__["model_rebuild"], pydantic.ConfigDict

    def note(cls: type[BaseModel], /, **options: Any) -> bool | None:
        if cls.__module__.startswith("aiogram.types.") and set(options) == {"_types_namespace"}:
            skipped[cls] = options["_types_namespace"]
            return None
        plain: Callable[..., bool | None] = rebuild.__func__
        return plain(cls, **options)

    def deferred(**options: Any) -> pydantic.ConfigDict:
        return config(**{**options, "defer_build": True})

    BaseModel.model_rebuild = classmethod(note)  # type: ignore[method-assign,assignment]
    pydantic.ConfigDict = deferred  # type: ignore[misc,assignment]
    try:
        yield
    finally:
        BaseModel.model_rebuild = rebuild  # type: ignore[method-assign]
        pydantic.ConfigDict = config  # type: ignore[misc]


def _lend_names(skipped: Skipped) -> bool:
    """Put the names that annotations use into their modules; False if one is nowhere to be had."""
    for model, namespace in skipped.items():
        module = vars(sys.modules[model.__module__])
        for name in _names(model):
            if name in module or hasattr(builtins, name):
                continue
            if name not in namespace:
                return False
            module[name] = namespace[name]
    return True


def _names(model: type[BaseModel]) -> set[str]:
    """The names in the annotations of a model, the inherited ones too."""
    written = [
        annotation
        for base in model.__mro__
        if base.__module__.startswith("aiogram.types.")
        for annotation in inspect.get_annotations(base).values()
        if isinstance(annotation, str)
    ]
    return {name for annotation in written for name in _NAMES.findall(annotation) if name}


def _forget_aiogram() -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "aiogram"]:
        del sys.modules[name]
