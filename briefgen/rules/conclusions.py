"""What the desk concludes where it is to tell facts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from briefgen import diction
from briefgen.diagnostics import Finding, advice, warning
from briefgen.model import Brief, Dossier, Role
from briefgen.rules import texts
from briefgen.rules.texts import Words
from briefgen.spans import Path, Place


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

    What somebody said or thinks is a fact about them: after "the ministry said", "according to", "police believe", and
    in quotation marks, nothing is found. So it is with what a calendar or a law says will happen.

    A desk adds phrases of its own under `lexicon:`, by class, and takes some out under `look-alikes:`.

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
    additions = tuple(dict.fromkeys(each for lexicon in dossier.lexicons for each in lexicon.additions))
    for language, words in facts(dossier):
        if language not in diction.languages():
            continue
        for found in _concluded(words.text, language, additions):
            phrase = words.text[found.start : found.end]
            yield Finding(
                words.place.finding(phrase, words.text.count(phrase, 0, found.start)),
                f"`{_short(phrase)}` {diction.CLASSES[found.kind]}, in the desk's own words ({found.kind})",
                "say whose it is and cite it, quote it, or move it to an assessment",
            )


@advice
def unchecked_language(dossier: Dossier) -> Iterator[Finding]:
    """The texts are in a language that briefgen has no lexicon of, so conclusions among the facts are not found.

    A check that finds nothing says nothing there. Someone who reads the language has to look.

    Bad:

        project: {series: Netzlage, language: de}

    Good:

        project: {series: Grid Watch, language: en}
    """
    known = diction.languages()
    for owner in (dossier.project, *dossier.briefs):
        language = owner.language
        if language is not None and language.partition("-")[0] not in known:
            yield Finding(
                owner.at("language"),
                f"conclusions among facts are not looked for in this language, `{language}`",
                f"there is a lexicon of {', '.join(sorted(known))}",
            )


def facts(dossier: Dossier) -> Iterator[tuple[str, Words]]:
    """The texts of the fact part, each with its language: of events, and of the briefs what stands under facts."""
    language = dossier.project.language.partition("-")[0]
    for words in texts.seen(dossier):
        if words.start.path[:1] == ("events",) and words.path[0] in {"title", "text", "conflicts"}:
            yield language, words
    passed: set[str] = set()  # a file may stand in several briefs
    for brief in dossier.briefs:
        own = (brief.language or language).partition("-")[0]
        yield from ((own, words) for words in texts.words_of(brief) if _is_fact(brief, words.path))
        for section in brief.sections:
            name = dossier.text_file(brief, section)
            if section.part == "fact" and name is not None and name in dossier.texts and name not in passed:
                passed.add(name)
                yield own, Words(Place(name), (), Role.PROSE, dossier.texts[name])


@lru_cache(maxsize=65536)
def _concluded(text: str, language: str, additions: diction.Additions) -> tuple[diction.Conclusion, ...]:
    """What a text concludes. Kept, for an editor asks again at every change of another text."""
    return tuple(diction.conclusions(text, diction.lexicon(language, additions)))


def _is_fact(brief: Brief, path: Path) -> bool:
    """Whether a text of a brief stands in its fact part."""
    if path[0] == "sections":
        return brief.sections[int(path[1])].part == "fact"
    return path == ("bottom_line", "fact")


def _short(phrase: str) -> str:
    words = " ".join(phrase.split())
    return words if len(words) <= 60 else f"{words[:60]}…"
