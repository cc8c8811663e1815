"""Whether judgements and their sources bear what they claim: what takes more than one project to show."""

from __future__ import annotations

from itertools import combinations

import pytest
from conftest import Desk
from processor import at_most

from briefgen.build import checking
from briefgen.build.project import find
from briefgen.rules.names import inconsistent_name

SOURCES = """
sources:
  - {id: log, title: Grid log, reliability: B}
  - {id: paper, title: Valley paper, reliability: B}
events:
  - {id: outage, date: 2024-03-01, title: Power fails, sources: [log]}
  - {id: ice, date: 2024-03-01, title: Ice lies on the line, sources: [paper]}
"""


def told(desk: Desk, rule: str, text: str, project: str = "") -> list[str]:
    """What a rule says of a project, in the order of the lines."""
    head = f"project: {{series: Grid Watch, handling: TLP:CLEAR{project and ', ' + project}}}\n"
    desk.write("content/a.yaml", head + text)
    found = desk.findings("--select", rule)
    assert {each["rule"] for each in found} <= {rule}, found
    return [each["message"] for each in found]


JUDGEMENTS = """
assessments:
  - {id: key, as_of: KNOWN, text: "It will {likely} hold.", basis: [outage], handling: MARK}
forecasts:
  - {id: far, as_of: KNOWN, text: "It will {likely} hold.", basis: [outage], handling: MARK}
briefs:
  - {id: issue, title: The grid, cutoff: 2024-03-02, period: 2024-03 NAMES}
"""
KEY_RULES = {
    "judgement-without-alternative": "key",
    "judgement-without-indicator": "key",
    "unwatched-forecast": "far",
}


@pytest.mark.parametrize(("rule", "id_"), KEY_RULES.items())
@pytest.mark.parametrize(
    ("known", "mark", "names", "printed"),
    [
        ("2024-03-02", "TLP:CLEAR", "", True),
        ("2024-03-02", "TLP:CLEAR", ", judgements: [key], forecasts: [far]", True),
        ("2024-03-02", "TLP:CLEAR", ", judgements: [], forecasts: []", False),
        ("2024-03-03", "TLP:CLEAR", "", False),  # known after the cut-off
        ("2024-03-02", "TLP:RED", "", False),
    ],
)
def test_a_brief_that_names_no_judgements_prints_all_that_are_current(
    desk: Desk, rule: str, id_: str, known: str, mark: str, names: str, printed: bool
) -> None:
    found = told(
        desk, rule, SOURCES + JUDGEMENTS.replace("KNOWN", known).replace("MARK", mark).replace(" NAMES", names)
    )
    assert len(found) == printed
    assert all(f"`{id_}`" in message for message in found)


@pytest.mark.parametrize(
    ("events", "found"),
    [
        ([""], "the basis is one event, `e0`"),
        (["status: claimed", "status: disputed"], "every event it rests on is only claimed or disputed"),
        (["status: claimed", ""], None),
        (["sources: [log]", "sources: [copy]"], "all it rests on comes from one origin"),
        (["sources: [reuters]", "sources: [after-reuters]"], "all it rests on comes from one origin"),
        (["sources: [log]", "sources: [reuters]"], None),
    ],
)
def test_confidence_needs_more_than_one_event_and_one_origin(desk: Desk, events: list[str], found: str | None) -> None:
    listed = "".join(f"  - {{id: e{n}, date: 2024-03-01, title: T, {more}}}\n" for n, more in enumerate(events))
    ids = ", ".join(f"e{n}" for n in range(len(events)))
    text = f"""
sources:
  - {{id: log, title: Log, reliability: B}}
  - {{id: copy, title: Log in the paper, reliability: B, origin: log}}
  - {{id: reuters, title: Report, reliability: B, publisher: Reuters}}
  - {{id: after-reuters, title: Report, reliability: B, origin: Reuters}}
events:
{listed}assessments:
  - {{id: a, text: "It is {{likely}}.", confidence: high, basis: [{ids}]}}
"""
    assert told(desk, "confidence-above-basis", text) == ([f"high confidence, and {found}"] if found else [])


@pytest.mark.parametrize(
    ("of", "briefs", "found"),
    [
        ("", ["cutoff: 2024-03-02"], "2024-03-02"),
        ("", ["cutoff: 2025-03-02", "cutoff: 2024-03-02"], "2024-03-02"),
        ("", ["cutoff: 2028-09-02"], None),
        ("", ["cutoff: 2028-09-02", "forecasts: [], cutoff: 2024-03-02"], None),
        ("", [], None),
        ("as_of: 2024-05-01,", ["cutoff: 2028-09-02"], "2024-05-01"),
    ],
)
def test_a_horizon_is_counted_from_the_first_brief_that_prints_a_forecast(
    desk: Desk, of: str, briefs: list[str], found: str | None
) -> None:
    text = f'forecasts:\n  - {{id: f, {of} text: "It {{likely}} holds.", confidence: high, by: 2029-06-01}}\n'
    if briefs:
        text += "briefs:\n" + "".join(
            f"  - {{id: b{n}, title: T, period: 2024, {more}}}\n" for n, more in enumerate(briefs)
        )
    said = told(desk, "confidence-over-long-horizon", text)
    assert said == ([f"high confidence over more than a year, from {found} to 2029-06-01"] if found else [])


ADDRESSES = """
sources:
  - {{id: one, title: One, url: "{}", language: en}}
  - {{id: two, title: Two, url: "{}", language: en}}
"""


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("https://x.example/a?utm_source=t&id=1", "https://x.example/a?id=1"),
        ("https://x.example/a?id=1&utm_source=t&UTM_Medium=m", "https://x.example/a?id=1"),
        ("https://x.example/a?fbclid=9", "https://x.example/a"),
        ("https://x.example/a/?gclid=9&b=1", "https://x.example/a?b=1"),
        ("https://x.example:443/a", "http://x.example/a"),
        ("http://x.example:80/a", "https://x.example/a"),
        ("https://x.example/a?b=1&c=2", "https://x.example/a?c=2&b=1"),
        ("https://X.example/", "https://www.x.example"),
        ("https://x.example/a%7Eb", "https://x.example/a~b"),
        ("https://x.example/a#one", "https://x.example/a#two"),
    ],
)
def test_two_addresses_of_one_page_are_one(desk: Desk, one: str, two: str) -> None:
    assert told(desk, "same-address", ADDRESSES.format(one, two)) == ["`one` has this address too"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("https://x.example/a?id=1", "https://x.example/a?id=2"),
        ("https://x.example/a?id=", "https://x.example/a"),
        ("https://x.example:8080/a", "https://x.example/a"),
        ("https://x.example/A", "https://x.example/a"),
        ("https://m.x.example/a", "https://x.example/a"),
        ("https://x.example/a?b=1&b=2", "https://x.example/a?b=1"),
        ("https://x.example/a%3Fb", "https://x.example/a?b"),
    ],
)
def test_addresses_of_two_pages_are_two(desk: Desk, one: str, two: str) -> None:
    assert told(desk, "same-address", ADDRESSES.format(one, two)) == []


@pytest.mark.parametrize(
    ("kind", "found"),
    [("aggregator", 1), ("Aggregator", 1), ("news aggregator", 1), ("news-aggregator", 1), ("wire digest", 1),
     ("News digests", 1), ("newspaper", 0), ("aggregate-producer", 0), ("digestive-health-journal", 0)],
)  # fmt: skip
def test_a_kind_of_source_may_say_in_many_words_that_it_carries_others_reports(
    desk: Desk, kind: str, found: int
) -> None:
    text = f"sources:\n  - {{id: feed, title: Feed, kind: {kind}}}\n"
    assert len(told(desk, "aggregator-without-origin", text)) == found


@pytest.mark.parametrize(("second", "found"), [("reuters", 1), ("log", 0)])
def test_whoever_relays_reuters_does_not_confirm_reuters(desk: Desk, second: str, found: int) -> None:
    text = f"""
sources:
  - {{id: paper, title: Paper, origin: Reuters}}
  - {{id: reuters, title: Report, publisher: reuters}}
  - {{id: log, title: Log}}
events:
  - id: e
    date: 2024-03-01
    title: Power fails
    sources: [{{source: paper, credibility: 1}}, {{source: {second}, credibility: 2}}]
"""
    assert len(told(desk, "credibility-1-needs-two-origins", text)) == found


def test_one_more_source_never_makes_fewer_origins(desk: Desk) -> None:
    file = desk.write(
        "a.yaml",
        """
        sources:
          - {id: first, title: Report, publisher: Reuters}
          - {id: second, title: Report, publisher: reuters}
          - {id: after, title: Paper, origin: Reuters}
          - {id: later, title: Paper, origin: reuters}
          - {id: relays, title: Paper, origin: second}
          - {id: log, title: Log}
          - {id: wire, title: Paper, origin: AFP}
        """,
    )
    dossier = checking.check(find(file)).dossier
    assert dossier is not None
    ids = list(dossier.sources.ids)
    count = {few: len(dossier.origins(few)) for n in range(len(ids) + 1) for few in combinations(ids, n)}
    for few, origins in count.items():
        more = [count[tuple(id_ for id_ in ids if id_ in few or id_ == another)] for another in ids]
        assert origins <= min(more), few
    assert (count["first", "after"], count["first", "second"], count["first", "second", "after"]) == (1, 2, 2)
    assert (count["after", "later"], count["second", "relays"], count["first", "log", "wire"]) == (1, 1, 3)
    assert count[tuple(ids)] == 4


NAMED = """
actors:
  - {id: hts, name: Hayat Tahrir al-Sham, aliases: [HTS]}
  - {id: crew, name: North Grid Crew}
  - {id: eastern, name: Eastern Military Council}
  - {id: brigade, name: Brigade 105}
places:
"""
PLACES = ("Deir ez-Zor", "Homs", "Kyiv", "Saydnaya", "Idlib", "Qamishli", "al-Bab", "Tyre", "Mali", "Sidon", "Niger",
          "Iran", "Marea", "Daraya", "Basra", "Jenin", "Salamiya", "Lattakia", "Austria", "Busra al-Sham")  # fmt: skip


def spelled(desk: Desk, text: str) -> list[str]:
    places = "".join(f"  - {{id: p{n}, name: {name}}}\n" for n, name in enumerate(PLACES))
    event = f'events:\n  - {{id: e, date: 2024-03-01, title: News, text: "{text}"}}\n'
    return told(desk, "inconsistent-name", NAMED + places + event)


@pytest.mark.parametrize(
    ("text", "misspelt"),
    [
        ("A column reaches Deir Ez Zor.", "Deir Ez Zor"),
        ("A column reaches Deir al-Zor.", "Deir al-Zor"),
        ("Deir ez-Zour falls.", "Deir ez-Zour"),
        ("In Dayr az-Zawr shops open.", "Dayr az-Zawr"),
        ("yesterday Dayr az-Zawr's mayor left.", "Dayr az-Zawr's"),
        ("Hay'at Tahrir al-Sham enters.", "Hay'at Tahrir al-Sham"),
        ("Hayat Tahrir ash-Sham enters.", "Hayat Tahrir ash-Sham"),
        ("The Hayet Tahrir al-Sham enters.", "Hayet Tahrir al-Sham"),
        ("Kiev falls.", "Kiev"),
        ("The prison of Sednaya is open.", "Sednaya"),
        ("Kamishli is quiet.", "Kamishli"),
        ("Salamiyyah is quiet.", "Salamiyyah"),
        ("Latakia is quiet.", "Latakia"),
        ("The North-Grid Crew left.", "North-Grid Crew"),
        ("The Eastern Millitary Council met.", "Eastern Millitary Council"),
        ("Fighting in Deir Ez Zor stopped.", "Deir Ez Zor"),
        ("Homs and Hayat Tahrir Al Sham met.", "Hayat Tahrir Al Sham"),
        ("The Deir Ez Zor Military Council met.", "Deir Ez Zor"),
        ("Syrian Hayat Tahrir Al Sham fighters left.", "Hayat Tahrir Al Sham"),
        ("The Battle of Kiev began.", "Kiev"),
    ],
)
def test_a_name_is_known_in_other_spellings(desk: Desk, text: str, misspelt: str) -> None:
    (message,) = spelled(desk, text)
    assert message.startswith(f"`{misspelt}` ")


@pytest.mark.parametrize(
    "text",
    [
        "Hama is quiet.", "Irbid is quiet.", "Aleppo and Apollo are quiet.", "A Tire burns. Tire works stop.",
        "Male patients wait.", "Maly is a river.", "Sudan is quiet.", "Nigeria is quiet.", "Iraq is quiet.",
        "Maria left.", "Daria left.", "Busra is quiet, and Bosnia.", "Junin is quiet.", "Australia is quiet.",
        "The Western Military Council met.", "Brigade 106 left.", "The South Grid Crew left.", "The Bab is open.",
        "North Korea fired.", "The HTS enters. HOMS falls. Homs' gate falls. Al-Bab is quiet. Tahrir al-Sham.",
        "The paper wrote of “Dayr az-Zawr”.", "Zour fell, and Zora left.", "Deir Hafir is quiet.",
        "Hayat left.", "The Grid Crew left.", "Basra al-Qadima is quiet.", "Jonah left Keve for Kivu.",
        "Eastern Military Councils met.", "Turkey and Homs spoke of Idlib.", "The Homs Military Council met.",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_name_is_left_alone(desk: Desk, text: str) -> None:
    assert spelled(desk, text) == []


@pytest.mark.parametrize(
    "piece", ["A-", "Deir ez-", "Kiev ", "A'", "Al-", "Deir ez-Zour ", "Hayet Tahrir ", "Aa Bb of "]
)
def test_a_long_text_of_names_is_read_at_once(desk: Desk, piece: str) -> None:
    places = "".join(f"  - {{id: p{n}, name: {name}}}\n" for n, name in enumerate(PLACES))
    text = (piece * (2**16 // len(piece)))[: 2**16]
    event = f'events:\n  - {{id: e, date: 2024-03-01, title: News, text: "{text}"}}\n'
    file = desk.write("a.yaml", NAMED.lstrip() + places + event)
    dossier = checking.check(find(file)).dossier
    assert dossier is not None
    with at_most(1):
        list(inconsistent_name.function(dossier))
