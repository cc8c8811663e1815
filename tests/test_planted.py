"""One fault planted in a copy of the sample: it is found at its place, and nothing else is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefgen.build import checking
from briefgen.build.project import find

ROOT = Path(__file__).parent.parent
LATE, ASSESSMENTS, FORECASTS = "content/events/2024-12-09-on.yaml", "content/assessments.yaml", "content/forecasts.yaml"
SOURCES, BRIEF = "content/sources.yaml", "content/briefs/syria-2024-12-15.yaml"

EVENT = "      The flag went up over the embassy on Monday, Euronews reported."
JUDGEMENT = "The government is\n      {unlikely} to lose control of Damascus by 15 December."


RESTS = "homs-falls, damascus-entered, hama-falls, daraa-falls, suwayda-left, assad-not-found"
HELD = "      - {text: Russia gives him asylum and not an army., grade: "
WATCHED = """    would_change:
      - {indicator: dismantled-air-defence}
      - {text: Russian ships return to their berths at Tartus.}
      - {text: Damascus names a date or a price.}
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
ORIGIN = "    origin: opposition-1127\n"
STATUS = "    category: embassy-consular\n    status: reported\n"


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
    ("mixed-rows", in_judgement("It is probable that the road stays shut."), "probable"),
    ("likelihood-beside-confidence", in_judgement("With high confidence, it is unlikely to split."), "high confidence"),
    ("stacked-hedges", in_judgement("The army could potentially split."), "could potentially"),
    ("term-against-likelihood", instead("The government is\n      {likely} to fall by 15 December."), "likely"),
    ("bare-possibility", instead("It is possible that the government falls by 15 December."), "It is possible"),
    ("likelihood-of-a-thing", in_judgement("The column passed a likely depot."), "a likely depot"),
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
    ("undefined-abbreviation", in_event("Staff of the XQZ left at noon."), "XQZ"),
    ("date-against-event", in_event("On 3 December the council conferred [@security-council-closed]."), "3 December"),
    # What was allowed and is not there
    ("unused-allow", (LATE, STATUS, STATUS + "    allow: [{rule: loaded-term, because: A name.}]\n"), "loaded-term"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "change", "words"), PLANTED, ids=[f"{n}-{each[0]}" for n, each in enumerate(PLANTED)])
def test_a_fault_planted_in_the_sample_is_found_at_its_place_and_nothing_else_is(
    rule: str, change: tuple[str, str, str], words: str | None, tmp_path: Path
) -> None:
    name, old, new = change
    shutil.copytree(ROOT / "content", tmp_path / "content")
    file = tmp_path / name
    text = file.read_text("utf-8")
    assert text.count(old) >= 1, "the sample no longer has the words that this fault is planted at"
    planted = text.replace(old, new, 1)
    file.write_text(planted, "utf-8")
    found = checking.check(find(tmp_path)).findings
    assert [each.rule for each in found] == [rule], [each.message for each in found]
    (finding,) = found
    assert finding.span.file == name
    if words is not None:
        lines = planted.split("\n")
        start = sum(len(line) + 1 for line in lines[: finding.span.line - 1]) + finding.span.column - 1
        assert " ".join(planted[start : start + 200].split()).startswith(words)
