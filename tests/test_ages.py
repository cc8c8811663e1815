"""How news tells a child's age beside its name, and what only looks so."""

from __future__ import annotations

import pytest

from briefgen.diction import may_hold_age, named_children


@pytest.mark.parametrize(
    "text",
    [
        "Lina Haddad, 12, watched the flag.",
        "Sami Nasser (9) fled to Homs.",
        "Sami Nasser, 9, from Homs, was killed.",
        "Sami Nasser, 9, fled to Homs.",
        "Sami Nasser, 9, lost both legs.",
        "Among the dead was Sami Nasser, 9.",
        "The dead: Sami Nasser, 9; Lina Haddad, 12.",
        "Lina, 12, was killed.",
        "Brothers Sami (9) and Omar (11) were killed.",
        "Lina Haddad, who is 12, was there.",
        "Lina Haddad, who is 12",
        "Lina Haddad turned 12 in May.",
        "Lina Haddad, who turned 12 last week, was hit.",
        "A boy of 9, Sami Haddad, was hit.",
        "The 12-year-old was named by police as Lina Haddad.",
        "The girl, 12, was named by the hospital as Lina Haddad.",
        "Twelve-year-old Lina Haddad was found.",
        "Nine-year-old Sami Nasser fled.",
        "nine-year-old Sami Nasser fled.",
        "Sami Nasser, a boy of nine, fled.",
        "Sami Nasser, nine, was killed.",
        "The youngest victim, Sami Nasser, was 9.",
        "Lina Haddad (aged 12) spoke.",
        "Her daughter Lina, 12, and son Sami, 9, fled.",
        "Police named the dead as Lina Haddad, 12, and Sami Nasser, 9.",
        "Lina Haddad, 12 and Sami Nasser, 9 were there.",
        "Lina, who was nine, died.",
        "A girl aged 12, Lina Haddad, won the race.",
        "Sami Nasser is 9.",
        "The pupil, Lina Haddad (12), won.",
        "Lina Haddad was only 12 when it fell.",
        "Sami, 9, and Omar, 11, died.",
        "Sami, 9, Omar, 11, and Lina, 4, were buried.",
        "At 14, Sami Haddad joined.",
        "Aged 14, Sami Haddad joined.",
        "At the age of 14, Sami Haddad joined.",
        "At age 14 Sami Haddad joined the militia.",
        "At just 14, Sami joined.",
        "Her 7-year-old, Sami, died.",
        "Her 7-year-old son, Sami, died.",
        "The youngest, a 7-year-old called Sami, died.",
        "Sami H., 7, died.",
        "S. Haddad, 7, died.",
        "Seven-year-old S. Haddad was found.",
        "Sami al-Haddad, 7, died.",
        "Sami Haddad, aged seven, died.",
        "At 10, Sami Haddad fled to Homs.",
        "At 15, Sami Haddad began to fight.",
        "At the age of nine, Lina was married.",
        "Aged just 14, Sami Haddad was killed.",
        "Sami Haddad was aged 14.",
        "The boy, aged 9, Sami Haddad, died.",
        "Students Sami Haddad, aged 16, and Lina, aged 15, left.",
        "A 12-year-old boy, Sami Haddad, was hit.",
        "A 12-year-old boy, Sami, was hit.",
        "A girl of 12, Lina Haddad.",
        "A 12-year-old boy, Sami Haddad from Homs, was hit.",
        "A boy of 9, called Sami, was hit.",
        "The brothers Sami, 9, and Omar, 11, were hit.",
        "Sami, 9, and Omar, 11, were both killed.",
    ],
)
def test_a_name_beside_an_age_under_18_is_found_however_news_tells_it(text: str) -> None:
    assert may_hold_age(text)
    assert list(named_children(text))


@pytest.mark.parametrize(
    "text",
    [
        "On Monday, 12, it said, were out.",
        "Homs, 12 December",
        "In Homs, 12, 14 and 16 people were hit.",
        "Article 9 of the code; Brigade 12 left; Apollo 11, 12, flew.",
        "Syria (12), Jordan (9) and Turkey (3) voted.",
        "Real Town won 3, United 1.",
        "The Security Council (15) met.",
        "Green Left, 9, and Labour Party, 12, lost.",
        "Lina Haddad, 41, left with Omar Saleh, 18.",
        "Resolution 12 (1999), Chapter 7, Section 9.",
        "Likud (12) and Fatah (9) won seats.",
        "Turnout was 12.",
        "Lina Haddad, 12 December, and Omar Saleh, 9 March.",
        "A girl of 12 was hurt in the dark.",
        "Of 9 houses, North Street, 7, burned.",
        "A 12-year-old boy was hurt; the mayor, Omar Saleh, left.",
        "Deir Valley, 12 km away.",
        "Lina Haddad scored 12.",
        "The 12-year-old German line.",
        "Lina Haddad, 12 others and a dog left.",
        "Omar Saleh, one of the men, left.",
        "Omar Saleh, two engineers and a nurse left.",
        "In March, 12, and April, 9, died.",
        "Berlin, 9, was out; Germany, 12, was in.",
        "Homs, 7 December",
        "Article 14, Sami said, was broken.",
        "At 14, Rue Haddad burned.",
        "At 14 Haddad Street, people died.",
        "At 14 Haddad Street a fire broke out.",
        "Route 9, Omar said, was open.",
        "Along Route 14, Sami Haddad drove.",
        "At $14, Sami Haddad sold it.",
        "At 14, the prices rose.",
        "At 14, North Street burned.",
        "Sami Haddad, 9 December, and Omar.",
        "U.S. 7, UK 9.",
        "At 14:00, Sami Haddad left.",
        "At 14, he left.",
        "At 9, Monday's count was low.",
        "Real Town 3, United 1, was the score.",
        "In Homs, 9, and Hama, 11, died.",
        "At 14 Sami Haddad Street, people died.",
        "At Km 14, Sami Haddad stopped.",
        "At 9, Damascus time, the raid began.",
        "At 9, Damascus fell.",
        "At 9, Syria fell.",
        "At 9, Reuters reported it.",
        "Girls aged 15, Anna Berg told reporters, were sent home.",
        "Students aged 16 and over may vote.",
        "Recruits aged 15 and 16 were sent home.",
        "Boys aged 12, police said, were held.",
        "Homs, 9, Hama, 12, were among the towns hit.",
        "At only 7, Hezbollah had the fewest seats.",
        "At 16, Green Eagles lost its camp.",
        "A 3-year-old Toyota Corolla was found.",
        "Turkish Airlines, 9, and Qatar Airways, 7, were late.",
        "The girl was aged 12, Anna Berg said.",
        "At 10, Omar Saleh was in Homs.",
        "The suspects were aged 16, 17 and 19, police said.",
        "The youngest victim was aged 9, UNICEF said.",
        "She was aged 16, Reuters reported.",
        "The vaccine is given at age 12, WHO guidance says.",
        "Girls marry at the age of 14, Unicef data show.",
        "Children aged 5, Save the Children said, are at risk.",
        "The law sets the marriage age at 16, Human Rights Watch said.",
        "At just 4, Venezuela's rate is low.",
        "At 10, Prime Minister Jan Novak began his speech.",
        "At 8, Radio Damascus began broadcasting.",
        "At 11, Mayor Anna Berg started the count.",
        "Boko Haram, born in 2009, released 12 hostages.",
        "Serbian Radicals, born in 2018, won one seat.",
        "Renk, 12, Malakal, 9 and Juba, 4, were hit by cholera.",
        "The youngest was aged 14, Jan Novak had said.",
        "The girl was 12 years old, Human Rights Watch said.",
        "It hit a 12-year-old boy, Unicef said.",
        "A boy of 9, Anna Berg said, was hit.",
        "At 10, Anna Berg began her speech.",
        "At 9, General Jan Novak fled.",
        "Drugs are sold at age 14, UNODC was first to find.",
        "The rate fell at the age of 14, Sudan was told.",
        "Girls wed at the age of 14, Sudan became the third to admit.",
    ],
)
def test_dates_places_scores_bodies_and_grown_people_are_no_children(text: str) -> None:
    assert list(named_children(text)) == []
    assert list(named_children(text, (), 2020)) == []


def test_each_child_of_a_list_is_found_at_its_place() -> None:
    text = "The dead: Sami Nasser, 9; Lina Haddad, 12. Brothers Omar (11) and Jad (7) were hurt."
    found = [text[start:end] for start, end in named_children(text)]
    assert found == ["Sami Nasser, 9", "Lina Haddad, 12", "Brothers Omar (11)", "Jad (7)"]


def test_what_is_known_to_be_no_person_is_let_be() -> None:
    assert (
        list(
            named_children("In Tell Sana, 12, and Young Engineers (9), all was dark.", {"Tell Sana", "Young Engineers"})
        )
        == []
    )


def test_each_child_of_a_sentence_about_several_is_found() -> None:
    text = "Sami, 9, Omar, 11, and Lina, 4, were buried."
    assert [text[start:end] for start, end in named_children(text)] == ["Sami, 9", "Omar, 11", "Lina, 4,"]


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("Sami Haddad (born 2007) died.", 2007),
        ("Sami Haddad, born in 2007, died.", 2007),
        ("Sami Haddad, who was born on 3 May 2007, died.", 2007),
        ("Sami Haddad (b. 2007) died.", 2007),
        ("Sami H., born in May 2007, died.", 2007),
        ("Born in 2007, Sami Haddad fled.", 2007),
        ("The boy, Sami Haddad, born in 2007, won.", 2007),
        ("The girl Lina was born in 2007.", 2007),
        ("Sami Haddad, a boy born in 2007, won.", 2007),
        ("Boko Haram, born in 2007, released 12 girls.", None),
        ("Serbian Radicals, born in 2007, won one seat.", None),
        ("Born in 2007, Serbian Radicals won.", None),
        ("The Sami Movement, born in 2007, won.", None),
        ("The party, born in 2007, split.", None),
        ("Sami Haddad was born in Homs and left in 2007.", None),
        ("Sami Haddad, reborn in 2007, left.", None),
    ],
)
def test_a_year_of_birth_tells_a_child_by_the_year_that_a_text_is_about(text: str, born: int | None) -> None:
    assert may_hold_age(text) or born is None
    assert bool([*named_children(text, (), 2024)]) == (born is not None)
    assert not [*named_children(text, (), 2025)]
    assert not [*named_children(text, (), 2006)]
    assert not [*named_children(text)]
