"""What stands on every sheet: whose it is and which part, how it is to be handled, and its number.

A part of the page is a section of Word's, with a head of its own and, as on the page, a rail beside its text.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from docx.oxml.ns import qn

from briefgen.briefing.contents import Masthead
from briefgen.language import locale_of
from briefgen.outputs.word.languages import stretches
from briefgen.outputs.word.look import Look
from briefgen.outputs.word.wordml import Element, field, made, paragraph, run

if TYPE_CHECKING:
    from docx.document import Document

    from briefgen.outputs.word.draft import Draft

LEFT, RIGHT, _TOP, _BOTTOM, _EDGE = 1984, 1361, 1588, 1474, 624
"""Margins in twentieths of a point; the last is how far head and foot stand from the edge."""
_RAILS = {"fact": ("single", "12", "ink"), "assessment": ("double", "12", "accent")}
"""The line beside a part: its kind, its width in eighths of a point, and the colour's name."""


class _Sheet(NamedTuple):
    running: str
    rail: str
    sideways: bool = False


class Sheets:
    """The sections of a document, each closed when the next begins."""

    def __init__(self, document: Document, masthead: Masthead, look: Look, state: str, leftwards: bool) -> None:
        self._document = document
        self._body: Element = document.element.body
        self._masthead = masthead
        self._look = look
        self._state = state
        self._leftwards = leftwards
        self._now = _Sheet("", "")
        self._begun = 0
        """How many blocks there were when this section began."""

    def turn(self, running: str, rail: str) -> None:
        """Begin a part, on a new sheet."""
        self._begin(_Sheet(running, rail))

    def _begin(self, sheet: _Sheet) -> None:
        """End the section, where anything stands in it, and begin another."""
        blocks = len(self._body)
        if blocks > self._begun:
            last = self._body[blocks - 1]
            if not last.tag.endswith("}p"):
                last = paragraph("AfterTable")
                self._body.append(last)
            last.find(qn("w:pPr")).append(self._section())
            self._begun = len(self._body)
        self._now = sheet

    def close(self) -> None:
        """End the last section, and with it the document."""
        self._body.append(self._section())

    @contextmanager
    def sideways(self, draft: Draft) -> Iterator[None]:
        """A sheet on its side, for a while."""
        now, upright = self._now, draft.width
        self._begin(now._replace(sideways=True))
        draft.width = self._width()
        yield
        draft.width = upright
        self._begin(now)

    def _width(self) -> int:
        return (self._look.paper.height if self._now.sideways else self._look.paper.width) - LEFT - RIGHT

    def _section(self) -> Element:
        """The section that ends here, by the order of the schema."""
        paper, now = self._look.paper, self._now
        size = {"w": str(paper.width), "h": str(paper.height)}
        if now.sideways:
            size = {"w": str(paper.height), "h": str(paper.width), "orient": "landscape"}
        margins = {"top": _TOP, "right": RIGHT, "bottom": _BOTTOM, "left": LEFT, "header": _EDGE, "footer": _EDGE}
        section = made(
            "w:sectPr",
            self._reference("header"),
            self._reference("footer"),
            made("w:type", val="nextPage"),
            made("w:pgSz", **size),
            made("w:pgMar", gutter="0", **{name: str(value) for name, value in margins.items()}),
        )
        if now.rail:
            kind, width, colour = _RAILS[now.rail]
            side = "w:right" if self._leftwards else "w:left"
            line = made(side, val=kind, sz=width, space="14", color=self._look.words[colour])
            section.append(made("w:pgBorders", line, offsetFrom="text"))
        if self._leftwards:
            section.append(made("w:bidi"))
        return section

    def _reference(self, kind: str) -> Element:
        """The head or the foot of the section's sheets."""
        document: Any = self._document.part  # which says no types of these
        part, relation = document.add_header_part() if kind == "header" else document.add_footer_part()
        for each in list(part.element):
            part.element.remove(each)
        part.element.append(self._head() if kind == "header" else self._foot())
        reference = made(f"w:{kind}Reference", type="default")
        reference.set(qn("r:id"), relation)
        return reference

    def _head(self) -> Element:
        head = self._masthead
        issue = f" {head.named}" if head.number else ""
        said = " · ".join(filter(None, (f"{head.series}{issue}", self._now.running, self._state)))
        return self._edge("Header", self._said(said))

    def _foot(self) -> Element:
        locale = locale_of(self._masthead.language)
        mark = [run("\u200e")] if self._leftwards else []  # the last number goes with the words before it
        # The numbers are fields: what a language says around them is cut where they stand.
        before, between, behind = locale.gettext("Page %(page)s of %(pages)s", page="|", pages="|").split("|")
        numbers = [*field("PAGE", "1"), *self._said(between), *field("NUMPAGES", "1"), *mark]
        cutoff = locale.gettext("Cut-off")
        # Two lines, for in one they would run together where the theme's face is not installed.
        until = self._said(f"{cutoff} {self._masthead.cutoff}")
        return self._edge("Footer", until, [*self._said(before), *numbers, *self._said(behind)])

    def _said(self, text: str) -> list[Element]:
        """Words in runs of one direction each."""
        return [run(each, *([made("w:rtl")] if way else [])) for each, way in stretches(text, self._leftwards)]

    def _edge(self, style: str, *lines: list[Element]) -> Element:
        """Lines on the left, the last of them with the label of handling, which stands on the right in any language."""
        tab = made("w:tab", val="right", pos=str(self._width()))
        edge = paragraph(style, made("w:tabs", tab), *([made("w:bidi")] if self._leftwards else []))
        label = f"\u00a0{self._masthead.handling}\u00a0"
        for number, words in enumerate(lines, 1):
            last = number == len(lines)
            if self._leftwards:
                edge.extend([run(f"\u200e{label}\u200e", style="HandlingLabel")] * last)
                edge.extend((run("\t"), *words, *([] if last else [run("\n")])))
            else:
                edge.extend((*words, run("\t" if last else "\n")))
                edge.extend([run(label, style="HandlingLabel")] * last)
        return edge
