"""All files of an archive, one after another: none is kept once it is made."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.fonts import webfonts
from briefgen.site import events, lists, records
from briefgen.site.frame import SCRIPT, STYLES, Frame
from briefgen.site.library import Library
from briefgen.themes import Theme


def pages(library: Library, theme: Theme) -> Iterator[tuple[str, bytes]]:
    """The files of a library by their names, each of a record or a month small."""
    frame = Frame(library)
    yield from events.months(frame)
    yield events.chronology(frame)
    yield from records.pages(frame)
    yield from lists.lists(frame)
    yield from events.data(library)
    yield SCRIPT, theme.files["site/site.js"].encode()
    sheet = library.lay("site/styles.css", handling=library.handling)
    fonts = webfonts("".join(sorted(frame.characters)) + sheet)
    yield STYLES, (fonts + sheet).encode()
