"""Which totals are held against which parts: people of one kind are no total of people of another."""

from __future__ import annotations

import pytest

from briefgen.diction import wrong_sums


@pytest.mark.parametrize(
    ("text", "total", "come_to"),
    [
        ("12 people — 7 men, 3 women and 3 children — were killed.", "12", 13),
        ("12 people — 7 men, 3 women and 3 children", "12", 13),
        ("12 people—7 men, 3 women and 3 children.", "12", 13),
        ("The blast killed 12 people: 7 men, 3 women and 3 children.", "12", 13),
        ("The storm killed 41 people, 30 men and 12 women.", "41", 42),
        ("The storm killed 41 civilians, 30 men and 12 women.", "41", 42),
        ("The storm killed 41 soldiers: 30 men and 12 women.", "41", 42),
        ("41 adults, 30 men and 12 women, were hurt.", "41", 42),
        ("12 children, 7 boys and 4 girls.", "12", 11),
        ("There were 13 casualties, 7 dead and 5 wounded.", "13", 12),
        ("The blast killed 7 men, 3 women and 3 children, 12 people in all.", "12", 13),
        ("7 men, 3 women and 3 children, a total of 12 people, died.", "12", 13),
        ("The blast hurt 7 men, 3 women and 3 children, 12 in total.", "12", 13),
        ("Of the dead, 41 people (30 men and 12 women) were guests.", "41", 42),
    ],
)
def test_a_total_is_held_against_the_parts_of_its_kind(text: str, total: str, come_to: int) -> None:
    (wrong,) = wrong_sums(text)
    assert (text[wrong.total.start : wrong.total.end], wrong.low) == (total, come_to)


@pytest.mark.parametrize(
    "text",
    [
        "Among the dead were 7 men, 3 women and 3 children.",
        "The victims were 7 soldiers, 3 women and 3 children.",
        "The blast killed 13 people: 7 men, 3 women and 3 children.",
        "12 injured, 7 missing and 4 dead were reported.",
        "The strike left 12 dead, 7 wounded and 4 missing.",
        "Killed were 12 soldiers, 7 policemen and 4 civilians.",
        "The dead were 12 civilians, 7 soldiers and 6 fighters.",
        "The boat held 7 boys, 4 girls and 4 men.",
        "The blast killed 13 people, 7 men, 3 women and 3 children.",
        "The blast killed 7 men, 3 women and 3 children, 13 people in all.",
        "7 men, 3 women and 3 children, a total of 13 people, died.",
        "The army lost 12 soldiers, 7 officers and 6 guards.",
        "The dead were 7 men, 3 women and 3 children, 12 of them from the coast in all.",
        "The boat held 12 soldiers, 7 men and 6 women.",
        "At 3 posts, 30 men and 12 women, 41 rifles in all, were held.",
        "Some 30 men and 12 women, about 40 people in all, came.",
    ],
)
def test_people_that_are_none_of_others_are_no_part_of_them(text: str) -> None:
    assert list(wrong_sums(text)) == []
