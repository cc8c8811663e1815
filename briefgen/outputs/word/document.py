"""The page as a Word document, to be marked up: the same words in the same order, in styles."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

import lxml.html
from docx.opc.constants import RELATIONSHIP_TYPE

from briefgen.briefing import Briefing
from briefgen.briefing.entries import SourceEntry
from briefgen.outputs.page import compose
from briefgen.outputs.word import package
from briefgen.outputs.word.blocks import Walker
from briefgen.outputs.word.draft import TITLE, Draft, Format
from briefgen.outputs.word.languages import runs_leftwards, tag
from briefgen.outputs.word.look import look_of
from briefgen.outputs.word.notes import Notes, begin, words_of
from briefgen.outputs.word.placing import Place
from briefgen.outputs.word.runs import classes
from briefgen.outputs.word.sheets import LEFT, RIGHT, Sheets
from briefgen.outputs.word.wordml import Element
from briefgen.themes import Theme

if TYPE_CHECKING:
    from docx.document import Document
    from docx.parts.story import StoryPart

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold: no text has it, but a template of a project may."""


def made_of(briefing: Briefing, theme: Theme) -> bytes:
    """The document. Its dates are the cut-off, so that the same briefing gives the same bytes."""
    page = _page(briefing, theme)
    head, look = briefing.masthead, look_of(theme)
    language, leftwards = page.get("lang") or head.language, page.get("dir") == "rtl"
    words = {"language": tag(language), "label": head.handling.colour[1:]}
    words["start"] = "right" if leftwards else "left"
    words["bidi"] = words["language"] if runs_leftwards(language) else tag("ar")
    document = package.empty(look.words | words)
    sheets = Sheets(document, head, look, _state(page), leftwards)
    made = _made(briefing)
    draft = _draft(briefing, document, page, language, made)
    draft.width = look.paper.width - LEFT - RIGHT
    walker, form = Walker(draft, sheets), Format(language=language, leftwards=leftwards)
    sheets.turn(next((each.get("data-running") or "" for each in page.iter("header")), ""), "")
    walker.fill(page.find("body"), Place(document.element.body, form))
    sheets.close()
    _write_notes(draft, walker, form)
    issue = f"{head.series}, {head.named}" if head.number else head.series
    owner = head.desk or head.series
    package.describe(document, made, title=head.title, subject=issue, author=owner, last_modified_by=owner,
                     language=words["language"], keywords=str(head.handling), identifier=head.id)  # fmt: skip
    return package.bytes_of(document)


def _page(briefing: Briefing, theme: Theme) -> Element:
    """The page as elements, each picture by its name in the project."""
    text = compose(briefing, theme, "word", lambda _: "", lambda name: name)
    return lxml.html.document_fromstring(_UNWRITABLE.sub("", text))


def _state(page: Element) -> str:
    """What the page says of an issue that is not final: `Draft`."""
    said = (each.find("strong") for each in page.iter("p") if "state" in classes(each))
    return next(("".join(each.itertext()) for each in said if each is not None), "")


def _draft(briefing: Briefing, document: Document, page: Element, language: str, made: datetime) -> Draft:
    notes = Notes(document)
    records = {label.anchor: f"{label.kind} {label.id}" for label in briefing.labels.values() if label.anchor}
    records[TITLE] = f"brief {briefing.masthead.id}"
    records |= {each.anchor: f"actor {each.id}" for each in briefing.actors}
    records |= {each.anchor: f"place {each.id}" for each in briefing.places}
    return Draft(
        document=document,
        briefing=briefing,
        notes=notes,
        part=document.part,
        elements={each.get("id"): each for each in page.iter() if each.get("id")},
        linked=frozenset(each.get("href", "")[1:] for each in page.iter("a") if each.get("href", "")[:1] == "#"),
        comments=_comments(document),
        language=language,
        made=made.isoformat(timespec="seconds").replace("+00:00", "Z"),
        sources={each.label.anchor: each for each in briefing.sources if each.label.anchor},
        records=records,
    )


def _comments(document: Document) -> Element:
    """The comments of a document, which has none yet."""
    document.part.comments  # noqa: B018 - it makes the part that holds them
    return cast("StoryPart", document.part.part_related_by(RELATIONSHIP_TYPE.COMMENTS)).element


def _write_notes(draft: Draft, walker: Walker, form: Format) -> None:
    """Write the words of the notes, all of which are in their places."""
    with draft.into_notes():
        for note, holder in draft.waiting:
            if isinstance(holder, SourceEntry):
                walker.put(words_of(holder, form), Place(note, form, "FootnoteText"))
            else:
                walker.fill(holder, Place(note, form, "FootnoteText"))
            begin(note)


def _made(briefing: Briefing) -> datetime:
    """The cut-off as an instant of UTC: what a document is dated by."""
    cutoff = datetime.fromisoformat(briefing.masthead.cutoff_iso)
    return cutoff.astimezone(UTC) if cutoff.tzinfo else cutoff.replace(tzinfo=UTC)
