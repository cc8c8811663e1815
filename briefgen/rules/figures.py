"""Numbers in what a text tells against the figures that the ledger has recorded."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from briefgen import diction, prose
from briefgen.dates import days
from briefgen.diagnostics import Finding, warning
from briefgen.diction import Amount, Match, Topic
from briefgen.model import Dossier, Event, Figure
from briefgen.rules.counts import in_words
from briefgen.rules.duplicates import around, place_named
from briefgen.rules.parts import assessments, facts
from briefgen.rules.texts import Words

_ID = re.compile(r"@([\w.:-]*\w)")
_BLANK = re.compile(r"\n[ \t]*\n")
_CITED = re.compile(r"\[@[^\]]*\]|`[^`]*`|https?://\S+")
_NEAREST, _REACH, _MOST = 50, 500, 250
"""Numbers to either side, at most, that are looked at for why one differs, characters of its clause, and numbers of a
sentence; of a paragraph ten times as many."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY = re.compile(
    rf"(?<!since )(?<!from )\b(\d{{1,2}})(?:(?:\s+and\s+|\s+to\s+|[–-])(\d{{1,2}}))?\s+({'|'.join(_MONTHS)})"
)
_YEAR = re.compile(
    rf"(?:\b(?:[Ii]n|[Oo]f|[Dd]uring|(?:{'|'.join(_MONTHS)})[a-z]*)\s+|\bsince\s+(?=\d{{4}},\s+when\b))((?:19|20)\d\d)\b(?!\s+[a-z]+s\b)"
)
"""A year of which a sentence tells: not that since which nothing was like it."""

_SAME_DAY = re.compile(r"\b(?:the|that)\s+(?:very\s+)?same\s+(?:day|night|morning|afternoon|evening|week)\b")
_IN_PLACE = re.compile(
    rf"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Oo]n)\s+(?:the\s+)?(?!(?:{'|'.join(_MONTHS)})[a-z]*\b|[A-Z][a-z]+day\b)"
    r"([^\W\d_a-z][\w'’-]+(?:\s+[^\W\d_a-z][\w'’-]+){0,3})"
)


@warning
def number_outside_range(dossier: Dossier) -> Iterator[Finding]:
    """A text gives another number than the figure that is recorded for the same thing.

    One of the two is wrong, and a reader meets both: in the text, and among the figures. Held against a number are the
    figures of the event whose text it stands in, and those of the events and sources that its sentence cites, or the
    next one behind it that cites any. What counts as the same thing has to be sure: the noun behind the number is that
    of the figure's `what` or `unit`, or left out beside a verb, and what became of them is told (`killed`, `freed`), or
    what else `what` says of people (`people-in-need`). A measure (`43 per cent`, `$3 million`, `21 hours`) is held
    against a figure in the same unit where its clause has every word of `what`; `unit: billion dollars` stands for what
    rounds to it. Of a part (`12 of them`, `six in one house`, `43 civilians` of people) only a number above the range
    is found. Left alone is a number that another cited source gives, that `conflicts` names, that is denied, or that is
    of another day or year than the figure's `counted`, of another happening (`in a separate strike`, `the worst
    since`), of a longer time (`since May`, `the war has killed`) or of another place than the event's; so is a text
    that tells the figure itself elsewhere. Round numbers stand for what rounds to them, vague ones for what they can
    mean: `hundreds` for 100 to 999.

    Bad:

        events:
          - id: storm
            date: 2024-03-01
            title: Storm hits the town
            text: The storm killed 41 people.
            figures: [{what: killed-in-the-storm, best: 14, unit: people, counted: 2024-03-01}]

    Good:

        events:
          - id: storm
            date: 2024-03-01
            title: Storm hits the town
            text: The storm killed 14 people.
            figures: [{what: killed-in-the-storm, best: 14, unit: people, counted: 2024-03-01}]
    """
    own = {(event.at().file, event.at().path): event for event in dossier.events if event.figures}
    cited = _by_cited(dossier).keys()
    for language, words in (*facts(dossier), *assessments(dossier)):
        event = own.get((words.start.file, words.start.path))
        if language != "en" or words.path[:1] == ("conflicts",):
            continue
        if event or ("[@" in words.text and not cited.isdisjoint(_ID.findall(words.text))):
            for start, end in _paragraphs(words.text):
                yield from _in_paragraph(dossier, words, event, start, end)


class _Recorded(NamedTuple):
    """A figure with the event that it is recorded in, and what it counts."""

    event: Event
    figure: Figure
    topic: Topic

    @classmethod
    def of(cls, event: Event, figure: Figure) -> _Recorded:
        """A figure of an event."""
        return cls(event, figure, diction.topic(figure.what, figure.unit))

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the most it can stand for: `4.1` of a `unit: billion dollars` for what rounds to it."""
        least, most, scale = self.figure.least, self.figure.most, self.topic.scale
        return (least, most) if scale == 1 else (scale * (least - _half(least)), scale * (most + _half(most)))

    def excludes(self, amount: Amount, match: Match) -> bool:
        """Whether an amount is none that the figure allows, or bounds it closer; a part of it may be smaller."""
        least, most = self.bounds
        if match is Match.PART:
            return amount.low > most
        apart = amount.high < least or amount.low > most
        above = amount.high == most == math.inf and amount.low > least
        below = amount.low == least == 0 and amount.high < most
        return apart or above or below

    def explains(self, amount: Amount, others: Sequence[Amount]) -> bool:
        """Whether a text tells the figure itself beside, an amount is a part of it, or the event has other counts."""
        least, most = self.bounds
        nearly = min(most, least * 1.1 + 1)
        if any(each.bounded and least <= each.high and each.low <= nearly for each in others):
            return True
        if any(amount.high < least <= amount.high + each.high and amount.low + each.low <= most for each in others):
            return True
        differing = _differing_counts(self.event.conflicts or "")
        return any(each.low <= amount.high and amount.low <= each.high and each.bounded for each in differing)


def _half(number: float) -> float:
    """Half of what the last digit of a number stands for; nothing of none."""
    decimals = f"{number:.12g}".partition(".")[2]
    return 0.5 * 0.1 ** len(decimals) if 0 < number < math.inf else 0


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for blank in _BLANK.finditer(text):
        yield start, blank.start()
        start = blank.end()
    yield start, len(text)


def _in_paragraph(dossier: Dossier, words: Words, own: Event | None, start: int, end: int) -> Iterator[Finding]:
    paragraph = words.text[start:end]
    small = paragraph.lower()
    if not diction.may_have_amounts(small):
        return
    cites = [(each.start(1), each[1]) for each in prose.written_citations(paragraph)]
    told = [each for each in _recorded(dossier, own, {id_ for _, id_ in cites}) if each.topic.may_be_in(small)]
    if not told:
        return
    text = _CITED.sub(lambda found: "\x1f" * len(found[0]), paragraph)
    read: list[Amount] = []
    for first, last, cited in _sentences(paragraph, cites):
        figures = _of_sentence(dossier, own, cited, text[first:last])
        for amount in _counts(text, first, last, figures):
            clause = _clause(text, amount, first, last)
            same = [
                (each, how) for each in figures if (how := each.topic.match(text, amount, *clause)) is not Match.NOT
            ]
            if not same or not all(each.excludes(amount, how) for each, how in same):
                continue
            if any(_is_elsewhere(dossier, each.event, text[slice(*clause)]) for each, _ in same):
                continue
            read = read or _counts(text, 0, len(text), told, 10 * _MOST)
            at = bisect_left(read, amount.start, key=lambda each: each.start)
            near = read[max(0, at - _NEAREST) : at + _NEAREST]
            beside = [each for each in near if _is_beside(each, amount)]
            if not any(each.explains(amount, beside) for each, _ in same):
                yield _differing(words, amount, start, same[0][0])


def _is_beside(other: Amount, amount: Amount) -> bool:
    """Whether another amount can tell the figure itself, or the rest of it."""
    return other.unit == amount.unit and (other.start >= amount.end or other.end <= amount.start)


def _differing(words: Words, amount: Amount, start: int, recorded: _Recorded) -> Finding:
    first, last = start + amount.start, start + amount.end
    event, figure, topic = recorded
    range_ = in_words(figure) if topic.scale == 1 else f"{in_words(figure)} {figure.unit}"
    return Finding(
        words.part(first, last),
        f"`{words.text[first:last]}` is not what `{event.id}` records of `{figure.what}`: {range_}",
        "correct the number or the figure; where sources differ, cite who says so, or write `conflicts:`",
    )


@lru_cache(maxsize=256)
def _differing_counts(conflicts: str) -> tuple[Amount, ...]:
    """What a text about differing sources counts; of a long one, the first."""
    return tuple(islice(diction.amounts(conflicts), _NEAREST))


def _counts(text: str, start: int, end: int, figures: Sequence[_Recorded], most: int = _MOST) -> list[Amount]:
    """The counts and measures of a stretch that figures can be of, in reading order.

    So many of each at most, for no prose has more.
    """
    if not figures:
        return []
    counts = islice(diction.amounts(text, start, end, doubtful=True), most)
    found = [each for each in counts if not each.share]
    if any(each.topic.unit for each in figures):
        found += islice(diction.measures(text, start, end), most)
        found.sort(key=lambda each: each.start)
    return found


def _sentences(text: str, cites: Sequence[tuple[int, str]]) -> list[tuple[int, int, frozenset[str]]]:
    """The sentences of a paragraph, each with the ids that it cites, or else the next behind it that cites any."""
    found: list[tuple[int, int, frozenset[str]]] = []
    cited: frozenset[str] = frozenset()
    for start, end in reversed(diction.sentences(text)):
        cited = frozenset(id_ for at, id_ in cites if start <= at < end) or cited
        found.append((start, end, cited))
    return found[::-1]


def _of_sentence(dossier: Dossier, own: Event | None, cited: frozenset[str], sentence: str) -> list[_Recorded]:
    """The figures that a sentence can tell of, by its words and the days it names."""
    small = sentence.lower()
    if not (diction.may_have_amounts(small) or "no" in small):
        return []
    return [
        each
        for each in _recorded(dossier, own, cited)
        if each.topic.may_be_in(small) and _is_of_day(each, sentence) and each.figure.least <= each.figure.most
    ]


def _recorded(dossier: Dossier, own: Event | None, cited: Set[str]) -> Iterator[_Recorded]:
    """The figures that a number is held against, in all revisions of what is cited."""
    for figure in own.figures if own else ():
        if own and (not figure.sources or cited & {*figure.sources} or not cited & dossier.sources.ids):
            yield _Recorded.of(own, figure)
    for id_ in sorted(cited):
        if own is None or id_ in dossier.events:
            yield from _by_cited(dossier).get(id_, ())


def _by_cited(dossier: Dossier) -> Mapping[str, list[_Recorded]]:
    """The figures behind a citation: those of an event, and those that rest on a source."""
    return dossier.derived("figures by what is cited", lambda: _figures_by_id(dossier))


def _figures_by_id(dossier: Dossier) -> Mapping[str, list[_Recorded]]:
    found: dict[str, list[_Recorded]] = {}
    for event in dossier.events:
        for figure in event.figures:
            for id_ in dict.fromkeys((event.id, *figure.sources)):
                found.setdefault(id_, []).append(_Recorded.of(event, figure))
    return found


def _clause(text: str, amount: Amount, start: int, end: int) -> tuple[int, int]:
    """The part of a sentence between semicolons that an amount stands in; of a very long one what is near."""
    start, end = max(start, amount.start - _REACH), min(end, amount.end + _REACH)
    stop = text.find(";", amount.end, end)
    return max(start, text.rfind(";", start, amount.start) + 1), stop if stop >= 0 else end


def _is_elsewhere(dossier: Dossier, event: Event, clause: str) -> bool:
    """Whether a clause tells of another place than an event's: of one in the ledger, or of any on the same day."""
    same_day = _SAME_DAY.search(clause) is not None
    own = set(around(dossier, event.place))
    if not (own or same_day):
        return False
    names = {name for id_ in own if (place := dossier.places.get(id_)) for name in (place.name, *place.aliases)}
    for name in (found[1].strip() for found in _IN_PLACE.finditer(clause)):
        if name in event.title or any(name in each or each in name for each in names):
            continue
        other = place_named(dossier, name)
        if same_day or (other is not None and other not in own and event.place not in around(dossier, other)):
            return True
    return False


def _is_of_day(recorded: _Recorded, sentence: str) -> bool:
    """Whether a sentence names the day that a figure was counted, or its year, or none."""
    event, figure, _ = recorded
    windows = [days(when) for when in (figure.counted, event.date) if when is not None]
    years = {day[0] for window in windows for day in window if day}
    if any(int(year) not in years for year in _YEAR.findall(sentence)):
        return False
    named = [
        (_MONTHS.index(month) + 1, int(day))
        for first, second, month in _DAY.findall(sentence)
        for day in (first, second)
        if day
    ]
    if not named or figure.counted is None:
        return True
    first, last = windows[0]
    return any(first and last and first[1:] <= day <= last[1:] for day in named)
