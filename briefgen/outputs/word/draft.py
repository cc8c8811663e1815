"""The document while it is written: what the walkers over the page share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from briefgen.briefing import Briefing
from briefgen.briefing.entries import SourceEntry
from briefgen.outputs.word.wordml import Element, made, paragraph, run

if TYPE_CHECKING:
    from docx.document import Document
    from docx.parts.story import StoryPart

    from briefgen.outputs.word.notes import Notes

AUTHOR = "briefgen"
"""Who writes the comments that name records."""
TITLE = "title"
"""What the title of an issue is called among places."""


class Format(NamedTuple):
    """How words look, what they are in, and where they lead."""

    bold: bool = False
    italic: bool = False
    struck: bool = False
    style: str | None = None
    """A style of characters, by its id."""
    language: str = ""
    leftwards: bool = False
    """Whether what stands around them runs from right to left."""
    link: str = ""
    tip: str = ""
    verbatim: bool = False
    """Whether white space stands as it is."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one format, or something that stands among words."""

    text: str
    format: Format
    object: Sequence[Element] | None = None
    """What that is, as elements."""


@dataclass(slots=True)
class Draft:
    """The document, and what is known of it so far."""

    document: Document
    briefing: Briefing
    notes: Notes
    part: StoryPart
    """What is written into at present: the text or the notes."""
    elements: Mapping[str, Element]
    """Those of the page, by their ids."""
    linked: frozenset[str]
    """The places that something on the page leads to."""
    comments: Element
    """All of them, which python-docx would look through for each new one, and date by the clock."""
    language: str
    made: str
    """What its comments are dated by: an instant in ISO 8601."""
    sources: Mapping[str, SourceEntry]
    """By the place that the page links to."""
    records: Mapping[str, str]
    """What the comment on a record says, by its place."""
    width: int = 0
    """Of the lines, in twentieths of a point."""
    bookmarks: dict[str, str] = field(default_factory=dict)
    noted: set[str] = field(default_factory=set)
    """The places of the sources that have their note."""
    begun: list[str] = field(default_factory=list)
    """Places on the page that the next paragraph begins."""
    lead: list[Piece] = field(default_factory=list)
    """What the next paragraph begins with: the label of a record or of a row."""
    waiting: list[tuple[Element, SourceEntry | Element]] = field(default_factory=list)
    """Notes that wait for their words, each with the source or the element of the page that has them."""
    lists: int = 2
    """How many lists are defined: bullets, numbers, and each list that counts anew."""

    @property
    def in_notes(self) -> bool:
        """Whether a note is being written, which can hold no other."""
        return self.part is self.notes.part

    @contextmanager
    def into_notes(self) -> Iterator[None]:
        """Write into the notes for a while."""
        before, self.part = self.part, self.notes.part
        yield
        self.part = before

    def bookmark(self, place: str) -> str:
        """The name of the bookmark at a place of the page. Word takes forty plain characters, so it is a number."""
        return self.bookmarks.setdefault(place, f"_Place{len(self.bookmarks) + 1}")

    def bookmarked(self, place: str, *held: Element) -> list[Element]:
        """Elements in the bookmark of a place."""
        name = self.bookmark(place)
        id_ = name.removeprefix("_Place")
        return [made("w:bookmarkStart", id=id_, name=name), *held, made("w:bookmarkEnd", id=id_)]

    def marked(self) -> list[Element]:
        """The bookmarks of the places that the paragraph begins which is written now."""
        places = [each for each in self.begun if each in self.linked]
        self.begun.clear()
        return [mark for place in places for mark in self.bookmarked(place)]

    def comment(self, words: list[Element], said: str) -> None:
        """Put a comment on elements of a paragraph that follow one another."""
        id_ = str(len(self.comments))
        sign = run("", style="CommentReference")
        sign.append(made("w:annotationRef"))
        told = paragraph("CommentText")
        told.extend((sign, run(said)))
        self.comments.append(made("w:comment", told, id=id_, author=AUTHOR, initials="bg", date=self.made))
        words[0].addprevious(made("w:commentRangeStart", id=id_))
        reference = run("", style="CommentReference")
        reference.append(made("w:commentReference", id=id_))
        words[-1].addnext(reference)
        words[-1].addnext(made("w:commentRangeEnd", id=id_))

    def counted_list(self, start: int) -> str:
        """The number of a new list that counts from `start`."""
        self.lists += 1
        anew = made("w:lvlOverride", made("w:startOverride", val=str(start)), ilvl="0")
        number = made("w:num", made("w:abstractNumId", val="1"), anew, numId=str(self.lists))
        self.document.part.numbering_part.element.append(number)
        return str(self.lists)
