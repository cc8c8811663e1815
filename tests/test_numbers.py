"""Which numbers of a text are held against a figure, in the registers that desks write in, and which are let be."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from processor import at_most

from briefgen import diction
from briefgen.build import checking
from briefgen.build.project import find

Texts = Sequence[tuple[str, str]]

KILLED = "what: killed, best: 41, unit: people"
SOME_KILLED = "what: people-killed, low: 40, high: 45"
DIFFERENT: Texts = [
    *(
        (KILLED, text)
        for text in (
            "43 people were killed.",
            "Forty-three people were killed.",
            "The storm killed 43.",
            "At least 43 were killed.",
            "At least 43 people have been killed.",
            "Forty-three were killed and 12 injured.",
            "The blast killed 43 and wounded 12.",
            "The death toll rose to 43.",
            "Officials put the number of dead at 43.",
            "Deaths rose to 43.",
            "The storm left 43 dead.",
            "There were 43 deaths.",
            "The cholera outbreak had caused 43 deaths by May.",
            "The flood claimed 43 lives.",
            "43 civilians were killed.",
            "43 patients died.",
            "43 men and women were killed.",
            "A dozen people were killed.",
            "Half a dozen people were killed.",
            "Hundreds of people were killed.",
            "No one was killed.",
            "Nobody was killed.",
            "A quarter of the 60 people killed were children.",
        )
    ),
    *(
        (SOME_KILLED, text)
        for text in (
            "Sixty people were killed the same day.",
            "Since the storm hit, 60 people have been killed.",
            "Russia denied involvement after 60 people were killed.",
            "Russia did nothing when 60 people were killed.",
            "The second floor fell in and killed 60 people.",
            "People were separated, and 60 people were killed.",
            "The ministry confirmed reports that 60 people were killed.",
            "Sixty people were killed in the town by the river.",
        )
    ),
    (
        "what: killed-since-the-offensive-began, low: 40, high: 45, unit: people",
        "Since the offensive began in January, 60 people have been killed.",
    ),
    ("what: killed-since-january, low: 40, high: 45, unit: people", "Since January, 60 people have been killed."),
    (KILLED, "People killed: 51."),
    (KILLED, "Killed: 51; injured: 30."),
    (KILLED, "The dead number 51."),
    (KILLED, "The dead now number 51."),
    (KILLED, "The dead totalled 51."),
    (KILLED, "The storm killed no one."),
    (KILLED, "The storm killed nobody."),
    ("what: houses-destroyed, best: 21, unit: houses", "Houses destroyed: 51."),
    ("what: people-in-need, best: 3500", "People in need: 9,000."),
    ("what: people-in-the-camp, best: 3500", "In the camp are 900 people."),
    ("what: voters-registered, best: 3.2, unit: million voters", "Some 4.2 million voters are registered."),
    ("what: turnout, best: 62, unit: per cent of voters", "Turnout was 42 per cent."),
    ("what: deaths, best: 41", "43 people were killed."),
    ("what: deaths, best: 41", "The storm caused 43 deaths."),
    ("what: births, best: 12", "The clinic counted 13 births."),
    ("what: youths-arrested, best: 12, unit: youths", "Police arrested 21 youths."),
    ("what: displaced, best: 2000, unit: people", "3500 people fled."),
    ("what: displaced, best: 2000, unit: people", "Some 3,500 residents fled."),
    ("what: displaced, best: 2000, unit: families", "3,500 families were displaced."),
    ("what: factories-destroyed, best: 12, unit: factories", "The blast destroyed 21 factories."),
    ("what: churches-damaged, best: 3, unit: churches", "The storm damaged 5 churches."),
    ("what: women-detained, best: 12, unit: women", "Police detained 21 women."),
    ("what: arrested, best: 12, unit: people", "Police arrested 21 men."),
    ("what: arrested, best: 12, unit: people", "Twenty-one arrests were made."),
    ("what: injured, best: 12, unit: people", "43 people were killed and 21 injured."),
    ("what: houses-destroyed, best: 21, unit: houses", "One house was destroyed."),
    ("what: houses-destroyed, best: 21, unit: houses", "No houses were destroyed."),
    ("what: houses-destroyed, best: 900, unit: houses", "1500 houses were destroyed."),
    ("what: polling-stations, best: 1200, unit: stations", "Voting took place in 2100 polling stations."),
    ("what: cases, best: 300", "The number of cases rose to 400."),
    ("what: cases, best: 300", "400 suspected cholera cases were reported."),
    ("what: cases, best: 300", "The ministry counted 40 cases."),
    ("what: records-exposed, best: 120000, unit: records", "The breach exposed 210,000 customer records."),
    ("what: accounts-affected, best: 120000, unit: accounts", "The breach affected 210k accounts."),
    ("what: seats-won, best: 12, unit: seats", "The party won twenty-one seats."),
    ("what: turnout, best: 41, unit: per cent", "Turnout was 43 per cent of the electorate."),
    ("what: turnout, best: 41.3, unit: '%'", "Turnout fell to 38.2%."),
    ("what: damage, best: 2000000, unit: dollars", "The damage came to $3 million."),
    ("what: damage, best: 2000000, unit: USD", "The damage came to 3 million dollars."),
    ("what: revenue, best: 2000000, unit: EUR", "Revenue came to €3.1m."),
    ("what: damage, best: 7500, unit: dollars", "The damage came to $3,000."),
    ("what: damage, best: 7500, unit: dollars", "The damage came to $11,000."),
    ("what: damage, best: 7500, unit: dollars", "The damage came to 11 000 dollars."),
    ("what: damage, best: 4100000000, unit: dollars", "The damage came to $3,100,000,000."),
    ("what: farmland-flooded, best: 7500, unit: hectares", "The river flooded 3,000 hectares of farmland."),
    ("what: wheat-delivered, best: 600, unit: tonnes", "The convoy delivered 900 tonnes of wheat."),
    ("what: rainfall, best: 212, unit: mm", "Rainfall came to 312 mm."),
    ("what: depth, best: 10, unit: km", "The quake struck at a depth of 35 km."),
    ("what: outage-hours, best: 12", "The outage lasted 21 hours."),
    ("what: people-in-need, best: 3500", "9,000 people are in need."),
    ("what: people-in-need, best: 3500", "Some 9,000 people need help."),
    ("what: people-in-need, best: 3500", "The number of people in need rose to 9,000."),
    ("what: people-in-need, best: 3500", "9,000 are in need."),
    ("what: people-in-need, best: 3500, unit: people", "At least 9,000 men and women are in need of aid."),
    ("what: people-in-need-of-water, best: 3500", "9,000 people are in need of clean water."),
    ("what: people-in-need, best: 3500", "9,000 people are in need, 3,000 of them in need of water."),
    ("what: people-in-need, best: 3500", "Some 9,000 people are in urgent need."),
    (KILLED, "The storm killed 43 in 12 hours."),
    (KILLED, "The storm killed 43 in 2024."),
    (KILLED, "Officials charged with the rescue said 43 people were killed."),
    (KILLED, "A memorial is planned; the storm killed 43 people."),
    (KILLED, "Since the storm began, 43 people have been killed."),
    (KILLED, "The storm killed 43 people, the worst toll since the flood."),
    ("what: cost, best: 4.1, unit: billion dollars", "The cost to insurers was $6 billion."),
    ("what: cost, best: 4.1, unit: billion dollars", "The cost of the storm rose to $2 billion."),
    ("what: in-need, best: 3500, unit: people", "9,000 people are in need."),
    ("what: people-in-the-camp, best: 3500", "The camp holds 9,000 people."),
    ("what: people-in-the-camp, best: 3500", "9,000 people live in the camp."),
    ("what: people-in-the-camp, best: 3500", "9,000 people in the camp received food."),
    ("what: people-in-the-camp, best: 3500", "1,200 people live in the camp."),
    ("what: people-without-water, best: 3500", "9,000 people are without water."),
    ("what: people-without-water, best: 3500", "The break left 9,000 people without water."),
    ("what: people-without-water, best: 3500", "The break left 1,000 people without water."),
    ("what: people-displaced, best: 3500", "9,000 people were displaced."),
    ("what: homeless, best: 3500, unit: people", "9,000 people are homeless."),
    ("what: people-homeless, best: 3500", "The flood left 9,000 people homeless."),
    ("what: people-stranded, best: 3500", "9,000 people were stranded."),
    ("what: people-affected, best: 3500", "The flood affected 9,000 people."),
    ("what: people-in-need, best: 3.5, unit: million people", "9 million people are in need."),
    ("what: people-in-need, best: 3.5, unit: million", "9,000,000 people are in need."),
    ("what: damage, best: 4.1, unit: billion dollars", "The damage came to $3.1 billion."),
    ("what: damage, best: 4.1, unit: billion dollars", "The damage came to $3,100,000,000."),
    ("what: damage, best: 4.1, unit: USD million", "The damage came to $3.1 billion."),
    ("what: households, best: 12, unit: thousand households", "14,000 households were cut off."),
    ("what: magnitude, best: 7.1", "The quake had a magnitude of 6.4."),
    ("what: magnitude, best: 7.1", "A 6.4-magnitude quake struck."),
]
"""A figure, and a text with a number that it is not."""

LET_BE: Texts = [
    *(
        (KILLED, text)
        for text in (
            "Some 40 people were killed.",
            "Dozens of people were killed.",
            "Dozens were killed.",
            "12 civilians were killed.",
            "Three of the people killed were medics.",
            "They buried 12 of the people killed.",
            "Among those killed were 12 people from one village.",
            "The dead include 12 people from the coast.",
            "In one house, six people were killed.",
            "Two people were killed in a car.",
            "One person was killed near the bridge.",
            "No one else was killed.",
            "No one was hurt when 41 people were killed.",
            "In 2019, 300 people were killed in a like storm.",
            "In March 2011, 300 people were killed there.",
            "The storm of 2019 killed 300 people.",
            "The most since 1987, when 112 people were killed.",
            "A year earlier 12 people were killed there.",
            "43 people were injured; 41 died.",
            "The blast killed 41 and wounded 120.",
            "43 houses were hit; the storm killed 41.",
            "43 people were feared dead.",
            "The 43rd victim died.",
            "Rescuers saved 43 lives among the dead.",
            "Deaths by road rose by 43 per cent.",
            "Hundreds fled, and 41 were killed.",
            "41 people were killed, 12 of them children; 30 people were wounded.",
        )
    ),
    *(
        (SOME_KILLED, text)
        for text in (
            "In a separate strike 7 people were killed.",
            "By noon 12 people had been killed.",
            "By 9 a.m., 12 people had been killed.",
            "By late afternoon, 12 people had been killed.",
            "By 14:30 local time 12 people had been killed.",
            "Since January, 900 people have been killed on this road.",
            "Since the start of the war 900 people have been killed on this road.",
            "Some 900 people have been killed here since early May.",
            "Russia denied that 120 people were killed.",
            "The ministry rejected reports that 120 people were killed.",
            "The army denies killing 120 people.",
            "Claims that 120 people were killed were false.",
            "That 120 people were killed is untrue, the army said.",
            "Elsewhere, 7 people were killed.",
            "A second strike killed 7 people.",
            "In the 1990s 900 people were killed here.",
            "In the previous week 12 people were killed.",
            "The day before, 12 people were killed.",
            "So far this year, 900 people have been killed.",
        )
    ),
    (KILLED, "People killed: 51 per cent of the crew."),
    (KILLED, "Children killed: 12."),
    (KILLED, "People injured: 51."),
    (KILLED, "The wounded number 51."),
    (KILLED, "The storm killed 41 and left no one unhurt."),
    (KILLED, "People killed: 3 children, 2 women and others."),
    (KILLED, "Soldiers killed no civilians."),
    (KILLED, "Of those killed, the police said: 12 were found."),
    ("what: houses-destroyed, best: 21, unit: houses", "Houses damaged: 51."),
    ("what: people-in-need, best: 3500", "People in camps: 9,000."),
    (KILLED, "The storm killed no one else."),
    (SOME_KILLED, "Officials denied the figure of 120 killed."),
    (SOME_KILLED, "Moscow called reports of 120 people killed fake."),
    (SOME_KILLED, "A day earlier, 12 people were killed."),
    (SOME_KILLED, "On the same road 12 people were killed in May."),
    (SOME_KILLED, "In the first hour 12 people were killed."),
    (SOME_KILLED, "Two days later 12 people were killed in a raid."),
    (SOME_KILLED, "Of the 300 people killed in the war, most were men."),
    (SOME_KILLED, "By Tuesday 12 people had been killed."),
    ("what: people-in-need, best: 3500", "200 people in need of surgery were moved."),
    ("what: people-in-need, best: 3500", "The agency helps 200 people in need."),
    ("what: people-in-need, best: 3500", "The plan targets 9,000 people in need."),
    ("what: people-in-need, best: 3500, unit: people", "Last year 9,000 people were in need."),
    ("what: people-in-the-camp, best: 3500", "The camp, built for 900 people, is full."),
    ("what: people-in-the-camp, best: 3500", "Tents for 900 people reached the camp."),
    ("what: people-in-the-camp, best: 3500", "The camp can house 900 people."),
    ("what: people-in-the-camp, best: 3500", "A fire in the camp killed 3 people."),
    ("what: people-in-the-camp, best: 3500", "A fire in the camp made 900 people homeless."),
    ("what: people-in-the-camp, best: 3500", "In the camp, 12 people share a tent."),
    ("what: people-without-water, best: 3500", "Without water, 900 people left."),
    ("what: refugees, best: 3500, unit: people", "900 people, half of them refugees, came."),
    ("what: refugees, best: 3500, unit: people", "Some 900 people met refugees."),
    ("what: staff-at-the-plant, best: 300, unit: people", "The plant employs 900 people."),
    ("what: staff-at-the-plant, best: 300, unit: people", "Some 900 staff work at the plant."),
    ("what: voters-registered, best: 3.2, unit: million voters", "3,200,000 voters were registered."),
    ("what: turnout, best: 41.3, unit: per cent", "Turnout was 41 per cent."),
    ("what: people-in-need, best: 3500", "3,500 people are in need."),
    ("what: people-in-need, best: 3500", "About 3,600 people need help."),
    ("what: people-in-need, best: 3500", "9,000 people were killed."),
    ("what: people-in-need, best: 3500", "500 people in need were reached."),
    ("what: people-in-need, best: 3500", "Aid reached 500 people in need."),
    ("what: people-in-need, best: 3500", "Of the people in need, 900 people are children."),
    ("what: people-in-the-camp, best: 3500", "9,000 people left the camp."),
    ("what: people-in-the-camp, best: 3500", "9,000 people arrived at the camp."),
    ("what: people-in-the-camp, best: 3500", "500 people in the camp are ill."),
    ("what: people-in-the-camp, best: 3500", "In the camp 500 people are ill."),
    ("what: people-in-the-camp, best: 3500", "9,000 people fled to the camp."),
    ("what: people-in-the-camp, best: 3500", "The camp lost 40 people."),
    ("what: people-in-the-camp, best: 3500", "500 people were killed in the camp."),
    ("what: people-in-the-camp, best: 3500", "The attack killed 500 people in the camp."),
    ("what: people-without-water, best: 3500", "9,000 people have water."),
    ("what: people-without-water, best: 3500", "500 people spent a night without water."),
    ("what: people-without-water, best: 3500", "9,000 people are without power."),
    ("what: damage, best: 4.1, unit: billion dollars", "The damage came to $4.12 billion."),
    ("what: damage, best: 4.1, unit: billion dollars", "The damage came to $4,123,000,000."),
    ("what: damage, best: 4.1, unit: billion dollars", "The damage came to 4.1 billion dollars."),
    ("what: people-in-need, best: 3.5, unit: million people", "3,500,000 people are in need."),
    ("what: households, best: 12, unit: thousand households", "12,000 households were cut off."),
    ("what: turnout, best: 41.3, unit: per cent", "Turnout rose 3 percentage points."),
    ("what: damage, best: 2100000, unit: dollars", "The damage came to about $2 million."),
    ("what: damage, best: 2600, unit: dollars", "The damage came to $3,000."),
    ("what: damage, best: 2600, unit: dollars", "The damage came to $3000."),
    ("what: damage, best: 2100000, unit: dollars", "The state will give $5 million."),
    ("what: days-without-power, best: 3, unit: days", "In 5 days the vote is held."),
    ("what: outage-hours, best: 12", "Power came back within 3 hours."),
    ("what: displaced, best: 2000, unit: families", "3,500 people were displaced."),
    ("what: houses-destroyed, best: 21, unit: houses", "In 2019 houses were cheap; one of them was destroyed."),
    ("what: seats-won, best: 12, unit: seats", "The party won 41 per cent of the votes."),
    ("what: cases, best: 300", "In one district 40 cases were reported."),
    ("what: cases, best: 300", "Forty new confirmed cases were reported."),
    ("what: people-in-need, best: 9000, unit: people", "UNICEF says 15,000 people in need of water live in Renk."),
    (
        "what: people-in-need, best: 9000",
        "Some 20,000 people are in need of shelter alone across the region.",
    ),
    ("what: people-in-need, best: 3500", "At least 9,000 men and women are in need of water."),
    ("what: people-in-need, best: 3500", "The number of people in need of water rose to 9,000."),
    ("what: people-in-need-of-water, best: 3500", "9,000 people are in need of shelter."),
    *(
        (figure, text)
        for figure in (KILLED, SOME_KILLED)
        for text in (
            "About 1 in 5 people killed were children.",
            "One in five people killed was a child.",
            "The storm killed 1 in 5 people there.",
            "Some 3 out of every 5 people killed were children.",
            "The war has killed 40,000 people.",
            "The civil war killed 40,000 people.",
            "Some 300 people have been killed since fighting began.",
            "Some 300 people have been killed since the Russian invasion.",
            "A memorial for the 96 people killed at Hillsborough",
            "He was convicted of killing 50 people.",
            "The trial of a man who killed 77 people began.",
            "Bombs have killed 900 people over two decades.",
            "He was jailed for life for killing 50 people.",
            "It was the worst attack since 202 people were killed in Bali.",
            "the worst attack since 202 people were killed in Bali",
            "It was the worst attack since a bomb killed 202 people in Bali.",
        )
    ),
    ("what: cost, best: 4.1, unit: billion dollars", "The cost to insurers was $2 billion."),
    ("what: damage, best: 4.1, unit: billion dollars", "The damage to the harbour came to $2 billion."),
]
"""A figure, and a text whose numbers are of something else, or of a part, or of another time."""

_LINES = 5
"""Lines that the fixture below writes for each, the text last."""


@pytest.fixture(scope="module")
def differing(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Texts], Texts]:
    """Those of some texts that give another number than their figure, each with its figure."""

    def found(texts: Texts) -> Texts:
        folder: Path = tmp_path_factory.mktemp("numbers")
        lines = ["project: {series: Storm Watch}", "events:"]
        for number, (figure, text) in enumerate(texts):
            lines.append(f"  - id: event-{number}\n    date: 2024-01-01\n    title: Title {number}")
            lines.append(f"    figures: [{{{figure}, counted: 2024-01-01}}]")
            lines.append(f"    text: {json.dumps(text, ensure_ascii=False)}")
        written = "\n".join(lines)
        (folder / "numbers.yaml").write_text(written, "utf-8")
        findings = checking.check(find(folder / "numbers.yaml")).findings
        at = {each.span.line for each in findings if each.rule == "number-outside-range"}
        return [each for number, each in enumerate(texts) if 2 + _LINES * (number + 1) in at]

    return found


def test_a_number_that_is_not_its_figure_is_found_however_it_is_said(differing) -> None:
    found = differing(DIFFERENT)
    assert [each for each in DIFFERENT if each not in found] == []


@pytest.mark.parametrize("written", ["$3,000", "$3000", "$3\u00a0000", "3 000 dollars", "3,000 US dollars"])
def test_a_round_measure_stands_for_what_rounds_to_it_however_its_thousands_are_set_apart(written: str) -> None:
    """A comma once counted as a nought, so that `$3,000` stood for ten times as much as `$3000`."""
    (amount,) = diction.measures(f"It cost {written} in all.")
    assert (amount.low, amount.high) == (2_500, 3_500)


def test_a_number_of_a_part_or_of_another_thing_or_time_is_let_be(differing) -> None:
    assert differing(LET_BE) == []


@pytest.mark.parametrize(
    ("text", "is_of_another"),
    [
        ("Seven people were killed in Hama the same day.", True),
        ("Seven people were killed in Salamiyah the same day.", True),
        ("In Hama seven people were killed.", True),
        ("Seven people were killed near Hama.", True),
        ("Seven people were killed in Homs the same day.", False),
        ("Seven people were killed in Emesa.", False),
        ("Seven people were killed in Old Homs the same day.", False),
        ("Seven people were killed in Homs Province.", False),
        ("Seven people were killed in Syria that same day.", False),
        ("Seven people were killed in Salamiyah.", False),
        ("Seven people were killed in January.", False),
    ],
)
def test_a_number_of_another_place_is_none_of_the_event(text: str, is_of_another: bool, tmp_path: Path) -> None:
    """A place that no ledger knows may lie within the event's own, unless it is told beside that on the same day."""
    (tmp_path / "numbers.yaml").write_text(
        f"""
project: {{series: Storm Watch}}
places:
  - {{id: homs, name: Homs, aliases: [Emesa], within: [Syria]}}
  - {{id: hama, name: Hama, within: [Syria]}}
  - {{id: syria, name: Syria}}
events:
  - id: strike
    date: 2024-01-01
    title: Strike hits a market
    place: homs
    text: {text}
    figures: [{{{SOME_KILLED}, counted: 2024-01-01}}]
""",
        "utf-8",
    )
    findings = checking.check(find(tmp_path / "numbers.yaml")).findings
    assert ("number-outside-range" not in {each.rule for each in findings}) == is_of_another


@pytest.mark.parametrize("piece", ["7", "43 ", "a dozen ", "12, ", "$1 ", "no one ", "40% ", "2000 ", "Sami, 9, "])
@pytest.mark.parametrize("end", ["", " people were killed; turnout, hospital"])
def test_a_long_text_of_numbers_does_not_hold_a_check_up(piece: str, end: str, tmp_path: Path) -> None:
    """A guard with room for a slow machine: no text of 64 KiB takes more than half a second, by the process."""
    text = piece * ((65_000 - len(end)) // len(piece)) + end
    figures = "{what: killed, best: 41, unit: people}, {what: turnout, best: 3, unit: per cent}"
    event = f"{{id: storm, date: 2024-01-01, title: Storm, figures: [{figures}], text: {json.dumps(text)}}}"
    project = "project: {series: Storm Watch, timezone: Europe/Berlin, handling: TLP:CLEAR}"
    (tmp_path / "numbers.yaml").write_text(f"{project}\nevents: [{event}]\n", "utf-8")
    with at_most(2):
        checking.check(find(tmp_path / "numbers.yaml"))
