"""What a text holds besides its words: links, pictures, nesting, characters."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator
from itertools import chain
from urllib.parse import unquote

from briefgen import fonts, prose
from briefgen.diagnostics import Finding, advice, error
from briefgen.model import Dossier, Role
from briefgen.prose import Link, Stretch, picture_file
from briefgen.rules import texts
from briefgen.rules.texts import Words
from briefgen.spans import Place

_PICTURES = (".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp")
# What many levels of quotes and lists need before some word of a line.
_DEEP = re.compile(r"\n[ \t>*+\-\d.)]{9}")


@error
def unsafe_link(dossier: Dossier) -> Iterator[Finding]:
    """A link leads where a page may not lead: into a script, a file of this machine, or a picture of another site.

    Readers open a brief elsewhere: such a link is dead there, tells who wrote it and where, or runs what it should not.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, text: "See [the log](file:///home/desk/log.txt)."}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, text: "See [the log](https://grid.example/log)."}
    """
    for link, place in _links(dossier, "](", "]:", "<"):
        if fault := link.fault:
            yield Finding(
                place,
                f"`{link.address[:80]}` is refused: {fault}",
                "name a picture in or under the folder of the text" if link.image else "link to an https:// address",
            )


@error
def broken_image(dossier: Dossier) -> Iterator[Finding]:
    """A text shows a picture that is not there, or that is none.

    A picture is a file of the project, a PNG, JPEG, SVG, GIF or WebP, named relative to the file that shows it. It is
    no symbolic link, stands still, and has no more than 40 million pixels. A drawing (SVG) is made of what is drawn
    alike on screen and paper, and of nothing that runs, moves or fetches: what it may not hold is named by its line.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, text: "![The broken line](line.pdf)"}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, text: "The line [broke](https://grid.example/line.pdf)."}
    """
    for link, place in _links(dossier, "!["):
        if link.image and link.fault is None:
            name = picture_file(posixpath.dirname(place.file), link.address)
            image = dossier.images.get(name)
            if not name.lower().endswith(_PICTURES):
                fault = "it is not the name of a picture: .png, .jpg, .jpeg, .svg, .gif or .webp"
            elif image is None:
                fault = f"there is no file `{name}`"
            else:
                fault = image.fault
            if fault:
                yield Finding(place, f"the picture `{link.address[:80]}` cannot be shown: {fault}")


@error
def image_without_alt_text(dossier: Dossier) -> Iterator[Finding]:
    """A picture has no text for readers who do not see it.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, text: "![](line.png)"}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, text: "![The line lies across the road](line.png)"}
    """
    for link, place in _links(dossier, "!["):
        if link.image and not link.text.strip():
            yield Finding(
                place,
                "a reader who does not see this picture is told nothing about it",
                "say what it shows: `![The line lies across the road](line.png)`",
            )


@advice
def image_without_credit(dossier: Dossier) -> Iterator[Finding]:
    """A picture does not say whose it is.

    A reader cannot judge what it shows without knowing who made it, and its owner is owed the name. The words in quotes
    behind the address are the caption; what follows `Credit:` or `©` in them is the credit.

    Bad:

        events:
          - id: outage
            date: 2024-03-01
            title: Power fails
            text: '![The line lies across the road](line.png "The line north of the depot.")'

    Good:

        events:
          - id: outage
            date: 2024-03-01
            title: Power fails
            text: '![The line lies across the road](line.png "The line north of the depot. Credit: Grid operator")'
    """
    for link, place in _links(dossier, "!["):
        if link.image and not link.credit:
            yield Finding(
                place,
                "it is not said whose picture this is",
                'write it behind the address, where a caption stands: `![...](line.png "Credit: Grid operator")`',
            )


@error
def too_deep_prose(dossier: Dossier) -> Iterator[Finding]:
    """Lists or quotes are nested so deep that the innermost text cannot be printed.

    Markdown drops in silence what lies too deep; here nothing is dropped in silence.

    Bad:

        events:
          - id: outage
            date: 2024-03-01
            title: Power fails
            text: "> > > > > > > > > > > > > > > > > > > > > Power failed."

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, text: "> Power failed."}
    """
    for words in texts.seen(dossier):
        if words.role is Role.PROSE and _may_be_deep(words.text) and prose.read(words.text).too_deep:
            yield Finding(
                words.place,
                f"lists or quotes are nested more than {prose.MAX_NESTING} deep here",
                "write it flatter; an indent of many spaces also counts as nesting inside a list",
            )


@error
def too_heavy_prose(dossier: Dossier) -> Iterator[Finding]:
    """A text is too long to be read, or has too much markup.

    A text of more than 64 KiB is several sections; in a YAML file it is of the wrong shape, in a Markdown file it is
    found here. Ten thousand brackets, asterisks and the like make reading Markdown take seconds. No other rule is asked
    until such a text is mended.
    """
    for place, why in heavy(dossier):
        yield Finding(place, why, "put it into several texts")


def heavy(dossier: Dossier) -> tuple[tuple[Place, str], ...]:
    """The texts that are too heavy to be looked at, and why."""
    return dossier.derived(
        "too heavy",
        lambda: tuple((words.place, why) for words in texts.seen(dossier) if (why := prose.too_heavy(words.text))),
    )


@error
def missing_glyph(dossier: Dossier) -> Iterator[Finding]:
    """A text holds a character that none of the shipped fonts has.

    The page would show an empty box in its place, and a screen reader nothing.

    Bad:

        places:
          - {id: peking, name: Beijing, native: {zh: 北京}}

    Good:

        places:
          - {id: peking, name: Beijing}
    """
    urls = (Words(source.at(), ("url",), Role.LINE, source.url) for source in dossier.sources if source.url)
    for words in chain(texts.seen(dossier), urls):
        if words.text.isascii():
            continue
        found = {character: at for at, character in reversed(fonts.missing(words.text))}  # each where it stands first
        for character, at in found.items():
            name = unicodedata.name(character, "a character without a name").lower()
            yield Finding(
                words.part(at, at + len(character)),
                f"no font of the page has `{character}` (U+{ord(character):04X}, {name}): it would print as a box",
                "write it in Latin, Greek, Cyrillic or Arabic letters, or leave it out",
            )


def _may_be_deep(text: str) -> bool:
    """Whether reading the text for its depth is worth while: footnotes nest without a mark before a word."""
    return "[^" in text or _DEEP.search("\n" + text) is not None


def _links(dossier: Dossier, *marks: str) -> Iterator[tuple[Link, Place]]:
    """The links and pictures of all texts that hold one of these marks, each once in a text."""
    for words in texts.prose_with(dossier, *marks):
        places = dict(reversed(prose.placed(words.text).links))
        for link in dict.fromkeys(prose.read(words.text).links):
            yield link, words.part(*_address(words.text, link, places[link]))


def _address(text: str, link: Link, stretch: Stretch) -> Stretch:
    """Where in a link its address stands; the whole link where it is written elsewhere, or otherwise."""
    for written in (link.address, unquote(link.address)):
        if written and (at := text.rfind(written, *stretch)) >= 0:
            return Stretch(at, at + len(written))
    return stretch
