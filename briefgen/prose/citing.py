"""Citations and likelihood terms, in the words as written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_ID = r"[A-Za-z0-9][A-Za-z0-9_.:-]*"
# A locator gives nothing back: what is left to choose between it and the white space behind costs exponential time.
_CITED = rf"@{_ID}(?:,[^\]\[;]*+)?"
CITATION = re.compile(rf"\[({_CITED}(?:\s*;\s*{_CITED})*)\]")
# As it stands in a file: between its lines, block quotes have their marks.
_WRITTEN_CITATION = re.compile(rf"\[({_CITED}(?:[\s>]*;[\s>]*{_CITED})*)\]")
_BROKEN_CITATION = re.compile(rf"(?<!\\)\[@\s*({_ID})")
_WRITTEN_CITED = re.compile(rf"@({_ID})((?:,[^\]\[;]*+)?)")
TERM = re.compile(r"\{([^{}]{1,60})\}")
_WRITTEN_TERM = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Cited:
    """One record cited: its id and, where given, where in it."""

    id: str
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """One bracket of citations, as written."""

    written: str
    cited: tuple[Cited, ...]


def bracket(found: re.Match[str]) -> Citation:
    """A bracket of citations that `CITATION` found."""
    cited = []
    for part in found[1].split(";"):
        id_, _, locator = part.strip()[1:].partition(",")
        cited.append(Cited(id_, locator.strip()))
    return Citation(found[0], tuple(cited))


def cited_in(found: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """Each id in a bracket of citations that `CITATION` found, and where it and its `@` begin and end."""
    for each in _WRITTEN_CITED.finditer(found.string, found.start(1), found.end(1)):
        yield each[1], each.start(), each.end(1)


def without_terms(text: str) -> str:
    """A text whose marked likelihood terms are all the same: `{likely}` and `{very likely}` are `{}`."""
    return TERM.sub("{}", text)


def written_terms(text: str) -> list[str]:
    """All that may be a likelihood term in the words as written: in code spans too, and with the marks of quotes."""
    return _WRITTEN_TERM.findall(text)


def written_ids(text: str) -> Iterator[str]:
    """The ids in all that looks like a citation in the words as written, code spans and broken citations included."""
    return (found[1] for found in written_citations(text)) if "[@" in text else iter(())


def written_citations(text: str) -> Iterator[re.Match[str]]:
    """The same as matches, whose first group is the id, in the words as written or as they stand in a file."""
    for found in _WRITTEN_CITATION.finditer(text) if "[@" in text else ():
        yield from _WRITTEN_CITED.finditer(text, found.start(1), found.end(1))
    yield from broken_citations(text)


def broken_citations(text: str) -> Iterator[re.Match[str]]:
    """Each place where a citation is begun and not written as one, with the id it begins with: `[@log, p. [4]]`."""
    if "[@" in text:
        for found in _BROKEN_CITATION.finditer(text):
            if not _WRITTEN_CITATION.match(text, found.start()):
                yield found


def begun_citations(text: str) -> Iterator[re.Match[str]]:
    """Each place where a citation is begun, well or not, with the id it begins with: for a text that takes none."""
    return _BROKEN_CITATION.finditer(text) if "[@" in text else iter(())


def recite(text: str, names: Callable[[str], str | None]) -> str:
    """The text with every cited id given another name, or its citation taken out where the name is None.

    A record under another name loses its locator: where in it something stands can tell what it is.

    Works on the words as written, code spans included: what must not be named is not left in an example either.
    """
    if "[@" not in text:
        return text

    def renamed(found: re.Match[str]) -> str:
        cited = _WRITTEN_CITED.findall(found[1])
        called = [(name, id_, locator.rstrip()) for id_, locator in cited if (name := names(id_)) is not None]
        if len(called) == len(cited) and all(name == id_ for name, id_, _ in called):
            return found[0]
        kept = [f"@{name}{locator}" if name == id_ else f"@{name}" for name, id_, locator in called]
        return f"[{'; '.join(kept)}]" if kept else "\0"

    def unnamed(found: re.Match[str]) -> str:
        id_ = found[1].rstrip("_.:-")
        name = names(id_)
        return found[0] if name == id_ else f"@{name}" if name else ""

    # Code that held nothing else keeps a space: its marks would pair with others, and make code of what is between.
    recited = re.sub(r"(?<=`)[ \t]*\0(?=`)", " ", _WRITTEN_CITATION.sub(renamed, text))
    recited = re.sub(r"[ \t]*\0", "", recited)
    return re.sub(rf"@\s*({_ID})", unnamed, recited) if any(broken_citations(recited)) else recited
