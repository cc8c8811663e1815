"""The saved copies of sources: whether they are as they were taken, and say what is quoted from them."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import Finding, advice, error
from briefgen.model import Copy, Dossier
from briefgen.spans import Place


@error
def quote_not_in_copy(dossier: Dossier) -> Iterator[Finding]:
    """A quotation is not in the saved copy of its source.

    A quotation is exact or it is none. White space, the form of accented letters and what has no width (soft hyphens,
    joiners) do not count, all else does: capitals, and the shape of quotation marks.

    Of a saved page (HTML) the words count that a reader sees, in the character set that it names. Where a copy cannot
    be read as text, `unchecked-quote` says so.
    """
    for place, source, quote, copy in _quotations(dossier):
        if not copy.doubt and not copy.says(quote):
            yield Finding(
                place,
                f"these words are not in the saved copy of `{source}`",
                "quote it letter by letter, and leave out nothing",
            )


@advice
def unchecked_quote(dossier: Dossier) -> Iterator[Finding]:
    """A quotation cannot be held against the saved copy of its source.

    The copy is a PDF, a picture or a web archive, whose words are not read here, or a page that does not say truly in
    which character set it is. Somebody has to compare the two; a copy as a page (HTML) or as text would be compared at
    every check.
    """
    for place, source, quote, copy in _quotations(dossier):
        if copy.doubt and not copy.says(quote):
            yield Finding(
                place,
                f"this cannot be checked in the saved copy of `{source}`: {copy.doubt}",
                "compare it by eye, or save the page as HTML or text",
            )


def _quotations(dossier: Dossier) -> Iterator[tuple[Place, str, str, Copy]]:
    """Every quotation from a source with a saved copy that is there: its place, the source, its words, the copy."""
    for event in dossier.events:
        for index, citation in enumerate(event.sources):
            source = dossier.sources.get(citation.source) if citation.quote else None
            copy = dossier.copy_of(source) if source else None
            if citation.quote and copy is not None and not copy.fault:
                yield event.at("sources", index, "quote"), citation.source, citation.quote, copy


@error
def copy_altered(dossier: Dossier) -> Iterator[Finding]:
    """The saved copy of a source is missing, or is not the file whose SHA-256 was written down.

    A copy proves what a source said only while nobody has touched it (Berkeley Protocol, 2020).

    Bad:

        sources:
          - {id: log, title: Grid operator's log, saved: {file: no-such-file.txt}}

    Good:

        sources:
          - {id: log, title: Grid operator's log}
    """
    for source in dossier.sources:
        copy = dossier.copy_of(source)
        if copy is None or source.saved is None:
            continue
        if copy.fault:
            yield Finding(source.at("saved", "file"), f"the saved copy cannot be read: {copy.fault}")
        elif source.saved.sha256 is not None and source.saved.sha256 != copy.sha256:
            yield Finding(
                source.at("saved", "sha256"),
                f"the saved copy has another SHA-256: {copy.sha256}",
                "restore the copy as it was captured; correct the hash only if the copy is known to be right",
            )
