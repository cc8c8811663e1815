"""How a figure went over time: what counts as its course, and how it is drawn."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations, pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.briefing.elements import Amount, Course, Keyword, When
from briefgen.briefing.wording import amount as in_words
from briefgen.briefing.wording import amount_in_words
from briefgen.figures.counts import HEIGHT, TOP
from briefgen.figures.ranges import WIDTH, ranges
from briefgen.language import ENGLISH

LEDGER = """
    project: {series: Test Watch, timezone: Asia/Damascus, handling: TLP:CLEAR}
    sources:
      - {id: paper, title: Paper, published: 2024-12-02}
      - {id: monitor, title: Monitor, published: 2024-12-05}
      - {id: ministry, title: Ministry, published: 2024-12-08}
    events:
      - id: first
        date: 2024-12-01
        title: Rescuers count the dead
        sources: [paper]
        figures: [{what: killed, low: 200, unit: people, source: paper, counted: 2024-12-01}]
      - id: second
        date: 2024-12-05
        title: Monitor counts the dead
        sources: [monitor]
        figures:
          - {what: killed, best: 700, unit: people, source: monitor, counted: 2024-12-05}
          - {what: wounded, best: 90, unit: people, source: monitor, counted: 2024-12-05}
      - id: third
        date: 2024-12-08
        title: Ministry counts the dead
        sources: [ministry]
        figures: [{what: killed, low: 800, high: 900, unit: people, source: ministry, counted: 2024-12-08}]
    briefs:
      - {id: one, number: 1, title: One, cutoff: 2024-12-06, period: 2024-12-01/2024-12-06}
      - {id: two, number: 2, title: Two, cutoff: 2024-12-09, period: 2024-12-07/2024-12-09}
"""


def courses(desk, ledger: str, brief: str) -> list[list[tuple[str, str, list[str]]]]:
    desk.write("content/all.yaml", ledger)
    told = desk.briefing(brief)["courses"]
    return [[(each["counted"]["date"], each["words"], each["sources"]) for each in course] for course in told]


def test_a_course_goes_through_the_issues_before(desk):
    assert courses(desk, LEDGER, "two") == [
        [
            ("2024-12-01", "at least 200", ["paper"]),
            ("2024-12-05", "700", ["monitor"]),
            ("2024-12-08", "800–900", ["ministry"]),
        ]
    ]


def test_a_course_knows_nothing_that_its_issue_does_not(desk):
    (course,) = courses(desk, LEDGER, "one")
    assert [when for when, _, _ in course] == ["2024-12-01", "2024-12-05"]


def test_sources_of_earlier_counts_are_among_the_sources_of_the_issue(desk):
    courses(desk, LEDGER, "two")
    assert {each["id"] for each in desk.briefing("two")["sources"]} == {"paper", "monitor", "ministry"}


@pytest.mark.parametrize(
    ("old", "new"),
    [("high: 900, unit: people", "high: 900, unit: families"), ("killed, low: 800", "missing, low: 800")],
)
def test_what_is_counted_otherwise_is_no_part_of_it(desk, old, new):
    assert courses(desk, LEDGER.replace(old, new), "two") == []


def test_a_count_without_a_date_is_no_part_of_it(desk):
    (course,) = courses(desk, LEDGER.replace(", counted: 2024-12-08", ""), "two")
    assert [when for when, _, _ in course] == ["2024-12-01", "2024-12-05"]


def test_a_retracted_count_is_no_part_of_it(desk):
    ledger = LEDGER.replace(
        "title: Monitor counts the dead", "title: Monitor counts the dead\n        status: retracted"
    )
    (course,) = courses(desk, ledger, "two")
    assert [when for when, _, _ in course] == ["2024-12-01", "2024-12-08"]


def test_a_flash_update_draws_none(desk):
    assert courses(desk, LEDGER.replace("{id: two,", "{id: two, kind: flash,"), "two") == []


def test_the_page_says_beside_the_drawing_who_counted_what(desk):
    desk.write("content/all.yaml", LEDGER)
    assert desk.build("--to", "html", "--brief", "two").exit_code == 0
    page = (desk.root / "output/two/two-draft.html").read_text("utf-8").replace("\N{NO-BREAK SPACE}", " ")
    (figure,) = re.findall(r'<figure class="course">.*?</figure>', page, re.DOTALL)
    assert (
        "Killed, from zero up: at least 200 as of 1 December 2024; 700 as of 5 December 2024; 800–900 as of" in figure
    )
    assert re.findall(r"<li>(.*?)<", figure) == [
        "1 December 2024: at least 200",
        "5 December 2024: 700",
        "8 December 2024: 800–900",
    ]
    assert figure.count('href="#source-') == 3


# Drawn.


def amount(day: int, low: float | None, best: float | None, high: float | None, last: int | None = None) -> Amount:
    begins, ends = date.fromordinal(day), date.fromordinal(last or day)
    epoch = date(1970, 1, 1).toordinal()
    when = When(
        "",
        f"{begins:%d %B %Y}",
        begins.isoformat(),
        ends.isoformat(),
        begins=day - epoch,
        ends=(last or day) - epoch + 1,
    )
    figure = SimpleNamespace(low=low, best=best, high=high)
    said = (amount_in_words(figure, ENGLISH), *in_words(figure, ENGLISH))
    return Amount(Keyword("killed", "killed"), *said, low, best, high, "people", when, ())


def drawn(*amounts: Amount):
    briefing = SimpleNamespace(masthead=SimpleNamespace(language="en"), courses=(Course(amounts),))
    (made,) = ranges(briefing)
    return made.drawing


DAY = date(2024, 12, 1).toordinal()


def texts(drawing) -> list[str]:
    return [letters.text for letters in drawing.letters]


def test_the_axis_begins_at_zero_and_holds_every_count():
    drawing = drawn(amount(DAY, 16_000_000, None, None), amount(DAY + 3, None, 16_400_000, None))
    assert texts(drawing)[0] == "0"
    assert "20,000,000" in texts(drawing)


def test_what_is_ten_thousand_times_as_much_stands_on_a_logarithmic_axis_which_the_key_names():
    drawing = drawn(*(amount(DAY + 30 * n, None, 10.0 ** (n + 1), None) for n in range(6)))
    assert texts(drawing)[:2] == ["10", "1,000"]
    heights = [float(y) for y in re.findall(r'<circle cx="[^"]+" cy="([^"]+)"', drawing.shapes)]
    steps = [before - after for before, after in pairwise(heights)]
    assert min(steps) == pytest.approx(max(steps), abs=0.02), "each ten times as much as the one before"
    assert "logarithmic scale" in drawing.key
    assert "on a logarithmic scale: 10 as of" in drawing.alt
    assert "zero" not in drawing.alt


@pytest.mark.parametrize("values", [(0, 100_000), (400, 100_000)])
def test_an_axis_begins_at_zero_where_that_is_counted_or_numbers_are_not_far_apart(values):
    drawing = drawn(*(amount(DAY + 9 * n, None, value, None) for n, value in enumerate(values)))
    assert texts(drawing)[0] == "0"
    assert drawing.key == ("dot: best estimate",)
    assert "from zero up" in drawing.alt


def test_an_open_end_has_its_arrow_on_a_logarithmic_axis():
    drawing = drawn(amount(DAY, None, None, 10), amount(DAY + 9, 10_000, None, None))
    heights = [float(y) for path in re.findall(r'd="M([^"]+)"', drawing.shapes) for y in path.split()[1::2]]
    assert min(heights) >= TOP
    assert max(heights) <= TOP + HEIGHT
    assert {"≤ 10", "≥ 10,000"} <= set(texts(drawing))


def test_the_last_the_highest_and_the_first_count_have_their_labels_before_others():
    high = {20: 9_500_000}
    made = [
        amount(DAY + day, high.get(day, 1_000_000 + day), None, high.get(day, 8_000_000 + day)) for day in range(40)
    ]
    shown = set(texts(drawn(*made)))
    assert "1,000,039–8,000,039" in shown
    drawing = drawn(*(amount(DAY + day, None, 900 if day == 20 else 400 + day, None) for day in range(40)))
    assert {"439", "900", "400"} <= set(texts(drawing))


@pytest.mark.parametrize(("days", "labels"), [(330, ["Jan", "Apr", "Jul", "Oct"]), (1800, ["2021", "2022", "2023"])])
def test_over_a_long_time_months_quarters_or_years_stand_below_the_axis(days, labels):
    first = date(2024, 1, 1).toordinal() if days < 1000 else date(2020, 1, 1).toordinal()
    drawing = drawn(*(amount(first + days * n // 11, None, 5 + n, None) for n in range(12)))
    below = [each.text for each in drawing.letters if each.y > HEIGHT + TOP]
    assert [each.removesuffix(" 2024") for each in below if each.removesuffix(" 2024") in labels] == labels


def test_an_open_end_is_an_arrow_and_told_as_one():
    one = drawn(amount(DAY, 800, None, None), amount(DAY + 3, None, None, 900))
    assert {"≥ 800", "≤ 900"} <= set(texts(one))
    closed = drawn(amount(DAY, 800, None, 850), amount(DAY + 3, None, 900, None))
    assert one.shapes.count('stroke="var(--ink)"') - closed.shapes.count('stroke="var(--ink)"') == 4, "foot and arrow"
    assert {"800–850", "900"} <= set(texts(closed))


def test_dates_in_several_years_say_which():
    drawing = drawn(amount(DAY, 1, None, None), amount(DAY + 400, 2, None, None))
    assert {"01 December 2024", "05 January 2026"} <= set(texts(drawing))


def test_two_days_in_a_row_are_both_named():
    near = Course((amount(DAY + 5, None, 280_000, None), amount(DAY + 6, None, 370_000, None)))
    long = Course((amount(DAY, 1, None, None), amount(DAY + 7, 2, None, None)))
    briefing = SimpleNamespace(masthead=SimpleNamespace(language="en"), courses=(near, long))
    assert {"6 Dec", "7 Dec"} <= set(texts(ranges(briefing)[0].drawing))


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "ru", "uk"])
def test_the_first_and_the_last_date_are_always_named(language):
    near = Course((amount(DAY + 5, None, 280_000, None), amount(DAY + 6, None, 370_000, None)))
    long = Course((amount(DAY - 1, 1, None, None), amount(DAY + 4, 2, None, None)))
    briefing = SimpleNamespace(masthead=SimpleNamespace(language=language), courses=(near, long))
    dates = [each for each in ranges(briefing)[0].drawing.letters if each.y > HEIGHT + TOP]
    assert len(dates) == 2
    assert not dates[0].box.overlaps(dates[1].box)


def test_no_line_runs_through_a_number():
    drawing = drawn(amount(DAY, None, 395, None), amount(DAY + 4, None, 405, None), amount(DAY + 9, None, 820, None))
    lines = re.findall(r'd="M([\d.]+) ([\d.]+) ([\d.]+) \2"[^>]*var\(--(?:rule|muted)\)', drawing.shapes)
    assert lines
    for left, y, right in (map(float, each) for each in lines):
        for box in (each.box for each in drawing.letters if not each.look):
            assert not (box.top < y < box.bottom and left < box.right and box.left < right)


def test_the_key_names_the_signs_that_are_there_and_no_others():
    assert drawn(amount(DAY, None, 1, None), amount(DAY + 9, None, 2, None)).key == ("dot: best estimate",)
    many = drawn(amount(DAY, 1, None, None), amount(DAY + 20, 1, 2, 3), amount(DAY + 21, None, 3, None, DAY + 30))
    assert many.key == ("bar: range", "dot: best estimate", "arrow: open end", "line across: counted over so long")


numbers = st.one_of(st.integers(0, 5_000_000), st.floats(0, 10).map(lambda number: round(number, 2)))
counts = st.tuples(
    st.integers(0, 4000), st.lists(numbers, min_size=1, max_size=3), st.integers(0, 7), st.integers(0, 40)
)


@settings(max_examples=150)
@given(st.lists(counts, min_size=2, max_size=12))
def test_no_label_stands_over_another_or_leaves_the_drawing(found):
    amounts = []
    for day, values, parts, length in found:
        values = sorted(values * 3)[:3]
        low, best, high = (value if parts >> at & 1 else None for at, value in enumerate(values))
        if (low, best, high) != (None, None, None):
            amounts.append(amount(DAY + day, low, best, high, DAY + day + length))
    if len(amounts) < 2:
        return
    drawing = drawn(*sorted(amounts, key=lambda each: each.counted.begins))
    boxes = [letters.box for letters in drawing.letters]
    assert not [(one, other) for one, other in combinations(boxes, 2) if one.overlaps(other)]
    for left, top, right, bottom in boxes:
        assert left >= -1e-6
        assert top >= -1e-6
        assert right <= WIDTH + 1e-6
        assert bottom <= drawing.height + 1e-6
