"""What the desk concludes where it is to tell facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from briefgen import diction
from briefgen.diagnostics import Finding, advice, warning
from briefgen.model import Dossier
from briefgen.rules.parts import assessments, counted, facts
from briefgen.rules.texts import Words


@warning
def judgement_in_fact(dossier: Dossier) -> Iterator[Finding]:
    """A text of the fact part concludes something instead of telling what a source reports.

    Readers take what stands under facts for what happened. What the desk makes of it belongs into an assessment, with
    a likelihood and a confidence. Found are eight kinds of conclusion:

    - *hedge*: how likely something is (probably, may, could, appears to)
    - *prediction*: what will happen (will, is set to, is bound to)
    - *evaluation*: how good or bad something is (clearly, brutal, remarkable, rightly)
    - *inference*: what something means (signals, suggests, points to, underscores)
    - *significance*: how important something is (turning point, watershed, numbered days)
    - *motive*: why someone did something (in an attempt to, seeking to, designed to distract)
    - *conditional*: what would happen if (if ... will, unless ... could)
    - *belief*: what is believed, and not by whom (is believed to, is widely seen as)

    Looked at are the titles and texts of events, where sources disagree, and the names and units of figures; of a brief
    its title, the fact of its bottom line, fact sections with their titles, key figures and the titles of phases.

    What somebody said or thinks is a fact about them: after "the ministry said", "according to", "police believe", and
    in quotation marks, nothing is found. So it is with what a calendar or a law says will happen.

    *Reportedly* and *allegedly* hide who reports: they are found where the sentence cites nothing.

    A desk adds phrases of its own under `lexicon:`, by class, and takes some out under `without:` and `look-alikes:`.

    Bad:

        sources:
          - {id: log, title: Grid operator's log}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, text: "Power will probably stay off.", sources: [log]}

    Good:

        sources:
          - {id: log, title: Grid operator's log}
        events:
          - id: outage
            date: 2024-03-01
            title: Power fails
            text: The operator said that power would probably stay off.
            sources: [log]
    """
    for words, concluded in readings(dossier).conclusions:
        for found in concluded:
            phrase = words.text[found.start : found.end]
            yield Finding(
                words.part(found.start, found.end),
                f"`{_short(phrase)}` {diction.CLASSES[found.kind]}, in the desk's own words ({found.kind})",
                "say whose it is and cite it, quote it, or move it to an assessment",
            )


@advice
def unchecked_language(dossier: Dossier) -> Iterator[Finding]:
    """The texts are in a language that briefgen has no lexicon of, so what their words do is not looked at.

    Conclusions among the facts, words that take a side or say how much, abbreviations, long sentences and days that
    contradict the event cited are not found there. A check that finds nothing says nothing: someone who reads the
    language has to look. So it is with translations, by their language, which a brief in that language speaks for, and
    with paragraphs in another language than their project, as far as letters tell it, or words: those of its own
    language are missing.

    A desk that lists phrases of such a language under `lexicon:` has those looked for.

    Bad:

        project: {series: Netzlage, language: de}

    Good:

        project: {series: Grid Watch, language: en}
    """
    known = diction.languages()
    hint = f"there is a lexicon of {', '.join(sorted(known))}"
    translated: set[str] = set()
    for owner in (dossier.project, *dossier.briefs):
        language = owner.language
        translated |= {language} if language else set()
        if language is not None and language.partition("-")[0] not in known:
            yield Finding(owner.at("language"), _unchecked(dossier, language), hint)
    for record in chain.from_iterable(dossier.kinds):
        for language in record.translations.keys() - translated:
            translated.add(language)
            if language.partition("-")[0] not in known:
                yield Finding(record.at("translations", language), _unchecked(dossier, language), hint)
    for words, foreign in readings(dossier).foreign:
        yield Finding(
            words.part(*foreign.span),
            f"this is in another language than its project, as far as its {foreign.told_by} tell; it is not checked",
            "translate it, quote it, or put it under `translations:`",
        )


@warning
def unused_without(dossier: Dossier) -> Iterator[Finding]:
    """The desk's lexicon takes out what its list does not hold.

    A phrase under `without:` hides from its list what it matches. One that matches nothing there is misspelt, stands
    under the wrong list, or is shorter than the phrase it is meant for; what it was to silence is still found.

    Bad:

        lexicon:
          without: {hedge: [probablyy]}

    Good:

        lexicon:
          without: {hedge: [probably]}
    """
    for lexicon in dossier.lexicons:
        spoken = diction.languages() if lexicon.language is None else (lexicon.language.partition("-")[0],)
        for path, kind, text in lexicon.without.places():
            added = {language: _additions(dossier, language) for language in spoken}
            if not _takes_out(kind, text, added):
                meant = _nearest(kind, text, added)
                yield Finding(
                    lexicon.at("without", *path),
                    f"`{text}` takes nothing out of `{path[-2]}`",
                    f"did you mean `{meant}`?" if meant else "write the phrase as it is found, or delete it",
                )


def _takes_out(kind: str, text: str, added: Mapping[str, diction.Additions]) -> bool:
    return any(diction.takes_out(kind, text, language, additions) for language, additions in added.items())


def _nearest(kind: str, text: str, added: Mapping[str, diction.Additions]) -> str | None:
    """The same with the words of the list that are spelled most alike, if that takes something out."""
    lists = (diction.words_of_list(kind, language, additions) for language, additions in added.items())
    known = sorted(frozenset().union(*lists))
    near = (word if word in known else next(iter(get_close_matches(word, known, 1)), word) for word in text.split())
    meant = " ".join(near)
    return meant if _takes_out(kind, meant, added) else None


def _unchecked(dossier: Dossier, language: str) -> str:
    if any(kind in diction.CLASSES for kind, _ in _additions(dossier, language.partition("-")[0])):
        return f"only your own phrases are looked for in this language, `{language}`"
    return f"what words do, such as conclude among facts, is not looked at in this language, `{language}`"


Found = tuple[diction.Conclusion, ...]
_InFact = tuple[Found, Found, Found, tuple[diction.Foreign, ...]]


class Readings(NamedTuple):
    """What the texts of a dossier hold, found in one going through them: the texts that hold something, and what."""

    conclusions: list[tuple[Words, Found]]
    degrees: list[tuple[Words, Found]]
    loaded: list[tuple[Words, Found]]
    foreign: list[tuple[Words, diction.Foreign]]


def readings(dossier: Dossier) -> Readings:
    """What the lexicon finds in the texts of a dossier."""
    return dossier.derived("readings", lambda: _readings(dossier))


def _readings(dossier: Dossier) -> Readings:
    made = Readings([], [], [], [])
    known = diction.languages()
    added: dict[str, diction.Additions] = {}
    for language, words in chain(facts(dossier), counted(dossier)):
        if language not in added:
            added[language] = _additions(dossier, language)
        if not (additions := added[language]) and language not in known:
            continue
        found = _in_facts(language, additions)(words.text)
        if found is _NOTHING:
            continue
        *ours, foreign = found
        for kept, each in zip((made.conclusions, made.degrees, made.loaded), ours, strict=True):
            if each:
                kept.append((words, each))
        made.foreign.extend((words, each) for each in foreign)
    for language, words in assessments(dossier):
        additions = added.get(language) or added.setdefault(language, _additions(dossier, language))
        if (additions or language in known) and (listed := _loaded(language, additions)(words.text)):
            made.loaded.append((words, listed))
    return made


def _additions(dossier: Dossier, language: str) -> diction.Additions:
    """What the desk adds to the lexicon of a language."""
    return tuple(dict.fromkeys(each for lexicon in dossier.lexicons for each in lexicon.additions(language)))


@lru_cache(maxsize=32)  # an editor changes a phrase letter by letter
def _in_facts(language: str, additions: diction.Additions) -> Callable[[str], _InFact]:
    """What tells what a text among facts holds, in a language with what the desk adds to its lexicon."""
    lexicon = diction.lexicon(language, additions)

    @lru_cache(maxsize=131_072)  # an editor asks again at every key, and of all texts one has changed
    def in_fact(text: str) -> _InFact:
        concluded = tuple(diction.conclusions(text, lexicon))
        degrees = tuple(
            each
            for each in diction.degrees(text, lexicon)
            if not any(other.start <= each.start and each.end <= other.end for other in concluded)
        )
        foreign = tuple(diction.foreign(text, language)) if language in diction.languages() else ()
        found = concluded, degrees, tuple(diction.loaded(text, lexicon)), foreign
        return found if any(found) else _NOTHING

    return in_fact


_NOTHING: _InFact = ((), (), (), ())
"""As in most texts."""


@lru_cache(maxsize=32)
def _loaded(language: str, additions: diction.Additions) -> Callable[[str], Found]:
    """What tells the loaded words of a text among assessments, likewise."""
    lexicon = diction.lexicon(language, additions)

    @lru_cache(maxsize=65_536)
    def loaded(text: str) -> Found:
        return tuple(diction.loaded(text, lexicon)) if diction.may_be_loaded(text, lexicon) else ()

    return loaded


def _short(phrase: str) -> str:
    words = " ".join(phrase.split())
    return words if len(words) <= 60 else f"{words[:60]}…"
