"""WeasyPrint: what of its inside is not as it is known here, and how each of its names is taken."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import Any

from briefgen.printing.names import NEEDED, PANGO, READ, TOLD, Names

BESIDE = ("cssselect2", "pydyf", "tinycss2")


def missing() -> dict[str, str]:
    """What of WeasyPrint is not as it is known here, in words, by what it is for as `NEEDED` has it.

    To be asked before anything is replaced. The parted press lacks what the single pass does, since it must equal it.
    """
    found = {use: lost for use, names in NEEDED.items() for lost in list(_lost(names))[:1]}
    version = getattr(room(""), "VERSION", "of an unknown version")
    if not version.startswith(READ):
        found["parted"] = f"WeasyPrint {version}, of which the parted press knows nothing"
    elif lost := next(iter(found.values()), None) or next(_untold(PANGO), None):
        found["parted"] = lost
    return found


def _lost(names: Names) -> Iterator[str]:
    """Those of the names that are not there."""
    for place, listed in names.items():
        try:
            thing = _thing(place)
        except AttributeError:
            yield f"`{place}`"
            continue
        yield from (f"`{place}.{name}`" for name in listed if not _has(thing, name))


def _thing(place: str) -> Any:
    """A module, or something in one. Raises `AttributeError`."""
    above, _, name = place.rpartition(".")
    if above and hasattr(holder := _thing(above), name):
        return getattr(holder, name)
    try:
        return import_module(place)
    except ImportError:
        raise AttributeError(place) from None


def _has(thing: Any, name: str) -> bool:
    """Whether a thing has a name: itself, or what a class makes where it begins, or what a function reads or sets."""
    if hasattr(thing, name):
        return True
    begun = [vars(each).get("__init__") for each in getattr(thing, "__mro__", ())] or [thing]
    return any(name in each.__code__.co_names for each in begun if hasattr(each, "__code__"))


def _untold(structures: Names) -> Iterator[str]:
    ffi = take("text.ffi.ffi")
    for structure, fields in structures.items():
        try:
            told = dict(ffi.typeof(structure).fields)
        except ffi.error:
            told = {}
        yield from (f"`{structure}.{field}`" for field in fields if field not in told)


def load() -> None:
    """Import WeasyPrint. Raises `OSError` where Pango is not there."""
    import weasyprint  # type: ignore[import-untyped]  # noqa: F401

    for told in TOLD:  # which each process that is forked would take apart anew
        with suppress(Exception):  # of another WeasyPrint; what is not there is found by `missing`
            take("text.ffi.ffi").typeof(told)


def room(name: str) -> Any:
    """A module of WeasyPrint, such as `layout.page`, or one of those beside it."""
    return import_module(name if name.partition(".")[0] in BESIDE else f"weasyprint.{name}".rstrip("."))


@cache
def take(name: str) -> Any:
    """One of the names above, such as `layout.page.remake_page`; those of other packages begin with theirs."""
    module, _, last = name.rpartition(".")
    return getattr(room(module), last)
