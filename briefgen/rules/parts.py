"""The texts of the two parts: what stands under facts, and what under assessments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from briefgen import diction
from briefgen.model import Brief, Dossier, Role, Section
from briefgen.rules import texts
from briefgen.rules.texts import Words
from briefgen.spans import Path, Place

_OF_EVENTS = frozenset({"title", "text", "conflicts", "figures"})
_FACTS_OF_BRIEFS = frozenset({"title", "phases", "key_figures"})
"""What stands in the fact part of a brief, or above both parts, and is not the desk's to conclude in."""
_CONCLUDED = frozenset({"headline", "text", "so_what", "alternatives"})


Text = tuple[str, Words]
"""A text with its language."""


def at_once(dossier: Dossier) -> Iterator[Sequence[Text]]:
    """All texts of both parts, thousands at a time: to search many in one go is quick, and all together take much."""
    listed = (*facts(dossier), *assessments(dossier))
    return (listed[first : first + _AT_ONCE] for first in range(0, len(listed), _AT_ONCE))


_AT_ONCE = 4_096


def facts(dossier: Dossier) -> tuple[Text, ...]:
    """The texts of the fact part: of events, and of the briefs what stands under facts, their titles included."""
    return dossier.derived("facts", lambda: tuple(_facts(dossier)))


def counted(dossier: Dossier) -> Iterator[Text]:
    """The names of figures, as the words that a page makes of them: `likely-dead` is printed *Likely dead*."""
    language = dossier.project.language.partition("-")[0]
    for event in dossier.events:
        for index, figure in enumerate(event.figures):
            yield language, Words(event.at(), ("figures", index, "what"), Role.LINE, _in_words(figure.what, language))
    for brief in dossier.briefs:
        own = (brief.language or dossier.project.language).partition("-")[0]
        for index, figure in enumerate(brief.key_figures):
            if figure.event is None:  # or it is the event's
                path = ("key_figures", index, "what")
                yield own, Words(brief.at(), path, Role.LINE, _in_words(figure.what, own))


@lru_cache(maxsize=16_384)
def _in_words(name: str, language: str) -> str:
    """The words of a figure's name, its months as such: `rain-in-may`."""
    manner = diction.manner(language)
    months = {month.casefold(): month for month in manner.months} if manner else {}
    return " ".join(months.get(word, word) for word in name.split("-"))


def assessments(dossier: Dossier) -> tuple[Text, ...]:
    """The texts of the assessment part: of judgements and forecasts, and of the briefs what stands in that part."""
    return dossier.derived("assessments", lambda: tuple(_assessments(dossier)))


def conclusions(dossier: Dossier) -> Iterator[Words]:
    """The English texts in which the desk commits itself: those of the assessment part that say what is, or will be.

    Of a judgement or a forecast these are `headline`, `text`, `so_what` and what its `alternatives` say; of a brief
    all.
    """
    for language, words in assessments(dossier):
        if language == "en":
            of_judgement = words.start.path[:1] in {("assessments",), ("forecasts",)}
            if not of_judgement or (words.path[0] in _CONCLUDED and words.path[-1] != "why_less"):
                yield words


def language_of(dossier: Dossier, words: Words) -> str:
    """The language of any text: that of the brief that it stands in, or the project's."""
    own = dossier.derived("languages", lambda: dict(_languages(dossier)))
    return own.get((words.start.file, words.start.path), dossier.project.language.partition("-")[0])


def _languages(dossier: Dossier) -> Iterator[tuple[tuple[str, Path], str]]:
    """The languages of briefs that have their own, and of the files that they name, by where they stand."""
    for brief in dossier.briefs:
        if brief.language is not None:
            language = brief.language.partition("-")[0]
            yield (brief.at().file, brief.at().path), language
            names = (dossier.text_file(brief, section) for section in brief.sections)
            yield from (((name, ()), language) for name in names if name is not None)


def _facts(dossier: Dossier) -> Iterator[Text]:
    language = dossier.project.language.partition("-")[0]
    for words in chain.from_iterable(map(texts.words_of, dossier.events)):
        if words.path[0] in _OF_EVENTS:
            yield language, words
        elif words.path[0] == "translations" and words.path[2] in _OF_EVENTS:
            yield str(words.path[1]).partition("-")[0], words
    yield from _of_briefs(dossier, "fact")


def _assessments(dossier: Dossier) -> Iterator[Text]:
    language = dossier.project.language.partition("-")[0]
    for words in chain.from_iterable(map(texts.words_of, chain(dossier.assessments, dossier.forecasts))):
        if words.role is Role.PROSE:
            yield language, words
    yield from _of_briefs(dossier, "assessment")


def _of_briefs(dossier: Dossier, part: str) -> Iterator[Text]:
    passed: set[str] = set()  # a file may stand in several briefs
    for brief in dossier.briefs:
        language = (brief.language or dossier.project.language).partition("-")[0]
        for words in texts.words_of(brief):
            told = words.path[0] == "translations"
            if _part(brief, words.path[2:] if told else words.path) == part:
                yield str(words.path[1]).partition("-")[0] if told else language, words
        for section in brief.sections:
            name = dossier.text_file(brief, section)
            if section.part == part and name is not None and name in dossier.texts and name not in passed:
                passed.add(name)
                yield language, Words(Place(name), (), Role.PROSE, dossier.texts[name])


def _part(brief: Brief, path: Path) -> str | None:
    """The part in which a text of a brief stands, where it stands in one."""
    if path[0] == "sections" and len(path) > 1:
        section: Section = brief.sections[int(path[1])]
        return section.part
    if path[0] in _FACTS_OF_BRIEFS:
        return "fact"
    return {"bottom_line": str(path[-1]), "trends": "assessment"}.get(str(path[0]))
