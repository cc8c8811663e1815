"""Footnotes, which python-docx does not know: the part that holds them, and the references to them.

Word counts the notes of sources, which come in the order of the numbers that the page gives them. Footnotes of authors
have letters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.parts.story import StoryPart

from briefgen.briefing.entries import SourceEntry
from briefgen.language import locale_of
from briefgen.outputs.typeset import readable
from briefgen.outputs.word.draft import Format, Piece
from briefgen.outputs.word.languages import runs_leftwards
from briefgen.outputs.word.wordml import Element, made, paragraph, run

if TYPE_CHECKING:
    from docx.document import Document

_SEPARATORS = (("-1", "separator"), ("0", "continuationSeparator"))
"""What Word draws between the text of a page and its notes, which every document with notes has."""
_MARK = "mark"
"""Where a note has a mark of its own, while it is without words."""
_EMPTY = f"<w:footnotes {nsdecls('w', 'r')}/>"


class Notes:
    """The footnotes of a document. `part` is what their links and pictures belong to."""

    def __init__(self, document: Document) -> None:
        package = document.part.package
        self._notes: Element = parse_xml(_EMPTY)
        self.part = StoryPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, self._notes, package)
        document.part.relate_to(self.part, RELATIONSHIP_TYPE.FOOTNOTES)
        for id_, kind in _SEPARATORS:
            line = made("w:p", made("w:r", made(f"w:{kind}")))
            self._notes.append(made("w:footnote", line, type=kind, id=id_))
        self._counted = 0

    def add(self, mark: str) -> tuple[Element, Element]:
        """A new note without words, and the run that refers to it. Its words come as blocks into the note.

        Word counts the notes. One whose mark is not the next number has it as words of its own.
        """
        id_ = str(len(self._notes) - 1)
        note = made("w:footnote", id=id_)
        self._notes.append(note)
        if mark != str(self._counted + 1):
            reference = _sign(mark)
            reference.insert(1, made("w:footnoteReference", customMarkFollows="1", id=id_))
            note.set(_MARK, mark)
            return note, reference
        self._counted += 1
        reference = _sign("")
        reference.append(made("w:footnoteReference", id=id_))
        return note, reference


def _sign(mark: str) -> Element:
    """The run of a mark. Letters are raised, for what stands in brackets are numbers."""
    raised = [made("w:vertAlign", val="superscript")] if mark.isalpha() else []
    return run(mark, *raised, style="FootnoteReference")


def begin(note: Element) -> None:
    """Put its mark before the words of a note."""
    first = next(note.iterchildren("{*}p"), None)
    if first is None:
        first = paragraph("FootnoteText")
        note.insert(0, first)
    mark = note.attrib.pop(_MARK, "")
    sign = _sign(mark)
    if not mark:
        sign.append(made("w:footnoteRef"))
    first.insert(1, sign)
    first.insert(2, run(" "))


def words_of(source: SourceEntry, plain: Format) -> list[Piece]:
    """What the note of a source says: who says it, where and when, how reliable they are, and the address."""
    locale, own = locale_of(plain.language), source.title_language or plain.language
    title = plain._replace(language=own, leftwards=runs_leftwards(own))
    said = [Piece(f"{source.publisher}{locale.comma}", plain._replace(bold=True))] if source.publisher else []
    said += [Piece(source.title, title), Piece(". ", plain)]
    said += [Piece(locale.closed(f"{source.published}. "), plain)] if source.published else []
    said.append(Piece(f"{source.reliability}{locale.comma}{source.reliability_means}.", plain))
    if source.url and not source.confidential:
        address = plain._replace(link=source.url, style="Hyperlink", leftwards=False)
        said += [Piece(" ", plain), Piece(readable(source.url), address)]
    return said
