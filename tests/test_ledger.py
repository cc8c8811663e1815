"""The ledger's memory: what a desk knew at a moment, whatever it learned since."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from conftest import ROOT, Desk
from hypothesis import given, settings
from hypothesis import strategies as st
from test_bad_input import tree

from briefgen import ledger, loader, reader
from briefgen.briefing import briefing_of
from briefgen.build import checking
from briefgen.build.project import find
from briefgen.dates import Moment
from briefgen.model import SECTIONS, Brief, Dossier, Untold
from briefgen.outputs.data import document


def dossier_of(text: str, zone: str = "UTC") -> Dossier:
    head = f"project: {{series: S, handling: TLP:CLEAR, timezone: {zone}}}\n"
    loaded = loader.load([reader.read("a.yaml", (head + text).encode())])
    assert loaded.dossier is not None, loaded.faults
    return loaded.dossier


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def known(dossier: Dossier, moment: str) -> Dossier:
    return ledger.as_known(dossier, at(moment))


def ids(dossier: Dossier) -> set[str]:
    return {id_ for records in dossier.kinds for id_ in records.ids}


def since(text: str, id_: str = "x", zone: str = "UTC") -> int | None:
    dossier = dossier_of(text, zone)
    record = dossier.find(id_)
    assert record is not None
    return ledger.known_since(dossier, record)


def test_no_brief_sees_past_its_cut_off_at_whatever_moment_it_is_asked_for():
    dossier = dossier_of(
        "events:\n"
        "  - {id: early, as_of: 2024-03-01, date: 2024-03-01, title: T}\n"
        "  - {id: late, as_of: 2024-03-05, date: 2024-03-01, title: T}\n"
        "briefs: [{id: b, title: T, cutoff: 2024-03-03, period: 2024-03}]\n"
    )
    brief = dossier.briefs["b"]
    for moment, seen in ((None, {"early"}), (at("2024-03-09"), {"early"}), (at("2024-02-01"), set())):
        assert {*ledger.view(dossier, brief, moment).events.ids} == seen


# From when a record is known


@pytest.mark.parametrize(
    "text",
    [
        "sources: [{id: x, title: T}]",
        "actors: [{id: x, name: N}]",
        "places: [{id: x, name: N}]",
        "assessments: [{id: x, text: T}]",
        "forecasts: [{id: x, text: T, by: 2030}]",
        "briefs: [{id: x, title: T, cutoff: 2024, period: 2024}]",
        "events: [{id: x, date: ../2024, title: T}]",
    ],
)
def test_a_record_without_a_moment_was_known_from_the_start(text: str) -> None:
    assert since(text) is None
    assert ids(known(dossier_of(text), "0002-01-01")) == {"x"}


@pytest.mark.parametrize("section", ["sources", "actors", "places", "assessments", "forecasts"])
def test_any_record_is_known_from_its_as_of(section: str) -> None:
    name = {"sources": "title", "actors": "name", "places": "name"}.get(section, "text")
    dossier = dossier_of(f"{section}: [{{id: x, {name}: T, as_of: 2024-12-08T04:00Z}}]")
    assert "x" not in ids(known(dossier, "2024-12-08T03:59:59"))
    assert "x" in ids(known(dossier, "2024-12-08T04:00"))


def test_a_source_was_known_when_published_unless_the_desk_came_upon_it_later() -> None:
    assert since("sources: [{id: x, title: T, published: 2024-12-03T10:00Z}]") == at("2024-12-03T10:00")
    assert since("sources: [{id: x, title: T, published: 2024-12-03, as_of: 2024-12-05}]") == at("2024-12-05")


def test_a_source_is_not_known_before_it_was_published_whatever_its_as_of_says() -> None:
    text = "sources: [{id: x, title: T, published: 2024-03-09, as_of: 2024-01-05}]"
    assert since(text) == at("2024-03-09")
    assert ids(known(dossier_of(text), "2024-02-01")) == set()


def test_one_more_source_never_hides_an_event_that_an_undated_one_told() -> None:
    text = """
sources: [{id: undated, title: T}, {id: dated, title: T, published: 2024-03-05}]
events: [{id: x, date: 2024-03-01, title: T, sources: [%s]}]
"""
    for sources in ("undated", "undated, dated"):
        assert "x" in ids(known(dossier_of(text % sources), "2024-03-02"))


SOURCES = """
sources:
  - {id: early, title: T, published: 2024-12-03T10:00Z}
  - {id: late, title: T, published: 2024-12-05T10:00Z}
  - {id: undated, title: T}
"""


@pytest.mark.parametrize(
    ("event", "moment"),
    [
        ("sources: [late, early]", "2024-12-03T10:00"),
        ("sources: [late]", "2024-12-05T10:00"),
        ("sources: [undated, late]", "2024-12-01"),
        ("sources: [undated, late], as_of: 2024-11-20", "2024-11-20"),
        ("sources: [late], as_of: 2024-12-04", "2024-12-05T10:00"),
        ("sources: [undated]", "2024-12-01"),
        ("text: T", "2024-12-01"),
        ("time: 04:30", "2024-12-01T04:30"),
        ("sources: [early], as_of: 2024-12-04", "2024-12-04"),
    ],
)
def test_an_event_was_known_from_its_earliest_source_or_else_its_own_date(event: str, moment: str) -> None:
    text = f"{SOURCES}\nevents: [{{id: x, date: 2024-12-01, title: T, {event}}}]"
    assert since(text) == at(moment)


def test_a_source_that_was_revised_counts_from_its_first_version() -> None:
    text = """
sources:
  - {id: wire, title: T, published: 2024-12-05, as_of: 2024-12-09}
  - {id: wire, title: T, published: 2024-12-03}
events: [{id: x, date: 2024-12-01, title: T, sources: [wire]}]
"""
    assert since(text) == at("2024-12-03")


# Moments that are days


def test_a_day_given_alone_as_a_moment_is_its_first_instant_in_the_projects_zone() -> None:
    damascus = "Asia/Damascus"  # three hours ahead
    assert since("actors: [{id: x, name: N, as_of: 2024-12-08}]", zone=damascus) == at("2024-12-07T21:00")
    assert since("sources: [{id: x, title: T, published: 2024-12-08}]", zone=damascus) == at("2024-12-07T21:00")
    assert since("events: [{id: x, date: 2024-12-08, title: T}]", zone=damascus) == at("2024-12-07T21:00")


def test_a_day_given_alone_as_a_cutoff_is_its_last_instant() -> None:
    dossier = dossier_of("briefs: [{id: x, title: T, cutoff: 2024-12-08, period: 2024}]", "Asia/Damascus")
    assert dossier.cutoff(dossier.briefs["x"]) == at("2024-12-08T20:59:59")


def test_a_cutoff_includes_its_own_instant(desk: Desk) -> None:
    desk.write(
        "content/a.yaml",
        """
        project: {series: S, handling: TLP:CLEAR, timezone: UTC}
        events:
          - {id: on-time, date: 2024-12-08, title: T, as_of: 2024-12-08T06:00Z}
          - {id: too-late, date: 2024-12-08, title: T, as_of: 2024-12-08T06:00:01Z}
        briefs: [{id: b, title: B, cutoff: 2024-12-08T06:00Z, period: 2024-12}]
        """,
    )
    assert [event["id"] for event in desk.briefing("b")["chronology"]] == ["on-time"]


# Revisions

REVISED = {
    "sources": "title: {}",
    "actors": "name: {}",
    "places": "name: {}",
    "events": "date: 2024-12-01, title: {}",
    "assessments": "text: {}",
    "forecasts": "text: {}",
}


@pytest.mark.parametrize("section", REVISED)
@pytest.mark.parametrize("shuffled", [False, True])
def test_a_revision_replaces_a_record_of_any_kind_from_its_moment_on(section: str, shuffled: bool) -> None:
    versions = [("First", ""), ("Second", ", as_of: 2024-12-05"), ("Third", ", as_of: 2024-12-07T12:00Z")]
    written = [f"  - {{id: x, {REVISED[section].format(title)}{as_of}}}" for title, as_of in versions]
    dossier = dossier_of("\n".join([f"{section}:", *(reversed(written) if shuffled else written)]))
    field = REVISED[section].rpartition(": {}")[0].rpartition(" ")[2]

    def reads(moment: str) -> tuple[str, int]:
        records = getattr(known(dossier, moment), section)
        return getattr(records["x"], field), len(records)

    assert reads("2024-12-04T23:59:59") == ("First", 1)
    assert reads("2024-12-05") == ("Second", 2)
    assert reads("2024-12-07T11:59:59") == ("Second", 2)
    assert reads("2024-12-07T12:00") == ("Third", 3)
    assert [getattr(each, field) for each in getattr(dossier, section).revisions("x")] == ["First", "Second", "Third"]


def test_every_kind_of_record_can_be_revised() -> None:
    assert set(REVISED) | {"briefs"} == set(SECTIONS)


def test_a_brief_is_corrected_by_a_revision_which_shows_no_more_than_it_knew(desk: Desk) -> None:
    desk.write(
        "content/a.yaml",
        """
        project: {series: S, handling: TLP:CLEAR, timezone: UTC}
        events: [{id: later, date: 2024-12-08, title: T, as_of: 2024-12-09}]
        briefs:
          - {id: b, title: Misprnit, cutoff: 2024-12-08, period: 2024-12}
          - {id: b, title: Misprint, cutoff: 2024-12-08, period: 2024-12, as_of: 2024-12-20, handling: TLP:GREEN}
        """,
    )
    made = desk.briefing("b")
    assert (made["brief"]["title"], made["brief"]["handling"], made["chronology"]) == ("Misprint", "TLP:GREEN", [])
    assert desk.build("--to", "json", "--as-of", "2024-12-19").exit_code == 0
    before = json.loads((desk.root / "output/as-of/2024-12-19/b/b-draft.json").read_text())
    assert (before["brief"]["title"], before["brief"]["handling"]) == ("Misprnit", "TLP:CLEAR")


# What is gone with what is not known yet

STORY = """
sources:
  - {id: monday, title: T, published: 2024-12-02}
  - {id: friday, title: T, published: 2024-12-06}
events:
  - id: both
    date: 2024-12-01
    title: T
    text: "It happened [@monday; @friday, page 2]. More [@friday]."
    sources: [monday, {source: friday, at: page 2}]
    figures: [{what: dead, best: 2, source: friday}, {what: hurt, best: 5, source: monday}]
  - {id: only-later, date: 2024-12-01, title: T, sources: [friday]}
  - {id: noted-early, date: 2024-12-01, title: T, sources: [friday], as_of: 2024-12-02}
  - {id: unsourced, date: 2024-12-01, title: T, order: {after: [both, only-later]}}
assessments:
  - {id: view, text: T, basis: [both, only-later], would_change: [{indicator: airlift}, {indicator: late-sign}]}
forecasts:
  - id: outlook
    text: T
    by: 2025
    indicators: [{id: airlift, text: I, seen: [both, only-later]}]
    outcome: {result: occurred, on: 2024-12-05, because: [both, only-later]}
  - {id: later-outlook, text: T, as_of: 2024-12-06, indicators: [{id: late-sign, text: I}]}
briefs:
  - id: b
    title: B
    cutoff: 2024-12-05
    period: 2024-12
    highlights: [only-later, both]
    key_figures: [{event: both, what: dead}, {event: only-later, what: dead}]
    forecasts: [outlook, later-outlook]
    sections: [{part: fact, title: T, text: "First [@only-later]. Then [@both; @later-outlook]."}]
"""


def test_a_citation_of_a_later_source_is_not_shown() -> None:
    event = known(dossier_of(STORY), "2024-12-05").events["both"]
    assert [citation.source for citation in event.sources] == ["monday"]
    assert [figure.what for figure in event.figures] == ["hurt"]
    assert event.text == "It happened [@monday]. More."


def test_an_event_all_of_whose_sources_are_later_is_not_known_yet() -> None:
    dossier = known(dossier_of(STORY), "2024-12-05")
    assert set(dossier.events.ids) == {"both", "unsourced"}


def test_an_outcome_exists_from_its_day_and_an_indicator_is_seen_from_when_the_event_was_known() -> None:
    dossier = dossier_of(STORY)
    before, then, after = (known(dossier, f"2024-12-0{day}").forecasts["outlook"] for day in (4, 5, 6))
    assert before.outcome is None
    assert then.outcome is not None
    assert then.outcome.because == ("both",)
    assert after.outcome is not None
    assert after.outcome.because == ("both", "only-later")
    assert [each.indicators[0].seen for each in (then, after)] == [("both",), ("both", "only-later")]


def test_nothing_that_is_left_names_what_is_not_known() -> None:
    dossier = known(dossier_of(STORY), "2024-12-05")
    (brief,) = dossier.briefs
    assert brief.highlights == ("both",)
    assert [figure.event for figure in brief.key_figures] == ["both"]
    assert brief.forecasts == ("outlook",)
    assert brief.sections[0].text == "First. Then [@both]."
    assert dossier.events["unsourced"].order.after == ("both",)
    assert dossier.assessments["view"].basis == ("both",)
    assert [sign.indicator for sign in dossier.assessments["view"].would_change] == ["airlift"]


def test_all_is_left_as_written_once_all_is_known() -> None:
    dossier = dossier_of(STORY)
    assert dump(known(dossier, "2030-01-01")) == dump(dossier)


CONFIRMED = """
sources:
  - {id: first, title: T, published: 2024-12-02}
  - {id: second, title: T, published: 2024-12-06}
  - {id: copy, title: T, published: 2024-12-02, origin: first}
events:
  - {id: x, date: 2024-12-01, title: T, sources: [{source: first, credibility: 1}, {source: copy, credibility: 1},
     {source: second, credibility: 3}]}
  - {id: alone, date: 2024-12-01, title: T, sources: [{source: first, credibility: 1}]}
"""


def test_what_others_confirmed_later_was_only_probable_before() -> None:
    dossier = dossier_of(CONFIRMED)
    then, now = (known(dossier, f"2024-12-0{day}").events for day in (5, 6))
    assert [(each.source, each.credibility) for each in then["x"].sources] == [("first", 2), ("copy", 2)]
    assert [each.credibility for each in now["x"].sources] == [1, 1, 3]
    assert [each.credibility for each in then["alone"].sources] == [1], "as its author meant it, whatever a rule says"


STATED = """
sources:
  - {id: first, title: T, published: 2024-12-02}
  - {id: second, title: T, published: 2024-12-06}
  - {id: third, title: T, published: 2024-12-02}
  - {id: copy, title: T, published: 2024-12-06, origin: first}
events:
  - {id: two, date: 2024-12-01, title: T, status: confirmed, sources: [first, second]}
  - {id: three, date: 2024-12-01, title: T, status: confirmed, sources: [first, second, third]}
  - {id: admitted, date: 2024-12-01, title: T, status: confirmed, sources: [first, copy]}
  - {id: meant, date: 2024-12-01, title: T, status: confirmed, sources: [first]}
  - {id: disputed, date: 2024-12-01, title: T, status: disputed, sources: [first, second]}
"""


def test_what_two_origins_confirmed_was_only_reported_before_the_second() -> None:
    dossier = dossier_of(STATED)
    then, now = ({each.id: each.status for each in known(dossier, f"2024-12-0{day}").events} for day in (5, 6))
    assert then == {
        "two": "reported",
        "three": "confirmed",
        "admitted": "confirmed",
        "meant": "confirmed",
        "disputed": "disputed",
    }
    assert now == {each.id: each.status for each in dossier.events}


def test_sources_that_carry_one_anothers_report_are_one_origin() -> None:
    dossier = dossier_of("""
sources:
  - {id: a, title: T, origin: b}
  - {id: b, title: T, origin: a}
  - {id: into, title: T, origin: b}
  - {id: other, title: T, origin: A wire}
  - {id: old, title: T, origin: other}
  - {id: old, title: T, as_of: 2024-12-02}
""")
    assert [dossier.provenance(each) for each in dossier.sources] == ["a", "a", "a", "a wire", "a wire", "old"]


def test_a_source_whose_origin_is_a_record_not_known_yet_does_not_name_it() -> None:
    dossier = dossier_of("""
sources:
  - {id: wire, title: T, published: 2024-12-06}
  - {id: page, title: T, published: 2024-12-02, origin: wire}
  - {id: other, title: T, published: 2024-12-02, origin: SANA wire}
""")
    page, other = (known(dossier, "2024-12-05").sources[id_].origin for id_ in ("page", "other"))
    assert isinstance(page, Untold)
    assert "wire" not in page
    assert other == "SANA wire"
    assert known(dossier, "2024-12-06").sources["page"].origin == "wire"


def test_a_late_report_is_in_the_issue_after_it_became_known_and_in_no_other(desk: Desk) -> None:
    desk.write(
        "content/a.yaml",
        """
        project: {series: S, handling: TLP:CLEAR, timezone: UTC}
        events:
          - {id: known-then, date: 2024-11-20, title: T}
          - {id: heard-late, date: 2024-11-20, title: T, as_of: 2024-12-03}
          - {id: open, date: 2024-11-01/.., title: T}
        briefs:
          - {id: one, title: B, cutoff: 2024-12-01, period: 2024-12-01/2024-12-01}
          - {id: two, title: B, cutoff: 2024-12-05, period: 2024-12-02/2024-12-05}
          - {id: three, title: B, cutoff: 2024-12-09, period: 2024-12-06/2024-12-09}
        """,
    )
    shown = {
        each: {event["id"]: event["late"] for event in desk.briefing(each)["chronology"]}
        for each in ("one", "two", "three")
    }
    assert shown == {"one": {"open": None}, "two": {"open": None, "heard-late": "new"}, "three": {"open": None}}


# Laws


def dump(dossier: Dossier) -> dict[str, Any]:
    records = {section: tuple(getattr(dossier, section)) for section in SECTIONS}
    return {"project": dossier.project, "texts": dict(dossier.texts), **records}


DAYS = st.integers(1, 9).map(lambda day: f"2024-12-0{day}")
MAYBE_DAY = st.none() | DAYS
NAMES = st.sampled_from([f"{kind}{number}" for kind in "sejf" for number in range(3)])
TEXTS = st.lists(NAMES, max_size=3).map(
    lambda names: f"As told [{'; '.join(f'@{name}, p. 1' for name in names)}]." if names else "T"
)


def subset(kind: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from([f"{kind}{number}" for number in range(3)]), max_size=3, unique=True)


def of(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    made = st.fixed_dictionaries(fields)
    return made.map(lambda record: {key: value for key, value in record.items() if value is not None})


def named(kind: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Records of one kind, each perhaps with revisions of later days, in any order."""
    record = of(id=st.sampled_from([f"{kind}{number}" for number in range(3)]), as_of=MAYBE_DAY, **fields)
    return st.lists(record, max_size=5, unique_by=lambda each: (each["id"], each.get("as_of")))


LEDGERS = st.fixed_dictionaries(
    {
        "sources": named("s", title=st.just("T"), published=MAYBE_DAY, origin=st.none() | NAMES, why=TEXTS),
        "events": named("e", title=st.just("T"), date=DAYS, text=TEXTS, sources=subset("s"),
                        figures=st.lists(of(what=st.just("dead"), source=st.none() | NAMES), max_size=2)),
        "assessments": named("j", text=TEXTS, basis=st.lists(NAMES, max_size=3)),
        "forecasts": named(
            "f",
            text=TEXTS,
            indicators=st.lists(of(id=st.sampled_from(["i0", "i1"]), text=TEXTS, seen=subset("e")), max_size=1),
            outcome=st.none() | of(result=st.just("occurred"), on=DAYS, because=subset("e")),
        ),
        "briefs": st.just([{"id": "b", "title": "B", "cutoff": "2024", "period": "2024", "highlights": ["e0", "e1"]}]),
    }
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(LEDGERS, st.integers(1, 9), st.integers(1, 9), TEXTS)
def test_what_was_known_is_the_same_seen_from_any_later_day(
    content: dict[str, Any], one: int, other: int, text: str
) -> None:
    dossier = dossier_of("\n".join(f"{section}: {json.dumps(records)}" for section, records in content.items()))
    dossier = dossier.having(texts={"a.md": text})
    first, second = sorted((at(f"2024-12-0{one}T12:00"), at(f"2024-12-0{other}T12:00")))
    then, later = (ledger.as_known(dossier, moment) for moment in (first, second))
    assert dump(ledger.as_known(later, first)) == dump(then)
    assert dump(ledger.as_known(then, first)) == dump(then)
    for section in SECTIONS:
        assert set(getattr(then, section).ids) <= set(getattr(later, section).ids), "what was known stays known"


# The sample series, rebuilt


@pytest.fixture(scope="module")
def sample() -> Dossier:
    checked = checking.check(find(ROOT))
    assert checked.dossier is not None
    return checked.dossier


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value


def first_issue(sample: Dossier) -> Brief:
    return min(sample.briefs, key=sample.cutoff)


def test_the_first_issue_rebuilt_from_todays_ledger_shows_nothing_later(sample: Dossier) -> None:
    brief = first_issue(sample)
    cutoff = sample.cutoff(brief)
    text = json.dumps(document(briefing_of(sample, brief)))
    later_sources = {each.id for each in sample.sources if each.published and sample.instant(each.published) > cutoff}
    later_events = {
        each.id for each in sample.events if each.sources and {c.source for c in each.sources} <= later_sources
    }
    later = later_sources | later_events | {
        each.id
        for records in (sample.assessments, sample.forecasts)
        for id_ in records.ids
        if all(r.as_of and sample.instant(r.as_of) > cutoff for r in records.revisions(id_))
        for each in records.revisions(id_)
    } | {each.id for each in sample.briefs if each.id != brief.id}  # fmt: skip
    assert len(later) > 100, "the ledger did go on"
    assert [id_ for id_ in later if f'"{id_}"' in text or f"@{id_}]" in text or f"@{id_};" in text] == []
    revised = [
        (old, new)
        for records in (sample.assessments, sample.forecasts, sample.events)
        for id_ in records.ids
        for old, new in zip(records.revisions(id_), records.revisions(id_)[1:], strict=False)
        if new.as_of and sample.instant(new.as_of) > cutoff
    ]
    assert revised, "the desk did change its mind"
    assert [new.id for _, new in revised if str(getattr(new, "changed", None) or "?!")[:60] in text] == []
    made = json.loads(text)
    assert [each["outcome"] for each in made["forecasts"]] == [None] * len(made["forecasts"])
    assert made["brief"]["previous"] is None
    assert made["changes"] == made["corrections"] == []


def test_the_second_issue_as_of_the_first_ones_cutoff_knows_what_the_first_one_knew(sample: Dossier) -> None:
    first, second, *_ = sorted(sample.briefs, key=sample.cutoff)
    moment = Moment.parse(first.cutoff.text)
    rebuilt = document(briefing_of(sample, second, moment))
    then = ledger.as_known(sample, sample.cutoff(first))
    assert rebuilt["brief"]["as_of"]
    assert document(briefing_of(sample, second))["brief"]["as_of"] is None
    for key in ("chronology", "background", "judgements", "forecasts", "sources"):
        shown = {each["id"]: each for each in rebuilt[key]}
        assert set(shown) <= ids(then)
        for id_, each in shown.items():
            assert each.get("text") == getattr(then.find(id_), "text", None)


def test_no_issue_of_the_sample_prints_words_whose_citation_it_had_to_take_out(sample: Dossier) -> None:
    for brief in sample.briefs:
        then, made = ledger.as_known(sample, sample.cutoff(brief)), briefing_of(sample, brief)
        for each in (*made.entries, *made.background, *made.judgements, *made.forecasts):
            stands = then.find(each.label.id)
            assert stands is not None
            written = next(
                one for one in getattr(sample, stands.section).revisions(stands.id) if one.as_of == stands.as_of
            )
            told = written.translations.get(brief.language or "")
            for name in ("text", "conflicts", "because", "dissent", "so_what", "judged_by"):
                meant = getattr(told, name, None) or getattr(written, name, None)
                assert getattr(each, name, None) == meant, (brief.id, stands.id, name)


def test_a_moment_after_the_cutoff_changes_nothing(sample: Dossier) -> None:
    brief = first_issue(sample)
    assert document(briefing_of(sample, brief, Moment.parse("2030"))) == document(briefing_of(sample, brief))


# The option of the command


@pytest.fixture
def series(desk: Desk) -> Desk:
    desk.write(
        "content/a.yaml",
        """
        project: {series: S, handling: TLP:CLEAR, timezone: UTC}
        events:
          - {id: a, date: 2024-12-01, title: T}
          - {id: b-event, date: 2024-12-03, title: T}
        briefs:
          - {id: one, title: B, cutoff: 2024-12-02, period: 2024-12, number: 1}
          - {id: two, title: B, cutoff: 2024-12-08, period: 2024-12, number: 2, as_of: 2024-12-05}
        """,
    )
    return desk


def test_a_build_as_of_a_moment_says_so_and_shows_what_was_known(series: Desk) -> None:
    assert series.build("--to", "json", "--as-of", "2024-12-06T08:00Z", "--brief", "two").exit_code == 0
    made = json.loads((series.root / "output/as-of/2024-12-06T0800Z/two/two-draft.json").read_text())
    assert "6 December 2024" in made["brief"]["as_of_words"]
    assert [each["id"] for each in made["chronology"]] == ["a", "b-event"]
    assert series.build("--to", "json", "--as-of", "2024-12-01", "--brief", "one").exit_code == 0
    made = json.loads((series.root / "output/as-of/2024-12-01/one/one-draft.json").read_text())
    assert [each["id"] for each in made["chronology"]] == ["a"]


def test_a_rebuild_as_of_a_moment_leaves_the_issues_and_their_index_alone(series: Desk) -> None:
    assert series.build("--to", "json").exit_code == 0
    before = tree(series.root / "output")
    result = series.build("--to", "json", "--as-of", "2024-12-06T08:00Z")
    assert result.exit_code == 0
    after = tree(series.root / "output")
    assert {name: after[name] for name in before} == before
    index = (series.root / "output/as-of/2024-12-06T0800Z/index.html").read_text("utf-8")
    assert "As known 6 December 2024" in index
    assert 'href="two/two-draft.json"' in index
    assert f"wrote {series.root / 'output/as-of/2024-12-06T0800Z/index.html'}" in result.stdout
    elsewhere = series.root / "elsewhere"
    assert series.build("--to", "json", "--as-of", "2024-12-06", "--out", str(elsewhere)).exit_code == 0
    assert (elsewhere / "two/two-draft.json").is_file()


def test_a_rebuild_as_of_a_moment_writes_through_no_link(series: Desk) -> None:
    (series.root / "outside").mkdir()
    (series.root / "output").symlink_to(series.root / "outside")
    result = series.build("--to", "json", "--as-of", "2024-12-06")
    assert result.exit_code == 1
    assert "is a symbolic link, and briefgen writes through none" in result.stderr
    assert list((series.root / "outside").iterdir()) == []


def test_a_brief_that_was_not_there_yet_is_left_out_or_said_to_be_missing_where_it_was_asked_for(series: Desk) -> None:
    for day, brief in (("2024-12-03", ["--brief", "two"]), ("2024-11-03", [])):
        result = series.build("--to", "json", "--as-of", day, *brief)
        assert result.exit_code == 1
        assert f"error: the brief `two` was not there yet at {day}\n  it is from 2024-12-05" in result.stderr
        assert "Nothing was written." in result.stderr
        assert not (series.root / "output").exists(), "not even the page of the series, which would miss an issue"
    result = series.build("--to", "json", "--as-of", "2024-12-03")
    assert result.exit_code == 0
    assert "note: the brief `two` was not there yet at 2024-12-03" in result.stderr
    assert (series.root / "output/as-of/2024-12-03/one/one-draft.json").is_file()
    assert not (series.root / "output/as-of/2024-12-03/two").exists()


def test_before_its_cutoff_a_brief_shows_none_of_the_words_written_for_it_later(sample: Dossier) -> None:
    brief = sample.briefs["syria-2024-12-08"]
    page = document(briefing_of(sample, brief, Moment.parse("2024-12-05")))
    assert page["brief"]["title"] == "Events of 1–8 December 2024"
    assert page["brief"]["bottom_line"] is None
    assert (page["sections"], page["gaps"], page["trends"]) == ([], [], [])
    assert page["brief"]["state"] == "draft"
    assert "Damascus and" not in str(page["chronology"])
    assert {"hama-falls"} <= {each["id"] for each in page["chronology"]}
    assert "homs-falls" not in {each["id"] for each in page["chronology"]}


def test_before_its_cutoff_a_brief_holds_all_that_the_desk_held_and_calls_nothing_given_up(sample: Dossier) -> None:
    moment = Moment.parse("2024-12-05")
    page = document(briefing_of(sample, sample.briefs["syria-2024-12-08"], moment))
    then = ledger.as_known(sample, moment.last(sample.zone))
    assert {each["id"] for each in page["judgements"]} == {*then.assessments.ids}
    assert {each["id"] for each in page["forecasts"]} == {*then.forecasts.ids}
    assert {"army-counter-offensive", "allies-widen", "ceasefire"} <= {each["id"] for each in page["judgements"]}
    assert [each for each in page["changes"] if each["kind"] == "dropped"] == []


def test_before_its_cutoff_a_brief_has_of_its_highlights_and_key_figures_what_was_so_then() -> None:
    dossier = dossier_of("""
events:
  - {id: counted, date: 2024-12-01, title: T}
  - {id: counted, as_of: 2024-12-07, date: 2024-12-01, title: T, figures: [{what: dead, best: 2}]}
  - {id: doubted, date: 2024-12-01, title: T, figures: [{what: hurt, best: 2}]}
  - {id: doubted, as_of: 2024-12-05, date: 2024-12-01, title: T, status: retracted}
  - {id: doubted, as_of: 2024-12-07, date: 2024-12-01, title: T, figures: [{what: hurt, best: 2}]}
briefs:
  - id: b
    title: B
    cutoff: 2024-12-08
    period: 2024-12-01/2024-12-08
    highlights: [counted, doubted]
    key_figures: [{event: counted, what: dead}, {event: doubted, what: hurt}]
""")

    def held(day: str | None) -> tuple[list[str], list[str]]:
        page = document(briefing_of(dossier, dossier.briefs["b"], Moment.parse(day) if day else None))
        return page["highlights"], [each["what"] for each in page["key_figures"]]

    assert held(None) == (["counted", "doubted"], ["dead", "hurt"])
    assert held("2024-12-04") == (["counted", "doubted"], ["hurt"])
    assert held("2024-12-06") == (["counted"], [])


def test_before_its_cutoff_a_brief_prints_the_figures_of_its_events_and_none_written_out_for_it() -> None:
    dossier = dossier_of("""
events: [{id: e, date: 2024-12-01, title: T, figures: [{what: dead, best: 2}]}]
briefs:
  - {id: b, title: T, cutoff: 2024-12-08, period: 2024-12, key_figures: [{event: e, what: dead},
     {event: e, what: hurt, best: 7}, {what: lost, best: 9}]}
""")
    then = document(briefing_of(dossier, dossier.briefs["b"], Moment.parse("2024-12-05")))
    now = document(briefing_of(dossier, dossier.briefs["b"]))
    assert [[each["what"] for each in page["key_figures"]] for page in (then, now)] == [
        ["dead"],
        ["dead", "hurt", "lost"],
    ]


@pytest.mark.parametrize("moment", ["", "yesterday", "2024-12-32", "2024-12~", "2024-12-01/2024-12-02", "12:00"])
def test_a_moment_that_is_none_is_wrong_use(series: Desk, moment: str) -> None:
    result = series.build("--to", "json", "--as-of", moment)
    assert result.exit_code == 2
    assert "--as-of" in result.stderr
    assert not (series.root / "output").exists()


def test_a_time_without_a_zone_is_wrong_use_where_the_project_has_none(desk: Desk) -> None:
    desk.write(
        "content/a.yaml",
        """
        project: {series: S, handling: TLP:CLEAR}
        briefs: [{id: one, title: B, cutoff: 2024-12-02, period: 2024-12}]
        """,
    )
    assert desk.build("--to", "json", "--as-of", "2024-12-01T06:00").exit_code == 2
    assert desk.build("--to", "json", "--as-of", "2024-12-01T06:00Z").exit_code == 0


def test_one_judgement_as_known_then_is_what_the_whole_ledger_as_known_then_has() -> None:
    """At every cut-off of the sample, of every version that stood then."""
    dossier = checking.check(find(ROOT)).dossier
    assert dossier is not None
    for brief in dossier.briefs:
        moment = dossier.cutoff(brief)
        then = ledger.as_known(dossier, moment)
        for records in (then.assessments, then.forecasts):
            for id_ in records.ids:
                version = ledger.standing(dossier, id_, moment)
                assert version is not None
                assert vars(ledger.known_of(dossier, version, moment)) == vars(records[id_]), (brief.id, id_)
