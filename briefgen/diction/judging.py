"""Conclusions of the desk in a text that is to hold facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from briefgen.diction.clauses import Clause, clauses, words_of
from briefgen.diction.lexicon import DEGREE, Lexicon
from briefgen.diction.schedule import DATED, is_entry
from briefgen.diction.searching import NOTHING, Cover, Hit, Phrases, Search
from briefgen.diction.voice import Voice, attributed

_CONSEQUENCE = re.compile(r"(?:\b(?:will|would|could|might|may|should|shall|won't|wouldn't)|'ll)\b")
_MODAL = frozenset({"will", "would", "could", "might", "may", "should", "shall", "can", "won't", "wouldn't"})
_GO_ON = frozenset(
    {"continues", "continue", "persists", "persist", "worsens", "worsen", "holds", "hold", "escalates", "escalate",
     "spreads", "spread", "lasts", "last", "drags", "drag", "deteriorates", "deteriorate", "intensifies", "intensify",
     "endures", "endure"}
)  # fmt: skip
_CONDITIONED = _MODAL | _GO_ON
_COURSE = re.compile(rf"\s+(?:[\w'-]+\s+){{1,5}}?(?:{'|'.join(sorted(_GO_ON))})\b[^,]*,", re.IGNORECASE)
"""A condition on how things go on, whose consequence needs no `will`: `if the rain continues, thousands lose ...`."""
_BY_SOMEBODY = frozenset({"reportedly", "allegedly"})
"""They hide who reports, unless a citation beside them says so."""
_AUXILIARY = frozenset({"will", "shall", "'ll", "won't"})


class Conclusion(NamedTuple):
    """A conclusion found in a text: its class, and where the words stand that give it away."""

    kind: str
    start: int
    end: int


def conclusions(text: str, lexicon: Lexicon) -> Iterator[Conclusion]:
    """What a text concludes in its own voice, in reading order; of words that overlap, the longest."""
    words = words_of(text)
    search = lexicon.phrases.among(text, words)
    if not search or (search.kinds == {"conditional"} and words.isdisjoint(_CONDITIONED)):
        return
    signs = Signs(
        lexicon,
        lexicon.look_alikes.among(text, words),
        lexicon.rules.among(text, words),
        lexicon.duties.among(text, words),
        lexicon.calendar.among(text, words),
    )
    for clause in clauses(text, search.may_be_in):
        hits = [hit for hit in _own(text, clause, search, signs) if not _is_by(clause.text, hit)]
        if hits:
            order = _Order.of(clause.text, signs)
            cited = "[@" in text[clause.offset : clause.offset + len(clause.text)]
            hits = [hit for hit in hits if not (cited and clause.text[hit.start : hit.end].lower() in _BY_SOMEBODY)]
            hits = [hit for hit in hits if _concludes(clause.text, hit, order)]
            yield from _joined(_placed(hits, clause), text)


def own_words(text: str, phrases: Phrases, lexicon: Lexicon) -> Iterator[Conclusion]:
    """The phrases that a text uses itself, in nobody else's words."""
    words = words_of(text)
    if search := phrases.among(text, words):
        signs = Signs(lexicon, lexicon.look_alikes.among(text, words), NOTHING, NOTHING, NOTHING)
        for clause in clauses(text, search.may_be_in):
            yield from _placed(_own(text, clause, search, signs), clause)


class Signs(NamedTuple):
    """What tells, in one text, that a phrase is a look-alike, somebody else's, a rule's, a duty's, a calendar's."""

    lexicon: Lexicon
    look_alikes: Search
    rules: Search
    duties: Search
    calendar: Search


class _Order(NamedTuple):
    """What rules and calendars say in a clause."""

    text: str
    ruled: bool
    duties: list[Hit]
    scheduled: list[Hit]

    @classmethod
    def of(cls, text: str, signs: Signs) -> _Order:
        calendar = signs.calendar.find(text) if signs.calendar and DATED.search(text) else ()
        entries = [entry for entry in calendar if is_entry(text, entry, signs.lexicon.events)]
        duties = [duty for duty in signs.duties.find(text) if is_entry(text, duty, signs.lexicon.events)]
        return cls(text, any(True for _ in signs.rules.find(text)), duties, entries)

    def permits(self, hit: Hit) -> bool:
        """Whether a modal is a rule's: one that speaks in the clause, or a duty that holds it or stands behind it."""
        permitted = self.text[hit.start : hit.end].lower() in {"may", "could"}
        return self.ruled or any(
            (permitted or duty.end >= hit.end) and self._of_one_verb(duty, hit) for duty in self.duties
        )

    def schedules(self, hit: Hit) -> bool:
        """Whether what will be stands in a calendar."""
        return any(self._of_one_verb(entry, hit) for entry in self.scheduled)

    def _of_one_verb(self, sign: Hit, hit: Hit) -> bool:
        if sign.start <= hit.start and hit.end <= sign.end:
            return True
        return not _JOINT.search(self.text, min(sign.end, hit.end), max(sign.end, hit.end))


_JOINT = re.compile(r"[,;:]\s|\s(?:and(?!\s(?:may|could)\b)|or|but|so|yet|while|whereas)\s", re.IGNORECASE)
"""Where what is said of one verb may end."""


def _own(text: str, clause: Clause, search: Search, signs: Signs) -> list[Hit]:
    """The phrases in a clause that are no names, no look-alikes and nobody else's words."""
    hits = list(search.find(clause.text))
    if signs.lexicon.names:
        hits = [hit for hit in hits if not _is_name(text, clause, hit)]
    if hits:
        shadows = Cover((shadow.start, shadow.end) for shadow in signs.look_alikes.find(clause.text))
        hits = [hit for hit in hits if not shadows.holds(hit.start, hit.end)]
    return _unanswered(hits, attributed(clause.text, signs.lexicon.reporting)) if hits else []


def _unanswered(hits: list[Hit], voices: list[Voice]) -> list[Hit]:
    """The phrases for which nobody else answers."""
    anything = Cover((voice.start, voice.end) for voice in voices if voice.all_of_it)
    things = Cover((voice.start, voice.end) for voice in voices)
    return [hit for hit in hits if not (anything if hit.kind in _OF_THINGS else things).holds(hit.start, hit.start + 1)]


_OF_THINGS = frozenset({"evaluation", "inference", "significance"})
"""Kinds of conclusion that what a thing is called gives away."""


def _placed(hits: Iterable[Hit], clause: Clause) -> Iterator[Conclusion]:
    """The places in the text of phrases in a clause; of those that overlap, the longest."""
    taken = -1
    for hit in sorted(hits, key=lambda each: (each.start, -each.end)):
        if hit.start >= taken:
            taken = hit.end
            yield Conclusion(hit.kind, hit.start + clause.offset, hit.end + clause.offset)


def _joined(found: Iterable[Conclusion], text: str) -> Iterator[Conclusion]:
    """Conclusions, where what says how likely something is and what will be are one: `will probably`."""
    last: Conclusion | None = None
    for each in found:
        if last and {last.kind, each.kind} <= _OF_CHANCE and text[last.end : each.start].isspace():
            last = last._replace(end=each.end)
            continue
        if last:
            yield last
        last = each
    if last:
        yield last


_OF_CHANCE = frozenset({"hedge", "prediction"})


def _is_name(text: str, clause: Clause, hit: Hit) -> bool:
    """Whether a phrase is a name or part of one, by its capitals: `Operation Brutal Hammer`."""
    if hit.capital or not text[clause.offset + hit.start].isupper():
        return False
    if clause.text[hit.start].islower():  # a line of capitals
        if hit.kind in _OF_THINGS and _NAMING.search(clause.text, 0, hit.start):
            return not clause.text.endswith("ly", hit.start, hit.end)
        named = not clause.text[: hit.start].strip() or not _VERB_AHEAD.match(clause.text, hit.end)
        return named and clause.text[hit.start : hit.end] in _MODAL
    begins = clause.first and clause.text[: hit.start].strip(" \t\n\"'([\x1f*_#>-") == ""
    return not begins or (hit.kind == DEGREE and _NAME_AHEAD.match(clause.text, hit.end) is not None)


_NAMING = re.compile(r"\b(?:operation|exercise|hurricane|typhoon|cyclone)\s+(?:\w+\s+)?$", re.IGNORECASE)
"""What a name follows: in a line of capitals, these tell it."""
_NAME_AHEAD = re.compile(r"\s+[A-Z][\w-]*\s+[A-Z]")
"""What follows the first word of a name and no adjective: `Heavy Rescue Unit`, but `Heavy Israeli shelling`."""
_VERB_AHEAD = re.compile(r"\s+(?!(?:of|in|on|to|and|for|\d+)\b)(?!\w+(?:[^s]s|ed)\b)\w")
"""What follows a modal and no name: `army may strike`, but `Theresa May resigns`."""


_BY = re.compile(r"\s+(?:\w+ly\s+)?by\s")
_BY_HOLDER = re.compile(
    r"\s+(?:(?!to\b|have\b|be\b|been\b|that\b|dead\b|lost\b|\w+ed\s|\w+[eow]n\s)[\w'-]+\s+){1,4}?by\s+"
    r"(?:the|an?|its|their|his|her|many|some|most|few|all|[a-z]+s)\s+(?!(?:time|end|day|hour|weekend|deadline|middle|next)\b)"
)


def _is_by(text: str, hit: Hit) -> bool:
    """Whether a passive names who believes or expects so: `was thought safe by the town`."""
    if hit.kind == "belief" and _BY_HOLDER.match(text, hit.end):
        return True
    return hit.kind in {"belief", "prediction"} and _BY.match(text, hit.end) is not None


def _concludes(text: str, hit: Hit, order: _Order) -> bool:
    """Whether a phrase concludes something where it stands: in a rule or a calendar, some do not."""
    words = text[hit.start : hit.end].lower()
    if words.endswith(" to") and re.match(r"\s+\d", text[hit.end :]):
        return False  # set to 40
    if hit.kind == "conditional":
        return not order.ruled and not order.duties and _is_conditional(text, hit)
    if words in _AUXILIARY or words.endswith("'ll"):
        return not (order.permits(hit) or order.schedules(hit))
    if words == "could" and _CAPACITY.match(text, hit.end):
        return False
    if words.endswith("expected") and _PLACE.match(text, hit.end) and DATED.search(text, hit.end):
        return False
    return not (words in {"may", "could"} and order.permits(hit))


_CAPACITY = re.compile(
    r"\s+(?:hold|seat|carry|store|house|accommodate|fire|lift|bear|process|produce|generate|sleep|handle|withstand|treat)\s+"
    r"(?:(?:up\s+to|about|at\s+most|some|only|more\s+than)\s+)?(?:\d|an?\b|one|two|three|four|five|six|seven|eight|nine|ten|twelve"
    r"|twenty|dozens|hundreds|thousands)",
    re.IGNORECASE,
)
"""What something was able to do: `the stadium could seat 12,000`."""
_PLACE = re.compile(r"\s+(?:in|at|on|back)\b")


def _is_conditional(text: str, hit: Hit) -> bool:
    """Whether a condition has a consequence: `if the wind turns, the fire will spread`."""
    word = text[hit.start : hit.end].lower().split()[0]
    begins = not re.search(r"\w", text[: hit.start])
    if word in {"should", "had", "without", "failing", "absent", "otherwise"} and not begins:
        return False
    if begins and _COURSE.match(text, hit.end):
        return True
    first, last = _consequences(text)
    return last >= hit.end or (word in {"if", "unless", "provided", "otherwise"} and first < hit.start)


@lru_cache(maxsize=8)  # every condition of a clause asks
def _consequences(text: str) -> tuple[int, int]:
    """Where the first and the last word stand that tell a consequence: behind and before all, where none does."""
    found = [each.start() for each in _CONSEQUENCE.finditer(text)]
    return (found[0], found[-1]) if found else (len(text), -1)
