"""What page one has room for of what changed, by its lines before it is laid out.

A length is in lines of body text, or what counts as much; the measures are those of the default theme.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefgen.briefing.contents import Briefing
from briefgen.briefing.elements import Amount, like
from briefgen.briefing.news import Change
from briefgen.diction import sentences
from briefgen.language import locale_of

PAGE = 53.0
"""What a page holds."""
BODY, STATEMENT = 68, 58
"""Characters in a line of body text, and of what is said large."""
LANES = (3, 4, 5, 6)
"""How many lanes the timeline of page one may have."""
_LANE = 25
"""The characters of the name of a lane in a line."""
_CHANGE, _PARTED, _CHANGED = 0.78, 0.25, 99
"""A line of what changed, the space before a paragraph, and the characters that it has."""
_BESIDE, _GLOSSED = 0.9, 1.6
"""Likelihood and confidence beside a key judgement: in the words of the scale, and with what these mean behind them."""
_HEADLINE = 74
"""The characters of a key judgement in a line."""
_NUMBER, _ABREAST = 26, 3
"""The characters of a key figure and its unit in a line, and how many key figures stand side by side."""
_REASONS = 100
"""More reasons than this no page has room for, however large its paper is."""
_CITATION = re.compile(r"\[@[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Front:
    """What page one has room for, of all that the annex has in full."""

    reasoned: frozenset[str]
    """The records of which it says why they were withdrawn or moved, by their ids."""
    opening: bool = False
    """Whether these are told by their first sentence alone."""
    lanes: int = LANES[0]
    """How many lanes its timeline has at most; 0: it has none."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What new judgements and forecasts are about, by their topics: half a sentence can say the opposite."""
    quoting: bool = False
    """Whether what is not carried on is told in the words it had; else by its topic, where it has one."""
    sources: bool = True
    """Whether the sources that were graded anew are told."""
    forecasts: bool = True
    """Whether forecasts that moved are told, and not judgements alone."""
    compact: bool = False
    """Whether all but what was withdrawn or moved runs on in one paragraph, without what was corrected."""
    rest: int = 0
    """How many changes are in the annex alone."""


def on_screen(briefing: Briefing) -> Front:
    """Page one without limits, as on a screen."""
    names = {each.label.id: each.topic.words for each in _of_opinions(briefing, "new") if each.label and each.topic}
    reasoned = _ids(briefing, "retraction", "moved")
    return Front(reasoned, lanes=LANES[-1], names=names, quoting=True, rest=_rest(briefing))


def on_paper(briefing: Briefing, page: float = PAGE) -> Front:
    """Page one on paper, of which a page holds so many lines.

    Why something was withdrawn stands there in any case. First to give way are the words of what is not carried on,
    then why forecasts moved, then all but the first sentence of why judgements did, then that forecasts moved, then
    sources, then why judgements moved, which stands with each of them too, and last the timeline, which the chronology
    has as well. What room is left is for more lanes, and then for names.
    """
    whole = on_screen(briefing)
    shorter = _shorter(briefing, replace(whole, lanes=LANES[0], names={}))
    shorter += [replace(each, lanes=0) for each in shorter]
    chosen = next((each for each in shorter if height(briefing, each) <= page), shorter[-1])
    wider = (replace(chosen, lanes=most) for most in reversed(LANES))
    chosen = next((each for each in wider if height(briefing, each) <= page), chosen)
    named = replace(chosen, names=whole.names)
    return named if height(briefing, named) <= page else chosen


def printed_out(briefing: Briefing, page: float = PAGE) -> Front | None:
    """Page one as a browser prints it, where all that a screen shows of it is more than a page; else None.

    What changed is shortened as on paper. Drawings are those of the screen.
    """
    whole = on_screen(briefing)
    if height(briefing, whole) <= page:
        return None
    shorter = _shorter(briefing, replace(whole, names={}))
    return next((each for each in shorter if height(briefing, each) <= page), shorter[-1])


def _shorter(briefing: Briefing, whole: Front) -> list[Front]:
    """Page one with less and less of what changed."""
    withdrawn = _ids(briefing, "retraction")
    judged = withdrawn | _ids(briefing, "moved", of="assessment")
    moved = len(_ids(briefing, "moved", of="forecast"))
    graded = len(_ids(briefing, "source"))
    topics = replace(whole, quoting=False)
    compact = replace(topics, compact=True, reasoned=judged)
    short = replace(compact, opening=True)
    judgements = replace(short, forecasts=False, rest=whole.rest + moved)
    ungraded = replace(judgements, sources=False, rest=judgements.rest + graded)
    moves = judged - withdrawn
    first = [each.label.id for each in briefing.changes if each.label and each.label.id in moves][:_REASONS]
    return [
        whole,
        topics,
        replace(topics, reasoned=judged),
        compact,
        short,
        judgements,
        ungraded,
        *(replace(ungraded, reasoned=withdrawn | {*first[:most]}) for most in range(len(first) - 1, -1, -1)),
    ]


def _ids(briefing: Briefing, *kinds: str, of: str | None = None) -> frozenset[str]:
    """The records that changed in some way, perhaps those of one kind alone."""
    found = (each.label for each in briefing.changes if each.kind in kinds and of in (None, each.of))
    return frozenset(label.id for label in found if label)


def _of_opinions(briefing: Briefing, kind: str) -> list[Change]:
    """The changes of judgements and forecasts that are of a kind."""
    return [each for each in briefing.changes if each.kind == kind and each.of in ("assessment", "forecast")]


def _rest(briefing: Briefing) -> int:
    """How many changes page one does not tell in any case; of events and figures it tells."""
    return sum(each.kind in ("revised", "reworded") and each.of != "event" for each in briefing.changes)


def height(briefing: Briefing, front: Front) -> float:
    """How many lines page one takes."""
    line = briefing.bottom_line or ("", None)
    bottom = sum(0.8 + lines(text, STATEMENT + 5) for text in line if text)
    beside = _BESIDE if locale_of(briefing.masthead.language).language == "en" else _GLOSSED
    judged = sum(0.23 + max(beside, 0.9 * lines(each.line, _HEADLINE)) for each in briefing.judgements)
    figures = sum(
        _figures(briefing.key_figures[at : at + _ABREAST]) for at in range(0, len(briefing.key_figures), _ABREAST)
    )
    changed = sum(_PARTED + _CHANGE * lines(text, _CHANGED) for text in _changed(briefing, front))
    drawn = _timeline(briefing, front.lanes) if front.lanes and briefing.pictured else 0
    return 7.6 + bottom + judged + 1.4 * bool(briefing.judgements) + changed + figures + drawn


def _timeline(briefing: Briefing, lanes: int) -> float:
    """The timeline of page one in so many lanes, of which those with a long name are higher."""
    return max(3.9, 1.4 + 0.82 * lanes + 0.4 * min(lanes, sum(len(name) > _LANE for name in briefing.laned)))


def _figures(row: Sequence[Amount]) -> float:
    """Key figures side by side, of which the longest says its unit, name and date in so many lines."""
    return max(map(_figure, row)) + 0.25


def _figure(amount: Amount) -> float:
    moved = f"{amount.qualifier} {amount.change or ''}".strip()
    small = lines(f"{moved} {amount.counted or ''} as of [E12; 3]", _NUMBER + 6)
    return 1.22 + 0.78 * (
        (len(f"{amount.figure} {amount.unit}") > _NUMBER) + lines(f"{amount.what} (new)", _NUMBER) + small
    )


def _changed(briefing: Briefing, front: Front) -> Iterator[str]:
    """What changed, roughly as page one has it: a paragraph each. What has no reason there runs on in one."""
    for kind, lead in (("retraction", "Withdrawn:"), ("moved", "Moved:")):
        told = [each for each in briefing.changes if each.kind == kind]
        if kind == "moved" and not front.forecasts:
            told = [each for each in told if each.of == "assessment"]
        whole = [bool(each.reason and each.label and each.label.id in front.reasoned) for each in told]
        named = [each for each, reasoned in zip(told, whole, strict=True) if not reasoned]
        with_reasons = [
            f"{_words(each)} {_reason(each, front)}" for each, reasoned in zip(told, whole, strict=True) if reasoned
        ]
        if front.opening and kind == "moved":
            with_reasons = [" ".join((*with_reasons, *map(_words, named)))] if told else []
            named = []
        yield from (f"{lead} {each}" for each in with_reasons)
        if named:
            yield f"{lead} " + " ".join(map(_words, named))
    listed = list(_listed(briefing, front))
    yield from [" ".join(listed)] if front.compact else listed


def _reason(change: Change, front: Front) -> str | None:
    return opening(change.reason) if front.opening and change.reason and change.kind != "retraction" else change.reason


def opening(text: str) -> str:
    """The first sentence of a text."""
    first = next(iter(sentences(text)), None)
    return like(text[: first[1]], text) if first else text


def _words(change: Change) -> str:
    """A record that changed, and what became of it."""
    return f"“{_named(change)}” {change.text}" if change.kind == "retraction" else f"J12 {change.text}"


def _listed(briefing: Briefing, front: Front) -> Iterator[str]:
    """The lines that tell several changes of a kind."""
    if new := _of_opinions(briefing, "new"):
        names = [front.names.get(each.label.id, "") if each.label else "" for each in new]
        yield "New: " + ("; ".join(f"J12 {name}" for name in names) if any(names) else _runs(len(new)))
    if resolved := _of_opinions(briefing, "resolved"):
        yield "Came out: " + " ".join(
            f"“{_named(each)}” {each.text}" if not _held(each) else "F12," for each in resolved
        )
    if dropped := _of_opinions(briefing, "dropped"):
        yield "Not carried on: " + " ".join(
            f"“{_named(each)}” {each.text}" if front.quoting or not each.topic else f"{each.topic};" for each in dropped
        )
    if front.sources and (graded := [each.text for each in briefing.changes if each.kind == "source"]):
        yield "Sources: " + " [12] ".join(graded)
    if briefing.changes:
        counted = " ".join(each.text for each in briefing.changes if each.kind == "events")
        corrected = sum(each.kind == "revision" and _held(each) for each in briefing.corrections)
        told = f"Corrected: {_runs(corrected)}" if corrected and not front.compact else ""
        yield f"Chronology: {counted} {told} 2 more changes: see What changed, in full."


def _runs(count: int) -> str:
    """So many labels, of which those that follow one another are written by the ends: two of three, on the average."""
    return "E12, " * -(-2 * count // 3)


def _held(change: Change) -> bool:
    """Whether the issue holds the record."""
    return change.label is not None and change.label.anchor is not None


def _named(change: Change) -> str:
    return change.label.title if change.label else ""


def lines(text: str | None, measure: int = BODY) -> int:
    """The lines of a text, each of its paragraphs begun anew."""
    if not text:
        return 0
    if "[@" in text:
        text = _CITATION.sub("[E12]", text)
    return sum(-(-len(line) // measure) for line in text.split("\n"))
