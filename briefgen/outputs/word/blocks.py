"""The page, block by block: headings, paragraphs, lists and rows of words with a label, each in its style."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import replace
from itertools import chain

from briefgen.outputs.word import tables
from briefgen.outputs.word.draft import TITLE, Draft, Format, Piece
from briefgen.outputs.word.languages import begins_leftwards
from briefgen.outputs.word.placing import (
    BLOCKS,
    HEADINGS,
    INSIDE,
    PARAGRAPHS,
    RAILS,
    UNPRINTED,
    Place,
    behind,
    fits,
    set_out,
)
from briefgen.outputs.word.runs import classes, piece, pieces, spoken, write
from briefgen.outputs.word.sheets import Sheets
from briefgen.outputs.word.wordml import Element, made, paragraph


def _titles(element: Element | None) -> bool:
    """Whether an element is the title of a record."""
    return element is not None and bool(classes(element) & {"entry-title", "opinion-title"})


class Walker:
    """Writes what elements of the page hold into the document, in the order of the page."""

    def __init__(self, draft: Draft, sheets: Sheets) -> None:
        self._draft = draft
        self._sheets = sheets
        self._flash = draft.briefing.masthead.kind.key == "flash"
        self._ways: dict[str, Callable[[Element, Place], None]] = {
            **dict.fromkeys(("p", "dt", "figcaption", "summary", "caption"), self._paragraph),
            **dict.fromkeys(HEADINGS, self._heading),
            **dict.fromkeys(("ul", "ol"), self._list),
            "section": self._section,
            "nav": self._contents,
            "dl": self._rows,
            "table": self._table,
            "pre": self._code,
            "blockquote": self._quote,
            "hr": lambda *_: None,
        }

    def fill(self, element: Element, place: Place) -> None:
        """Write what an element holds. Words between its blocks are paragraphs of their own."""
        loose = [Piece(element.text or "", place.form)]
        for child in element:
            if child.tag not in BLOCKS:
                loose += self._loose(child, place)
            elif not classes(child) & UNPRINTED:
                place = self._flushed(loose, place)
                place = self._block(child, place)
            loose.append(Piece(child.tail or "", place.form))
        self._flushed(loose, place)

    def _loose(self, child: Element, place: Place) -> Iterable[Piece]:
        """An element among words; a drawing that stands alone is told by its name."""
        if child.tag == "svg" and not classes(child) & {"bar", "steps"}:
            named = child.find("{*}title")
            return [Piece(f"[{' '.join(named.itertext())}]", place.form)] if named is not None else []
        return piece(self._draft, child, place.form)

    def _flushed(self, loose: list[Piece], place: Place) -> Place:
        if any(each.text.strip() or each.object is not None for each in loose):
            self.put(loose, place)
            place = behind(place)
        loose.clear()
        return place

    def _block(self, element: Element, place: Place) -> Place:
        """Write a block; where the next one stands comes back."""
        held = classes(element)
        if element.get("id"):
            self._draft.begun.append(element.get("id"))
        form = spoken(element, place.form)
        style = next((INSIDE[name] for name in sorted(held) if name in INSIDE), place.style)
        self._ways.get(element.tag, self.fill)(element, place._replace(form=form, style=style))
        leads = element.tag == "p" and "mark" in held and place.led
        return place if leads else behind(place)

    def put(self, said: Iterable[Piece], place: Place, *properties: Element) -> Element:
        """A paragraph with these words, and what the draft holds for the next one to begin with."""
        draft = self._draft
        style = place.led if draft.lead and place.led else place.style
        said = [*draft.lead, *said]
        draft.lead = []
        if begins_leftwards("".join(each.text for each in said)):
            place = place._replace(form=place.form._replace(leftwards=True))
            said = [replace(each, format=each.format._replace(leftwards=True)) for each in said]
        if draft.in_notes and style == "Normal":
            style = "FootnoteText"
        made_ = paragraph(style, *set_out(place, style), *properties)
        place.container.append(made_)
        write(draft, made_, said)
        for index, mark in enumerate(draft.marked()):
            made_.insert(1 + index, mark)
        return made_

    def _paragraph(self, element: Element, place: Place) -> None:
        held = classes(element)
        said = list(pieces(self._draft, element, place.form))
        if "mark" in held and place.led:
            self._draft.lead = [*said, Piece("\t", place.form._replace(verbatim=True))]
            return
        if "mark" in held:
            said = [Piece(" · ", place.form) if each.text == "\n" else each for each in said]
            if _titles(element.getnext()):  # in one paragraph, for no Word leaves half of one at the foot of a page
                mark = place.form._replace(style="RecordMark")
                said = [replace(each, format=each.format._replace(bold=False, style=mark.style)) for each in said]
                self._draft.lead = [*said, Piece("\n", mark._replace(verbatim=True))]
                return
        style = next((PARAGRAPHS[name] for name in sorted(held) if name in PARAGRAPHS), place.style)
        if element.tag in {"figcaption", "caption"}:
            style = "Caption"
        self._commented(element, self.put(said, place._replace(style=style)))

    def _commented(self, element: Element, written: Element) -> None:
        """Name the record that an element stands for, in a comment on its title."""
        said = self._draft.records.get(element.get("id") or "" if element.tag != "h1" else TITLE)
        words = [each for each in written if each.tag.endswith(("}r", "}hyperlink"))]
        if said and words and not self._draft.in_notes:
            self._draft.comment(words[:1] if written.style == "Name" else words, said)

    def _heading(self, element: Element, place: Place) -> None:
        held, style = classes(element), HEADINGS[element.tag]
        if "side" in held:
            style = "FrontHeading"
        running = element.get("data-running")
        form = place.form._replace(style="LongTitle") if "long" in held else place.form
        said = [Piece(running, form)] if running else list(pieces(self._draft, element, form))
        close = [made("w:spacing", before="360")] if "part-title" in held and self._flash else []
        if _titles(element):  # it begins with the label of the record
            close = [made("w:pBdr", made("w:top", val="nil")), made("w:spacing", before="260", after="40")]
        self._commented(element, self.put(said, place._replace(style=style), *close))

    def _section(self, element: Element, place: Place) -> None:
        """A section. A part of the page begins on a sheet of its own, except in a flash update, which is short."""
        held = classes(element)
        if "part" in held and not self._flash:
            heads = (each.get("data-running") for each in element.iter("h2"))
            rail = next((RAILS[name] for name in sorted(held) if name in RAILS), "")
            self._sheets.turn(next(filter(None, heads), ""), rail)
        self.fill(element, place)

    def _contents(self, element: Element, place: Place) -> None:
        """The list of contents, its parts side by side: links, for on which pages things are only Word can tell."""
        for each in element.iter("h2"):
            self.put(pieces(self._draft, each, place.form), place._replace(style="TOCHeading"))
        parts = list(element.iter("ul"))
        frame = tables.frame(self._draft.width, [1] * len(parts), 1, "SideBySide", leftwards=place.form.leftwards)
        for part, held in zip(parts, frame.cells[0], strict=True):
            for each in part.iterchildren("li"):
                style = "TOC1" if "contents-part" in classes(each) else "TOC2"
                self.put(pieces(self._draft, each, place.form), Place(held, place.form, style))
        tables.place(place.container, frame)

    def _list(self, element: Element, place: Place) -> None:
        held = classes(element)
        if "strip" in held:
            self._figures(element, place)
            return
        self._lead_alone(place)
        marked = held & {"marked", "index"}
        plain = marked | held & {"names", "source-list"}
        numbers = "" if plain else self._numbers(element)
        inside = place._replace(level=place.level + (not plain), numbers=numbers)
        if marked:
            inside = inside._replace(led="KeyJudgement", left=567)
        elif not plain:
            inside = inside._replace(style="ListBullet" if numbers == "1" else "ListNumber")
        for item in element.iterchildren("li"):
            self.fill(item, inside._replace(form=spoken(item, place.form)))

    def _numbers(self, element: Element) -> str:
        if element.tag == "ul":
            return "1"
        start = element.get("start") or "1"
        return self._draft.counted_list(int(start) if start.isdecimal() else 1)

    def _lead_alone(self, place: Place) -> None:
        """A label that no paragraph follows, on a line of its own."""
        if self._draft.lead:
            self.put([], place, made("w:keepNext"))

    def _rows(self, element: Element, place: Place) -> None:
        """Labels and what each says: a label stands before the first paragraph."""
        heads = "particulars" in classes(element)
        led = "Particulars" if heads else "Reasoning"
        style, left = (led, 0) if heads else ("Normal", 1985)
        for row in element.iterchildren("dt", "dd", "div"):
            if row.tag == "dt":
                self._lead_alone(place._replace(led=led))
                label = place.form._replace(style="Label")
                said = list(pieces(self._draft, row, label))
                stop = "\t" if fits("".join(each.text for each in said), led) else "\n"
                self._draft.lead = [*said, Piece(stop, label._replace(verbatim=True))]
            elif row.tag == "dd":
                self.fill(row, place._replace(led=led, style=style, left=left, form=spoken(row, place.form)))
            else:
                self._rows(row, place)
        self._lead_alone(place._replace(led=led))

    def _quote(self, element: Element, place: Place) -> None:
        self.fill(element, place._replace(style="Quote"))

    def _code(self, element: Element, place: Place) -> None:
        form = place.form._replace(verbatim=True)
        self.put(pieces(self._draft, element, form), place._replace(style="Code"))

    def _figures(self, element: Element, place: Place) -> None:
        """The key figures, three in a row: the number, and below it what it is of."""
        items = list(element.iterchildren("li"))
        rows = -(-len(items) // 3)
        frame = tables.frame(self._draft.width, [1] * 3, rows, "KeyFigures", leftwards=place.form.leftwards)
        for item, cell in zip(items, chain.from_iterable(frame.cells), strict=False):
            form = spoken(item, place.form)
            for each in item.iterchildren("p"):
                held = classes(each)
                bold = form._replace(bold="what" in held)
                style = "KeyFigure" if "number" in held else "CellText"
                self.put(pieces(self._draft, each, bold), Place(cell, bold, style))
        tables.place(place.container, frame)

    def _table(self, element: Element, place: Place) -> None:
        self._lead_alone(place)
        grid = tables.read(element)
        wide = len(grid.shares) > tables.UPRIGHT and place.container.tag.endswith("}body")
        with self._sheets.sideways(self._draft) if wide else nullcontext():
            if grid.caption is not None:
                self._paragraph(grid.caption, place._replace(led=""))
            width = self._draft.width - place.left
            frame = tables.frame(width, grid.shares, len(grid.rows), "DataTable", place.left, place.form.leftwards)
            tables.head(frame, grid.heads)
            for row, cells in zip(grid.rows, frame.cells, strict=True):
                for cell, held in zip(row, cells, strict=False):
                    self._cell(cell, held, place.form)
            tables.place(place.container, frame)

    def _cell(self, cell: Element, held: Element, form: Format) -> None:
        form = spoken(cell, form)._replace(bold=cell.tag == "th")
        inside = Place(held, form, "CellText")
        self.fill(cell, inside)
        tables.align(held, cell, form.leftwards)
