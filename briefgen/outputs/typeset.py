"""What typesetting does to words: what stays on one line, what a sentence ends with, how an address reads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from urllib.parse import unquote

from markupsafe import Markup, escape

from briefgen.briefing import elements
from briefgen.briefing.elements import Label, Name, Named, Use, runs
from briefgen.dates import month_words
from briefgen.fonts import SANS, built, missing
from briefgen.language import Locale

_PERCENT = re.compile("(?:%[89A-F][0-9A-F])+", re.IGNORECASE)
_CITES = '<span class="cites">'
_SPACED_CITES = f"{_CITES}\u00a0"
"""A citation after a word: the space between them is of the citation's size, and no line ends in it."""
_UNBROKEN = 3
"""How many labels a bracket may hold that no line breaks in."""
_BUILT = re.compile(f"[{built()}]")
_TAG_OR_BUILT = re.compile(rf"<(style|title)\b.*?</\1>|<[^>]*>|({_BUILT.pattern}+)", re.DOTALL)
_TAG = re.compile("(<[^>]*>)")
_OUTER_SPACE = re.compile(r"(?<=[^\s>]) (<(?:strong|em|span|b|i)(?: (?![^>]*\bdir=)[^>]*)?>)")
_WITHOUT_TAGS = ("<title", "<style")
_ENGLISH = '<bdi lang="en" dir="ltr">{}</bdi>'
_WHOLE = f"""<span style="font-family: '{SANS}'">{{}}</span>"""


def together(page: str, locale: Locale) -> str:
    """A page on which a date is not broken: a day, its month and its year; nor a number and its per cent sign."""
    return _after_numbers(locale.tag).sub("\u00a0", page)


@lru_cache
def _after_numbers(language: str) -> re.Pattern[str]:
    words = sorted(month_words(language), key=len)
    months = "|".join(map(re.escape, words))
    # What a pattern looks back at has one length.
    alike = ("|".join(map(re.escape, group)) for _, group in groupby(words, key=len))
    after = "|".join(rf"(?<=\b(?:{group})[ \n])" for group in alike)
    begins = "".join(sorted({re.escape(word[0]) for word in words}))
    likely = rf"(?=[%\d{begins}d])"  # told at a glance; of most words there is nothing more to ask
    day = rf"(?:(?<=\d[ \n])|(?<=\b1er[ \n]))(?=%|(?:de )?(?:{months})(?!\w))"
    of = rf"(?<=\d.de[ \n])(?=(?:{months})(?!\w))|(?<=\bde[ \n])(?=\d{{4}}\b)"  # in Spanish, before month and year
    return re.compile(rf"[ \n]{likely}(?:{day}|{of}|(?=\d{{4}}\b)(?:{after}))")


def in_english(page: str, locale: Locale, terms: Iterable[tuple[str, str]]) -> str:
    """A page whose terms of a scale are marked as English: in prose, with a gloss or as one, where it has no own.

    `terms`: each with the context of its gloss.
    """
    glosses = {term: gloss for context, term in terms if (gloss := locale.gloss(context, term)) != term}
    if not glosses:
        return page
    either = "|".join(re.escape(each) for each in sorted(glosses, key=len, reverse=True))
    alone = re.compile(rf'(?<=<strong class="term">)(?:{either})(?=</strong>)', re.IGNORECASE)
    glossed = re.compile(rf"\b({either})(?= \(([^()]+)\))|(?<=\()(?:{either})(?=\))", re.IGNORECASE)

    def marked(found: re.Match[str]) -> str:
        known = found[1] is None or glosses[found[1].lower()] == found[2]
        return _ENGLISH.format(found[0]) if known else found[0]

    pieces = _TAG.split(alone.sub(lambda found: _ENGLISH.format(found[0]), page))
    for at in range(0, len(pieces), 2):
        if at == 0 or not pieces[at - 1].startswith(_WITHOUT_TAGS):
            pieces[at] = glossed.sub(marked, pieces[at])
    return "".join(pieces)


def broken_late(page: str) -> str:
    """A page in which the space before an inline element stands inside it, unless the element turns the other way.

    WeasyPrint breaks a line after its first word where the text before an element fits the line only without the space
    that ends it.
    """
    return _OUTER_SPACE.sub(r"\1 ", page)


def attached(html: str) -> str:
    """HTML whose citations stay on the line of the word before them."""
    *before, last = html.split(_CITES)  # a pattern would try every space of a large page
    bare = [piece.rstrip() for piece in before]
    opened = [f"{kept}{_CITES if kept == piece else _SPACED_CITES}" for kept, piece in zip(bare, before, strict=True)]
    return "".join((*opened, last))


def whole(page: str) -> str:
    """A page whose letters are all drawn as one glyph each.

    A newer Pango builds a letter that the serif lacks from parts that it has, and WeasyPrint then tells the PDF that
    the base means nothing and the mark means all: a reader who searches or copies gets `k ḳ`.
    """
    if not _BUILT.search(page):
        return page
    return _TAG_OR_BUILT.sub(lambda found: _WHOLE.format(found[2]) if found[2] else found[0], page)


def bracket(cited: Sequence[str]) -> str:
    """Citations, each as HTML, in a bracket: on one line unless there are many."""
    gap = ";\u00a0" if len(cited) <= _UNBROKEN else "; "
    return f"{_CITES}[{gap.join(cited)}]</span>"


def bracketed(labels: Sequence[Label | None], loose: bool = False) -> Markup:
    """Labels as a citation that follows a word: ` [E7; 12]`. `loose`: it may begin a line."""
    cited = [link(label) for label in labels if label]
    if not cited:
        return Markup()
    made = f" {bracket(cited)}"
    return Markup(made if loose else attached(made))  # noqa: S704 - made of links


def labelled(locale: Locale, labels: Sequence[Label]) -> Markup:
    """Labels in a line. Without a bracket around it, the number of a source says what it is: `E7, source 12`."""
    source = locale.gettext("source %(number)s", number="%s").replace(" ", "\u00a0")
    made = (source % link(each) if each.kind == "source" and each.anchor else link(each) for each in labels)
    return Markup(locale.comma.join(made))  # noqa: S704 - made of links


def in_runs(locale: Locale, labels: Sequence[Label], linked: bool = True) -> Markup:
    """Labels in a line, where a run of them is written by its ends: `J1–J6, F2`. A link would owe a way back."""
    write = link if linked else lambda label: escape(label.text)
    return Markup(locale.comma.join(_by_its_ends(run, write) for run in runs(labels)))  # noqa: S704 - made of links


def left(locale: Locale, own: Callable[[str], str], labels: Iterable[Label]) -> Markup:
    """Records that something names no more: by their labels, those that the page does not hold in their own words."""
    made = (link(each) if each.anchor else locale.quoted(escape(own(each.title))) for each in labels)
    return Markup(locale.comma.join(made))  # noqa: S704 - escaped


def back(locale: Locale, uses: Iterable[Use]) -> Markup:
    """Links back to where a record is cited."""
    return Markup(locale.comma.join(map(_back, uses)))  # noqa: S704 - made of escaped text


def back_in_short(locale: Locale, uses: Sequence[Use]) -> Markup:
    """The same for paper: labels that follow one another are written by the first and the last, `E7–E12`."""
    return Markup(locale.comma.join(_by_its_ends(run, _back) for run in runs(uses)))  # noqa: S704 - made of escaped text


def _by_its_ends(run: Sequence[Named], write: Callable[[Named], str]) -> str:
    return write(run[0]) if len(run) == 1 else f"{write(run[0])}–{write(run[-1])}"


def _back(use: Use) -> str:
    return f'<a class="back" href="#{escape(use.anchor)}">{escape(use.text)}</a>'


@lru_cache(maxsize=65_536)  # a source is cited again and again
def link(label: Label) -> Markup:
    """The label of a record as a link to it, or as plain words where the page does not hold it."""
    text = escape(label.text)
    if label.anchor is None:
        return text
    kind, anchor, title = escape(label.kind), escape(label.anchor), escape(label.title)
    # Not by `Markup.format`, which takes ten times as long; a large page has a hundred thousand of these.
    return Markup(f'<a class="cite cite-{kind}" href="#{anchor}" title="{title}">{text}</a>')  # noqa: S704


def named(locale: Locale, own: Callable[[str], str], names: Iterable[Name]) -> Markup:
    """Actors or places in a line, each as a link to where the page lists it. `own` marks a name of another language."""
    made = (
        f'<a href="#{escape(each.anchor)}">{escape(own(each.name))}</a>' if each.anchor else escape(own(each.name))
        for each in names
    )
    return Markup(locale.comma.join(made))  # noqa: S704 - escaped above


def capital(value: object) -> str:
    """Words that begin a line."""
    text = value if isinstance(value, str) else str(value)
    return like(text[:1].upper() + text[1:], text)


def like(made: str, text: str) -> str:
    """What was made of a text, with what was known of that."""
    if isinstance(text, Markup):
        return Markup(made)  # noqa: S704 - as safe as the text
    return elements.like(made, text)


def ended(text: str, mark: str) -> str:
    """A clause with the mark that ends it, where its author wrote none."""
    bare = text.rstrip()
    return like(bare if bare.endswith(tuple(".,;:!?…؟،؛")) else bare + mark, text)


def readable(address: str) -> str:
    """An address with the letters that it spells in per cents, where they can be printed."""
    return _PERCENT.sub(_spelt, address)


def _spelt(found: re.Match[str]) -> str:
    try:
        text = unquote(found[0], errors="strict")
    except UnicodeDecodeError:
        return found[0]
    letters = all(unicodedata.category(each)[0] in "LMN" for each in text)
    return text if letters and not missing(text) else found[0]
