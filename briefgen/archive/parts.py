"""What a PDF is put together from: fonts, pictures, colours, and what it would have a reader's machine do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from briefgen.archive.faults import Fault
from briefgen.archive.opening import dictionary, held, listed

Objects = list[tuple[int, DictionaryObject]]
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_LEADS_TO = {"https", "http", "mailto"}
_ACTIONS = {"/GoTo", "/URI"}
_ACTING = ("/OpenAction", "/AA", "/JavaScript", "/JS", "/XFA", "/NeedsRendering")


def fonts(objects: Objects) -> Iterator[Fault]:
    """Fonts that another machine would have to have, or whose letters nobody can copy."""
    inner = {id(held(each)) for _, font in objects for each in listed(font, "/DescendantFonts")}
    for number, font in objects:
        if font.get("/Type") != "/Font" or id(font) in inner or font.get("/Subtype") == "/Type3":
            continue
        name = str(held(font.get("/BaseFont")) or "?")[1:]
        below = [held(each) for each in listed(font, "/DescendantFonts")] or [font]
        descriptors = (dictionary(each, "/FontDescriptor") for each in below)
        if not all(any(key in each for key in _PROGRAMS) for each in descriptors):
            yield Fault(f"the font {name} is not in the file", None, number)
        if "/ToUnicode" not in font:
            yield Fault(f"the letters of the font {name} cannot be read back", None, number)


def pictures(objects: Objects) -> Iterator[Fault]:
    """Pictures that are smoothed where an archive wants them as they are, or that have another one behind them."""
    for number, each in objects:
        if held(each.get("/Subtype")) != "/Image":
            continue
        if bool(held(each.get("/Interpolate"))) and str(held(each.get("/Interpolate"))).lower() != "false":
            yield Fault("a picture asks to be smoothed", None, number)
        if "/Alternates" in each or "/OPI" in each:
            yield Fault("a picture stands for another one", None, number)


def colours(reader: PdfReader) -> Iterator[Fault]:
    """Whether it is said what its colours mean."""
    intents = [held(each) for each in listed(dictionary(reader.trailer, "/Root"), "/OutputIntents")]
    archival = [each for each in intents if isinstance(each, DictionaryObject) and each.get("/S") == "/GTS_PDFA1"]
    if not archival:
        yield Fault("nothing says what its colours mean: it has no output intent")
    elif not all(dictionary(each, "/DestOutputProfile") for each in archival):
        yield Fault("its output intent has no colour profile")


def actions(objects: Objects) -> Iterator[Fault]:
    """Whatever would happen on a reader's machine, but for links to https, http and mailto."""
    for number, each in objects:
        for key in _ACTING:
            if key in each and not (key == "/OpenAction" and not isinstance(held(each[key]), DictionaryObject)):
                yield Fault(f"it holds {key[1:]}, by which something happens without being asked for", None, number)
        action = each.get("/S") if each.get("/Type") == "/Action" or "/URI" in each or _is_action(each) else None
        if action is None:
            continue
        if action not in _ACTIONS:
            yield Fault(f"there is an action of the kind {str(action)[1:]}", None, number)
        elif action == "/URI" and _scheme(held(each.get("/URI"))) not in _LEADS_TO:
            yield Fault("a link leads to another place than https, http or mailto", None, number)


def _is_action(value: DictionaryObject) -> bool:
    return value.get("/S") in {"/Launch", "/JavaScript", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/Rendition"}


def _scheme(address: Any) -> str:
    try:
        return urlsplit(str(address)).scheme.lower()
    except ValueError:
        return ""
