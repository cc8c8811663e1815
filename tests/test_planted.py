"""One fault planted in a copy of the sample: it is found at its place, and nothing else is."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from briefgen.build import checking
from briefgen.build.project import find
from briefgen.rules import (
    RULES,
    argument,
    challenge,
    chances,
    commitment,
    conclusions,
    counts,
    duplicates,
    estimates,
    harm,
    horizons,
    names,
    numbers,
    protection,
    spelling,
    style,
    values,
    withdrawal,
    witnesses,
)
from briefgen.rules import figures as figures_rules

ROOT = Path(__file__).parent.parent
LATE = "content/events/2024-12-09-to-14.yaml"
ASSESSMENTS, FORECASTS = "content/assessments.yaml", "content/forecasts.yaml"
SOURCES, BRIEF = "content/sources.yaml", "content/briefs/syria-2024-12-15.yaml"

ASSESSMENTS_TEXT = (ROOT / ASSESSMENTS).read_text("utf-8")
EIGHTH = "content/events/2024-12-08.yaml"
EIGHTH_TEXT = (ROOT / EIGHTH).read_text("utf-8")
FORECASTS_TEXT = (ROOT / FORECASTS).read_text("utf-8")

EVENT = "      The flag went up over the embassy on Monday, Euronews reported."
JUDGEMENT = "The government is\n      {unlikely} to lose control of Damascus by 15 December."


RESTS = "homs-falls, damascus-entered, hama-falls, daraa-falls, suwayda-left, assad-not-found"
HELD = "      - {text: Russia gives him asylum and not an army., grade: "
WATCHED = """    would_change:
      - {indicator: dismantled-air-defence}
      - {text: Images show empty stands at Khmeimim and empty berths at Tartus.}
      - {text: The new authorities name a day by which the bases must be empty.}
"""


FIRST = (
    "https://syrianobserver.com/syrian-actors/"
    "dozens-killed-prisoners-taken-as-opposition-factions-advance-in-northwestern-syria.html"
)
SECOND = (
    "https://www.lokmattimes.com/international/"
    "syria-radical-militant-groups-major-offensive-in-aleppo-kills-89-seizes-towns/"
)
SITE = """    kind: news-site
    reliability: C
    why: Opposition-leaning site that passes on the factions' own list of captured places.
"""
ORIGIN = "    origin: Opposition factions, 27 November\n"
STATUS = "    category: embassy-consular\n    status: reported\n"
PEOPLE, ACTORS, PLACES = "content/briefs/syria-2024-12-15/people.md", "content/actors.yaml", "content/places.yaml"
CREDIBLE = "      - {source: euronews-ru-1209, credibility: 2}"
NEXT = "  - id: security-council-closed\n"
AGAIN = """\
  - id: new-flag
    date: 2024-12-09
    title: Opposition flag goes up at the embassy of Syria in Moscow
    place: moscow
    actors: [assad]
    category: embassy-consular
    status: reported
    sources: [euronews-ru-1209]
    theatre: Diplomacy

"""
OTHERS = ASSESSMENTS_TEXT.rpartition("  - id: caretaker-government\n")[2]
OTHERS = OTHERS[OTHERS.index("    alternatives:\n") : OTHERS.index("    would_change:\n")]
WATCH = FORECASTS_TEXT[FORECASTS_TEXT.rindex("    indicators:\n") :]
NO_WATCH = WATCH[WATCH.index("    basis:") : WATCH.index("    outcome:")]
TERM = "    confidence: low\n" + FORECASTS_TEXT.partition("    confidence: low\n")[2].partition("    judged_by:")[0]
LONG_TERM = TERM.replace("low", "high").replace("2024-12-15", "2026-12-15")
EARLY = "basis: [aleppo-entered, army-admits-aleppo, offensive-begins]"


SHOTS, CLAIMED = (
    "content/events/2024-11.yaml",
    "    actors: [irgc, hts]\n    category: armed-clash\n    status: claimed",
)
LOOTED = EIGHTH_TEXT[EIGHTH_TEXT.index("  - id: central-bank-looting\n") :].partition("reported\n")[0]
GROUND = "central-bank-looting"
SAVED = "content/saved/flag.txt"
SOURCE = "    reliability: B\n    why: European broadcaster; quotes the embassy and the Kremlin spokesman."


Changes = tuple[tuple[str, str, str], ...]


def figures(*written: str) -> tuple[str, str, str]:
    return LATE, STATUS, STATUS + "    figures:\n" + "".join(f"      - {{{each}}}\n" for each in written)


def in_event(sentence: str) -> tuple[str, str, str]:
    return LATE, EVENT, f"      {sentence}\n{EVENT}"


def in_judgement(sentence: str) -> tuple[str, str, str]:
    return ASSESSMENTS, JUDGEMENT, f"{JUDGEMENT}\n      {sentence}"


def instead(sentence: str) -> tuple[str, str, str]:
    return ASSESSMENTS, f"it is a defeat in the north. {JUDGEMENT}", f"it is a defeat in the north. {sentence}"


PLANTED = [
    # Conclusions among facts, a class each
    ("judgement-in-fact", in_event("The staff probably left at noon."), "probably"),
    ("judgement-in-fact", in_event("The staff will be replaced within weeks."), "will"),
    ("judgement-in-fact", in_event("The ceremony was a shambles."), "shambles"),
    ("judgement-in-fact", in_event("The flag signals a shift in Moscow."), "signals a shift"),
    ("judgement-in-fact", in_event("It was a turning point for the embassy."), "turning point"),
    ("judgement-in-fact", in_event("The staff raised it in an attempt to keep their posts."), "in an attempt to"),
    ("judgement-in-fact", in_event("Unless Moscow objects, the flag would stay."), "Unless"),
    ("judgement-in-fact", in_event("The ambassador is believed to be at home."), "is believed"),
    # The scale
    ("term-of-another-scale", in_judgement("That the army splits is highly unlikely."), "highly unlikely"),
    ("mixed-rows", in_judgement("It is improbable that the road opens."), "improbable"),
    ("likelihood-beside-confidence", in_judgement("With high confidence, it is unlikely to split."), "high confidence"),
    ("stacked-hedges", in_judgement("The army could potentially split."), "could potentially"),
    ("term-against-likelihood", instead("The government is\n      {likely} to fall by 15 December."), "likely"),
    ("bare-possibility", instead("It is possible that the government falls by 15 December."), "It is possible"),
    ("two-likelihoods", in_judgement("That the road stays shut is {likely}."), "likely"),
    ("likelihood-of-a-thing", in_judgement("The column passed an unlikely depot."), "an unlikely depot"),
    ("certainty-beyond-likelihood", instead("The government will stand."), "will"),
    ("vague-horizon", in_judgement("The army splits in the coming weeks."), "in the coming weeks"),
    # The argument
    ("confidence-above-basis", (ASSESSMENTS, f"[{RESTS}]", "[damascus-entered]"), "moderate"),
    ("confidence-above-assumptions", (ASSESSMENTS, HELD + "supported", HELD + "unsupported"), "{text: Russia gives"),
    ("judgement-without-indicator", (ASSESSMENTS, WATCHED, ""), "russia-bases"),
    ("circular-basis", (ASSESSMENTS, "basis: [rebels-on", "basis: [who-holds-power, rebels-on"), "who-holds-power"),
    # Who says so
    ("same-address", (SOURCES, SECOND, FIRST), "https://syrian"),
    ("language-not-named", (SOURCES, "    published: 2024-11-27\n    language: en\n", "    published: 2024-11-27\n"), "https://syrian"),
    ("aggregator-without-origin", (SOURCES, SITE + ORIGIN, SITE.replace("news-site", "aggregator")), "aggregator"),
    ("copy-altered", (SOURCES, ORIGIN, ORIGIN + "    saved: {file: gone.html}\n"), "gone.html"),
    ("confirmed-by-one-origin", (LATE, STATUS, STATUS.replace("reported", "confirmed")), "confirmed"),
    # Language
    ("loaded-term", in_event("The regime's ambassador left."), "regime"),
    ("degree-in-fact", in_event("The crowd was huge."), "huge"),
    ("degree-in-fact", in_event("The crowd angrily left."), "angrily"),
    ("undefined-abbreviation", in_event("Staff of the XQZ left at noon."), "XQZ"),
    ("date-against-event", in_event("On 3 December the council conferred [@security-council-closed]."), "3 December"),
    ("inconsistent-name", in_event("Hayat Tahrir Al Sham sent word."), "Hayat Tahrir Al Sham"),
    ("long-sentence", in_event(f"The staff {'went to the gate and ' * 12}left."), "The staff"),
    ("long-bottom-line", (BRIEF, "use force again by then.", "use force again by then, or before."), "bottom_line"),
    # More of the scale and the argument
    ("chance-off-scale", in_judgement("There is a 99.5 per cent chance that the road stays shut."), "99.5 per cent"),
    ("confidence-over-long-horizon", (FORECASTS, TERM, LONG_TERM), "high"),
    ("judgement-without-alternative", (ASSESSMENTS, OTHERS, ""), "caretaker-government"),
    ("unwatched-forecast", (FORECASTS, WATCH, NO_WATCH), "sdf-sna-truce"),
    ("basis-after-judgement", (ASSESSMENTS, EARLY, EARLY.replace("]", ", assad-leaves]")), "assad-leaves"),
    ("unchecked-language", (BRIEF, "    number: 3\n", "    number: 3\n    language: uk\n"), "uk"),
    # More of who says so
    ("improbable-as-fact", (LATE, CREDIBLE, CREDIBLE.replace("2}", "5}")), "reported"),
    ("evidence-withdrawn", ((EIGHTH, LOOTED + "reported", LOOTED + "denied"), (ASSESSMENTS, GROUND, GROUND)), GROUND),
    ("source-withdrawn",
     ((SOURCES, SOURCE, SOURCE + "\n    withdrawn: true"), (LATE, CREDIBLE, CREDIBLE)), CREDIBLE.strip(" -")),
    ("party-alone",
     ((ACTORS, "opposes: [saa]", "opposes: [saa, iran-gov]"), (SHOTS, CLAIMED, CLAIMED.replace("claimed", "reported"))),
     "reported"),
    ("quote-not-in-copy",
     ((SAVED, "", "The flag is up."), (SOURCES, SOURCE, SOURCE + "\n    saved: {file: saved/flag.txt}"),
      (LATE, CREDIBLE, CREDIBLE.replace("2}", "2, quote: The flag is down.}"))), "The flag is down."),
    # Numbers
    ("number-outside-range", (PEOPLE, "at least 910 people died", "at least 990 people died"), "at least 990"),
    ("figures-do-not-add-up", in_event("The embassy lists 41 people, 30 men and 12 women."), "41 people"),
    ("percentage-without-base", in_event("Visits fell by 40 per cent."), "40 per cent"),
    ("figure-without-as-of", figures("what: staff-of-the-embassy, best: 14"), "staff-of-the-embassy"),
    ("two-current-values",
     figures("what: staff, best: 14, counted: 2024-12-09", "what: staff, best: 40, counted: 2024-12-09"),
     "staff, best: 40"),
    # Harm
    ("private-person-named", (ACTORS, "Stephen Rapp, kind: person", "Stephen Rapp, kind: private-person"), "Stephen"),
    ("telephone-number", in_event("Its number is +44 20 7946 0958."), "+44 20 7946 0958"),
    ("e-mail-address", in_event("Word goes to l.haddad@example.org."), "l.haddad@example.org"),
    ("precise-coordinates", (PLACES, "at: [46.20, 6.15]", "kind: hospital, at: [46.20213, 6.15]"), "[46.20213"),
    ("child-identified", in_event("Lina Haddad, 12, watched the flag."), "Lina Haddad, 12"),
    # Duplicates
    ("same-happening", (LATE, NEXT, AGAIN + NEXT), "Opposition flag goes up at the embassy of Syria"),
    # What was allowed and is not there
    ("unused-allow", (LATE, STATUS, STATUS + "    allow: [{rule: loaded-term, because: A name.}]\n"), "loaded-term"),
    ("unused-without", ("content/lexicon.yaml", "", "lexicon:\n  without: {hedge: [probablyy]}\n"), "probablyy"),
]  # fmt: skip


WORDS_AND_SENSE = (
    conclusions, estimates, chances, commitment, horizons, argument, challenge, withdrawal, witnesses, style, names,
    spelling, figures_rules, numbers, counts, values, protection, harm, duplicates,
)  # fmt: skip


def test_every_rule_of_words_and_sense_has_a_fault_planted() -> None:
    modules = {module.__name__ for module in WORDS_AND_SENSE}
    owed = {rule.name for rule in RULES if rule.function.__module__ in modules}
    assert len(owed) > 40
    assert owed - {rule for rule, _, _ in PLANTED} == set()


def plant(folder: Path, changes: Changes) -> tuple[str, str]:
    """Make changes in a copy of the sample; the file of the last, and its text."""
    if not (folder / "content").exists():
        unsealed = shutil.ignore_patterns("issued")  # or each fault would be an edit of an issue as well
        shutil.copytree(ROOT / "content", folder / "content", ignore=unsealed)
    planted = ""
    for name, old, new in changes:
        file = folder / name
        text = file.read_text("utf-8") if file.exists() else ""
        assert text.count(old) >= 1, "the sample no longer has the words that this fault is planted at"
        planted = text.replace(old, new, 1)
        file.parent.mkdir(exist_ok=True)
        file.write_text(planted, "utf-8")
    return changes[-1][0], planted


@pytest.mark.parametrize(("rule", "change", "words"), PLANTED, ids=[f"{n}-{each[0]}" for n, each in enumerate(PLANTED)])
def test_a_fault_planted_in_the_sample_is_found_at_its_place_and_nothing_else_is(
    rule: str, change: tuple[str, str, str] | Changes, words: str, tmp_path: Path
) -> None:
    name, planted = plant(tmp_path, change if isinstance(change[0], tuple) else (change,))
    found = checking.check(find(tmp_path)).findings
    assert [each.rule for each in found] == [rule], [each.message for each in found]
    (finding,) = found
    assert finding.span.file == name
    lines = planted.split("\n")
    start = sum(len(line) + 1 for line in lines[: finding.span.line - 1]) + finding.span.column - 1
    assert " ".join(planted[start : start + 200].split()).startswith(words)


def test_a_chance_planted_in_a_gap_is_the_one_more_fault_where_the_scale_has_gaps(tmp_path: Path) -> None:
    plant(
        tmp_path, (("content/project.yaml", "icd203", "phia"), (ASSESSMENTS, "likelihood: unlikely", "likelihood: 0.3"))
    )
    before = Counter((each.rule, each.span) for each in checking.check(find(tmp_path)).findings)
    name, _ = plant(tmp_path, ((ASSESSMENTS, "likelihood: 0.3", "likelihood: 0.37"),))
    after = Counter((each.rule, each.span) for each in checking.check(find(tmp_path)).findings)
    more = [(rule, span.file) for rule, span in after - before]
    assert more == [("likelihood-in-gap", name)]
