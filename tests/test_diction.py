"""Whose words a text is in, and what it concludes: sentences, quotations, attributions, look-alikes."""

from __future__ import annotations

import json
import math
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.lint.__main__ import Score, note
from briefgen.diction import (
    LOOK_ALIKE,
    PhraseError,
    amounts,
    conclusions,
    coordinates,
    groups,
    lexicon,
    mail_addresses,
    named_children,
    phrase,
    sentences,
    telephone_numbers,
    wrong_sums,
)

LABELLED = Path(__file__).parent.parent / "bench" / "lint"
ENGLISH = lexicon("en")


def found(text: str, *additions: tuple[str, str]) -> list[tuple[str, str]]:
    return [(each.kind, text[each.start : each.end]) for each in conclusions(text, lexicon("en", additions))]


@pytest.mark.parametrize("part", ["development", "heldout"])
def test_of_the_labelled_sentences_nearly_all_conclusions_are_found_and_nearly_nothing_else(part: str) -> None:
    """At least 0.95 precision and 0.90 recall; nothing of the part kept back is shown here."""
    score = Score()
    for line in (LABELLED / f"{part}.jsonl").read_text("utf-8").splitlines():
        item = json.loads(line)
        note(score, item, found=bool(found(item["text"])))
    assert score.items > 200
    assert score.precision >= 0.95
    assert score.recall >= 0.90


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("The U.S. Army left. It may return.", ["The U.S. Army left.", "It may return."]),
        ("Lt. Gen. Brown spoke at 5 a.m. on No. 3 Road.", ["Lt. Gen. Brown spoke at 5 a.m. on No. 3 Road."]),
        ("St. John, approx. 40, left.", ["St. John, approx. 40, left."]),
        ("“It is over,” he said. Nobody moved.", ["“It is over,” he said.", "Nobody moved."]),
        ("", []),
    ],
)
def test_a_text_is_cut_where_its_sentences_end(text: str, cut: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == cut


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said the bridge may close.",
        "The bridge may close, the ministry said.",
        "The bridge, said the mayor, may close.",
        "According to the mayor, the bridge could close.",
        "“We will win, clearly,” said the mayor.",
        "Police believe the two men may have left.",
        "The man was believed by his family to have left.",
        "The vote will be held on 12 May.",
        "Exports may not be made without a licence.",
        "The spokesman could not be reached.",
        "The operator neither confirmed nor denied the outage.",
        "Operation Brutal Hammer entered its third week.",
    ],
)
def test_what_others_say_and_what_only_looks_so_is_no_conclusion(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "conclusion"),
    [
        ("The mayor said the bridge was shut, which will probably anger people.", ("prediction", "will")),
        ("In a clearly staged speech, the mayor said he would stay.", ("evaluation", "clearly")),
        ("The mayor said so; he may be wrong.", ("hedge", "may")),
        ("We believe the bridge is safe.", ("belief", "We believe")),
        ("The needless delay was noted.", ("evaluation", "needless")),
    ],
)
def test_where_an_attribution_ends_the_desk_speaks_itself(text: str, conclusion: tuple[str, str]) -> None:
    assert found(text)[0] == conclusion


def test_a_desk_adds_phrases_and_takes_some_out() -> None:
    text = "The yard was a right old mess of a site, and remarkable."
    assert ("evaluation", "right old") in found(text, ("evaluation", "right old"))
    assert found("A remarkable load fell.", (LOOK_ALIKE, "remarkable load")) == []


@pytest.mark.parametrize(
    "wrong", ["", "(rather) late", "... so", "so ...", "what?", "{nothing} here", "*", "a " * 12 + "b"]
)
def test_a_phrase_that_is_none_says_why(wrong: str) -> None:
    with pytest.raises(PhraseError):
        phrase("hedge", wrong, groups("en"))


def test_a_faulty_phrase_of_a_desks_lexicon_is_named_with_its_line(desk) -> None:
    desk.write(
        "content/lexicon.yaml",
        """
        lexicon:
          hedge:
            - in all honesty
            - "(maybe) so"
          loaded: {"what?": that}
          evaluaton: [grand]
        """,
    )
    found = {each["line"]: each["message"] for each in desk.findings()}
    assert found == {
        5: "a phrase begins with a whole word that is not left out",
        6: "`what?` is not a word, an optional (word), a {group} or `...`",
        7: "`evaluaton` is not known here",
    }


HOSTILE = [
    "may " * 16_000,
    "a " * 32_000,
    "said, " * 10_000,
    "the the the " * 5_000 + "may",
    "“" * 60_000,
    '"may" ' * 10_000,
    "it is not very, " * 4_000,
    "if, " * 16_000 + "will",
    "x" * 65_000,
    "[@a" * 20_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_the_longest_text_of_one_sentence_is_not_looked_at_for_ever(text: str) -> None:
    """A guard with room for a slow machine: of these texts, the one of `if` takes longest, 0.6 s."""
    started = time.process_time()
    list(conclusions(text[:65_536], ENGLISH))
    assert time.process_time() - started < 3


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("may will if said, ;.\"“”’' \n[@a]{}AZé"), max_size=300))
def test_any_text_is_read_and_every_conclusion_stands_in_it(text: str) -> None:
    ends = [(each.start, each.end) for each in conclusions(text, ENGLISH)]
    assert all(0 <= start < end <= len(text) for start, end in ends)
    assert ends == sorted(ends)


def read(text: str) -> list[tuple[float, float]]:
    return [(round(each.low, 6), round(each.high, 6)) for each in amounts(text) if not each.share]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("killed 41 people", [(41, 41)]),
        ("3,500+ prisoners", [(3500, math.inf)]),
        ("3 500 prisoners", [(3450, 3550)]),
        ("1.2 million people", [(1_150_000, 1_250_000)]),
        ("a dozen men, two hundred and fifty women", [(12, 12), (250, 250)]),
        ("dozens of men", [(24, math.inf)]),
        ("between 250 and 300 fighters", [(250, 300)]),
        ("250–300 fighters, 15 to 20 of them hurt", [(250, 300), (15, 20)]),
        ("800,000 to a million people", [(800_000, 1_000_000)]),
        ("at least 277 dead", [(277, math.inf)]),
        ("up to 40 tanks", [(0, 40)]),
        ("about 200 boats", [(180, 220)]),
        ("nearly 60 boats", [(54, 60)]),
        ("On 3 May 41 people died", [(41, 41)]),
        ("On 8 December 2024 at 19:00, on 7 and 8 December and in 2016", []),
        ("km 18, 152 mm guns, the 4th Division, resolution 2254, an An-124, Highway 4", []),
        ("100 km, 48 hours, 12 years, 310 million dollars, $10m, version 3.11.2, one of them", []),
    ],
)
def test_counts_are_read_with_their_bounds_and_nothing_else_is_taken_for_one(
    text: str, bounds: list[tuple[float, float]]
) -> None:
    assert read(text) == bounds


@pytest.mark.parametrize(
    ("text", "sum_"),
    [
        ("The strike killed 41 people, 30 men and 12 women.", 42),
        ("They took 100 weapons: 60 rifles, 20 pistols and 30 mines.", 110),
        ("A total of 100: 60 rifles and 30 pistols.", 90),
        ("The strike killed 42 people, 30 men and 12 women.", None),
        ("It hit 41 houses, 30 cars and 12 shops.", None),
        ("The count stood at 65 dead of one side, 18 of its allies and 49 soldiers.", None),
        ("About 100 people came: 60 men and 35 women.", None),
        ("It killed 41 people, including 30 men and 12 women.", None),
    ],
)
def test_a_total_is_held_against_its_parts_where_they_are_all_listed(text: str, sum_: int | None) -> None:
    assert [each.low for each in wrong_sums(text)] == ([] if sum_ is None else [sum_])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Ring +963 11 222 3344, now.", "+963 11 222 3344"),
        ("His telephone number is 223 445.", "223 445"),
        ("He dialled 0933 456 789.", "0933 456 789"),
        ("It fell by 1 500 000 to 12 500 000 between 0430-0600 on 08-12-2024.", None),
        ("Resolution 2254 of 2024-12-08; https://example.org/0933456789; +1 500 000 people.", None),
    ],
)
def test_a_telephone_number_is_one_that_can_be_dialled(text: str, number: str | None) -> None:
    assert [text[start:end] for start, end in telephone_numbers(text, "SY")] == ([number] if number else [])


@pytest.mark.parametrize(
    "piece",
    ["1 ", "12, ", "1.1.", "41 people, ", "41 people and ", "1,111", "Lina Haddad, 12, ", "Aa", "al-", "a@b.", "a",
     "tel. 1", "36.2021, ", "36°12'", "12-year-old ", "two hundred and ", "40% "],
)  # fmt: skip
def test_no_text_takes_long(piece: str) -> None:
    text = piece * (64 * 1024 // len(piece))
    began = time.process_time()
    for look in (amounts, wrong_sums, mail_addresses, named_children, telephone_numbers):
        list(look(text))
    list(coordinates(text, 2))
    assert time.process_time() - began < 5


def test_the_words_of_a_language_without_a_lexicon_are_said_to_be_unchecked_and_are(desk) -> None:
    long = "one word and then " * 15
    text = f"It was cut, was lost and was found. On 2 March [@outage] the XQZ left. {long.strip()}."
    content = """
        project: {{series: S, timezone: Europe/Berlin, handling: TLP:CLEAR, language: {}}}
        events:
          - {{id: outage, date: 2024-03-01, title: T, sources: [log], text: "{}"}}
        sources: [{{id: log, title: Log}}]
    """
    desk.write("content/a.yaml", content.format("en", text))
    rules = {each["rule"] for each in desk.findings()}
    assert rules == {"long-sentence", "undefined-abbreviation", "date-against-event"}
    desk.write("content/a.yaml", content.format("de", text))
    assert {each["rule"] for each in desk.findings()} == {"unchecked-language"}


def test_a_brief_in_another_language_than_its_project_is_held_to_its_own(desk) -> None:
    desk.write(
        "content/a.yaml",
        """
        project: {series: S, timezone: Europe/Berlin, handling: TLP:CLEAR, language: de}
        events:
          - {id: outage, date: 2024-03-01, title: T, sources: [log]}
        sources: [{id: log, title: Log}]
        briefs:
          - id: b
            title: T
            cutoff: 2024-03-09
            period: 2024-03
            language: en
            sections:
              - {part: fact, title: S, text: "On 2 March it failed [@outage]."}
              - {part: fact, title: S, file: more.md}
        """,
    )
    desk.write("content/more.md", "On 3 March it failed [@outage].")
    found = [(each["file"], each["line"]) for each in desk.findings() if each["rule"] == "date-against-event"]
    assert found == [("content/a.yaml", 13), ("content/more.md", 1)]
