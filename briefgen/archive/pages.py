"""What stands on the pages of a PDF: its marking at the head and the foot, and nothing that no tag leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PageObject
from pypdf.generic import DictionaryObject

from briefgen.archive.faults import Fault
from briefgen.archive.opening import dictionary, held
from briefgen.archive.tags import Tags
from briefgen.scales import Handling

MARGIN = 72
"""Points from the edge of a page: within them stand head and foot."""
_LABEL = re.compile("|".join(re.escape(each) for each in sorted(Handling, key=len, reverse=True)))
_PAINTS = frozenset(b"Tj TJ ' \" f F f* B B* b b* S s sh Do BI INLINE".split())
"""The operators that leave something on the page (ISO 32000-1, annex A)."""


@dataclass(slots=True)
class _Page:
    """One page as it is gone through: the stretches of content begun, what is wrong, and the words at its edges."""

    page: PageObject
    height: float
    begun: list[tuple[str, int | None]] = field(default_factory=list)
    loose: set[str] = field(default_factory=set)
    marks: set[int] = field(default_factory=set)
    head: list[str] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)

    def operator(self, operator: bytes, operands: Any, _cm: Any, _tm: Any) -> None:
        if operator in {b"BDC", b"BMC"}:
            self.begun.append((str(operands[0])[1:], self._mark(operands)))
        elif operator == b"EMC" and self.begun:
            self.begun.pop()
        elif operator in _PAINTS and not any(tag == "Artifact" or mark is not None for tag, mark in self.begun):
            self.loose.add("a picture" if operator in {b"Do", b"sh", b"BI", b"INLINE"} else
                           "text" if operator in {b"Tj", b"TJ", b"'", b'"'} else "a line or an area")  # fmt: skip

    def _mark(self, operands: Any) -> int | None:
        """The number by which the tags know a stretch of content."""
        values = held(operands[1]) if len(operands) > 1 else None
        if isinstance(values, str):
            values = dictionary(self.page, "/Resources", "/Properties", values)
        mark = held(values.get("/MCID")) if isinstance(values, DictionaryObject) else None
        if not isinstance(mark, int):
            return None
        if not any(tag == "Artifact" for tag, _ in self.begun):  # numbered there too, for nobody
            self.marks.add(int(mark))
        return int(mark)

    def text(self, text: str, cm: list[float], tm: list[float], *_: Any) -> None:
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        if y > self.height - MARGIN:
            self.head.append(text)
        elif y < MARGIN:
            self.foot.append(text)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found on a page: its labels at the head and the foot, and what no tag leads to."""

    number: int
    head: frozenset[str]
    foot: frozenset[str]
    loose: tuple[str, ...]


def seen(page: PageObject, number: int, tags: Tags) -> Seen:
    """A page, gone through once."""
    box = page.mediabox
    at = _Page(page, float(box.top))
    page.extract_text(visitor_operand_before=at.operator, visitor_text=at.text)
    untold = {mark for mark in at.marks if (number, mark) not in tags.content}
    loose = sorted(at.loose) + (["a stretch of content"] if untold else [])
    return Seen(number, _labels(at.head), _labels(at.foot), tuple(loose))


def _labels(pieces: list[str]) -> frozenset[str]:
    return frozenset(_LABEL.findall(re.sub(r"\s+", "", "".join(pieces))))


def marking(pages: list[Seen], wanted: Handling | None) -> Iterator[Fault]:
    """Pages that do not bear the marking, at their head and at their foot: that of the manifest, or else the first."""
    first = next((label for page in pages for label in sorted(page.head)), None)
    label = str(wanted) if wanted else first
    for page in pages:
        for where, found in (("head", page.head), ("foot", page.foot)):
            if label is None or label not in found:
                yield Fault(
                    f"no handling marking {label or ''} at the {where} of the page".replace("  ", " "), page.number
                )
            for other in sorted(found - {label}):
                yield Fault(f"{other} at the {where} of the page, where the issue is {label}", page.number)


def untagged(pages: list[Seen]) -> Iterator[Fault]:
    """What stands on a page, and neither is in the tags nor said to be no more than an ornament."""
    for page in pages:
        for what in page.loose:
            yield Fault(f"{what} that no tag leads to", page.number)
