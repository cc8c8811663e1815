"""Drawings from data: what they show, in words too, readable in grey, in both directions, with no letter on another."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import combinations, pairwise

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from briefgen import figures, themes
from briefgen.briefing import briefing_of
from briefgen.briefing.elements import Chance, Stamp
from briefgen.briefing.judged import Step
from briefgen.dates import Day
from briefgen.figures.axis import axis
from briefgen.figures.drawing import SIZE, Box, Drawing, measure
from briefgen.figures.lanes import lanes
from briefgen.figures.marks import marks
from briefgen.figures.timeline import FORMS
from briefgen.fonts import FACES
from briefgen.foresight import Bin
from briefgen.language import locale_of
from briefgen.loader import load
from briefgen.outputs.page import compose, percent
from briefgen.reader import read
from briefgen.scales import ICD203, PHIA, SCALES

LANGUAGES = ["en", "fr", "es", "ar", "ru", "uk"]
NAMES = ["North", "South", "The coast and all of the islands before it", "Ост", "حمص"]


def briefing(*events: str, period: str = "2024-03-01/2024-03-08", brief: str = "", more: str = ""):
    """The briefing of one brief over events, each written as the inside of a record."""
    listed = "".join(f"  - {{id: e{n}, title: Event {n}, {event}}}\n" for n, event in enumerate(events))
    text = (
        "project: {series: Test Watch, timezone: UTC, handling: TLP:CLEAR}\n"
        f"events:\n{listed}{more}\n"
        f"briefs: [{{id: one, title: One, cutoff: 3000-01-01, period: {period}{brief}}}]\n"
    )
    loaded = load([read("a.yaml", text.encode())])
    assert loaded.dossier is not None, loaded.faults
    return briefing_of(loaded.dossier, loaded.dossier.briefs["one"])


def drawn(made, form: str = "screen", **options) -> Drawing:
    timeline = figures.timeline(made, form, **options)
    assert timeline is not None
    return timeline.drawing


def placed(made, form: str = "screen"):
    """The marks of a timeline, by the name of their lane, with the axis they stand on."""
    period, own = made.masthead.period, lanes(made.entries, made.lanes, 12)
    plan = FORMS[form].holding(own)
    along = axis(period.begins, period.ends, plan.gutter, plan.width, "en")
    found = {lane.name: marks(lane.entries, along, plan.blocks, plan.lines) for lane in own}
    return along, found


def held(mark) -> set[str]:
    return {entry.label.id for entry in mark.entries}


def shapes(drawing: Drawing) -> list[ET.Element]:
    root = ET.fromstring(drawing.svg)
    return [each for each in root.iter() if each.tag.rpartition("}")[2] in ("rect", "polygon", "path", "circle")]


# What a timeline holds


def test_a_mark_is_as_wide_as_its_date_leaves_open():
    made = briefing(
        "date: 2024-03-02",
        "date: 2024-03-03/2024-03-05",
        "date: 2024-03-06, time: 06:00/18:00",
        "date: 2024-03",
        period="2024-03-01/2024-03-31",
    )
    along, found = placed(made)
    widths = {held(mark).pop(): (mark.right - mark.left) / along.day for mark in found[""]}
    assert widths["e0"] == pytest.approx(1)
    assert widths["e1"] == pytest.approx(3)
    assert widths["e3"] == pytest.approx(31)
    assert 0 < widths["e2"] < 1, "half a day, or what can be seen"


def test_an_open_date_goes_on_beyond_the_axis_and_so_does_one_that_began_before():
    made = briefing("date: 2024-03-05/..", "date: 2024-02-01/2024-03-02", "date: 2024-03-03")
    along, found = placed(made)
    ends = {held(mark).pop(): (mark.left, mark.right) for mark in found[""]}
    assert ends["e0"][1] == along.right
    assert ends["e1"][0] == along.left
    polygons = [each for each in shapes(drawn(made)) if each.tag.endswith("polygon")]
    assert len(polygons) == 2, "these have a point where they go on"
    assert "pointed: beyond the period" in drawn(made).key


def test_a_doubtful_date_is_hollow():
    made = briefing("date: 2024-03-05~", "date: 2024-03-03")
    fills = [each.get("fill") for each in shapes(drawn(made)) if each.tag.endswith("rect")]
    assert sorted(fills) == ["var(--muted)", "var(--paper)"]


def test_events_that_cannot_be_told_apart_are_one_mark_with_their_number_and_the_text_says_which():
    made = briefing(*["date: 2024-03-05"] * 3, "date: 2024-03-06")
    timeline = figures.timeline(made, "screen")
    assert sorted(each.text for each in timeline.drawing.letters if each.look == "paper") == ["3", "E4"]
    ((when, labels),) = timeline.holdings[0].marks
    assert (when, [label.text for label in labels]) == ("5 Mar", ["E1", "E2", "E3"])


def test_a_mark_that_is_too_small_for_its_label_is_named_in_the_text():
    made = briefing(*(f"date: 2024-03-05, time: {clock}" for clock in ("04:30", "08:00", "11:30")), "date: 2024-03-06")
    timeline = figures.timeline(made, "screen")
    assert {"E1", "E3", "E4"} < {each.text for each in timeline.drawing.letters}
    named = [(when, [label.text for label in labels]) for held in timeline.holdings for when, labels in held.marks]
    assert named == [("5 Mar, 08:00", ["E2"])], "between two others no label has room"


@pytest.mark.parametrize("form", FORMS)
def test_five_events_of_a_year_have_their_labels_beside_them(form):
    days = ["02-05", "04-05", "09-20", "10-18", "12-27"]
    made = briefing(*(f"date: 2024-{day}" for day in days), period="2024-01-01/2024-12-31")
    timeline = figures.timeline(made, form)
    labels = [each for each in timeline.drawing.letters if each.text.startswith("E")]
    assert [each.text for each in labels] == ["E1", "E2", "E3", "E4", "E5"]
    assert not timeline.holdings, "they are named in the figure"
    blocks = [each for each in shapes(timeline.drawing) if each.tag.endswith("rect")]
    for block, label in zip(blocks, labels, strict=True):
        left, width = float(block.get("x")), float(block.get("width"))
        beside = min(abs(label.box.left - left - width), abs(label.box.right - left))
        assert beside < 2.5, "close enough to its mark to be taken for its own"


@pytest.mark.parametrize("form", ["brief", "screen"])
def test_a_timeline_without_lanes_has_no_empty_room_before_it(form):
    first = drawn(briefing("date: 2024-03-05", "date: 2024-03-06"), form).letters[0]
    assert (first.text, first.box.left) == ("1 Mar", pytest.approx(2))


@pytest.mark.parametrize("form", FORMS)
def test_the_name_of_a_lane_stands_there_whole(form):
    name = "Southern and south-western front line"
    drawing = drawn(briefing(f"date: 2024-03-05, theatre: {name}", "date: 2024-03-06, theatre: East"), form)
    names = [each for each in drawing.letters if each.authored]
    assert " ".join(each.text for each in names) == f"{name} East"
    assert not any(one.box.overlaps(other.box) for one, other in pairwise(names))


def test_a_mark_that_is_wider_than_its_dates_has_another_shape_and_the_key_says_so():
    """Three hundred exact days look otherwise than as many months."""
    days = [f"date: {Day.from_ordinal(19723 + n * 365 // 300).iso()}" for n in range(300)]
    exact = drawn(briefing(*days, period="2024-01-01/2024-12-31"), "brief")
    counted = [each for each in exact.letters if each.look == "paper"]
    rounded = [each for each in shapes(exact) if each.tag.endswith("polygon")]
    assert len(counted) == len(rounded) > 11
    assert "rounded: grouped, not to scale" in exact.key
    months = [f"date: 2024-{1 + n % 12:02}" for n in range(300)]
    vague = drawn(briefing(*months, period="2024-01-01/2024-12-31"), "brief")
    assert [each.text for each in vague.letters if each.text.isdigit()] == ["25"] * 12
    assert not [each for each in shapes(vague) if each.tag.endswith("polygon")]
    assert "rounded: grouped, not to scale" not in vague.key


@pytest.mark.parametrize("form", FORMS)
def test_the_less_a_date_says_the_lighter_is_its_mark(form):
    whole_year = ["date: 2024", "date: 2024-01-01/2024-12-31", "date: 2024"]
    made = briefing(
        *whole_year, "date: 2024-05", "date: 2024-02-03", "date: 2024-02-03", period="2024-01-01/2024-12-31"
    )
    widths = []
    for each in shapes(drawn(made, form)):
        if each.get("fill") == "var(--ink)":
            x = [float(corner.split(",")[0]) for corner in (each.get("points") or "").split()]
            widths.append(float(each.get("width") or 0) or max(x) - min(x))
    assert widths, "the exact days are dark"
    assert max(widths) < 12, "and they alone"


@pytest.mark.parametrize("form", FORMS)
def test_no_mark_drops_to_another_row_where_nothing_overlaps_it(form):
    """Each cell of a dense lane has one mark, which leaves those beside it their room."""
    days = [f"date: {Day.from_ordinal(19723 + n * 365 // 300).iso()}" for n in range(300)]
    _, found = placed(briefing(*days, *["date: 2024-11-11"] * 9, period="2024-01-01/2024-12-31"), form)
    assert {mark.row for mark in found[""]} == {0}


def test_events_of_one_day_have_a_timeline_of_its_hours_where_clocks_order_them_and_else_none():
    same = briefing(*["date: 2024-03-05"] * 24)
    assert all(figures.timeline(same, form) is None for form in FORMS)
    assert not same.pictured, "nor has page one a heading over nothing"
    drawing = drawn(briefing("date: 2024-03-05, time: 04:30", "date: 2024-03-05, time: 16:00", "date: 2024-03-05"))
    assert [each.text for each in drawing.letters][:2] == ["5 Mar", "03:00"]
    assert drawing.alt == "Timeline of 5 March 2024: 3 events."


def test_runs_of_events_are_written_by_their_ends_which_lead_there():
    made = briefing(*["date: 2024-03-05"] * 8, "date: 2024-03-06")
    page = compose(made, themes.find("default", {}), "screen", lambda _: "", str)
    held = re.search(r'<p class="small holding">.*?</p>', page, re.DOTALL)[0]
    assert re.sub("<[^>]*>", "", held).split() == ["5", "Mar:", "E1–E8."]
    assert re.findall('href="(#[^"]*)"', held) == ["#event-e0", "#event-e7"]


def test_a_list_of_what_marks_hold_that_is_too_long_to_read_gives_way_to_the_chronology():
    events = [f"date: 2024-03-{1 + n % 28:02}, theatre: T{n * 7 % 5}" for n in range(300)]
    timeline = figures.timeline(briefing(*events, period="2024-03-01/2024-03-28"), "paper")
    assert not timeline.holdings
    assert "which events: see Chronology" in timeline.drawing.key


def test_a_word_over_a_phase_that_it_fits_is_set_there():
    phases = "{title: Aleppo, from: 2024-11-27, to: 2024-12-07}, {title: Damascus, from: 2024-12-08, to: 2024-12-09}"
    phases += ", {title: The first week after Assad, from: 2024-12-10, to: 2024-12-15}"
    made = briefing(
        "date: 2024-12-05, theatre: East", "date: 2024-12-02, theatre: West", period="2024-11-27/2024-12-15",
        brief=f", phases: [{phases}]",
    )  # fmt: skip
    timeline = figures.timeline(made, "paper")
    assert "Damascus" in [each.text for each in timeline.drawing.letters]
    assert timeline.phases == ()


@pytest.mark.parametrize("form", [name for name, form in FORMS.items() if form.whole])
def test_every_event_can_be_found_by_its_label_in_the_figure_or_beside_it(form):
    events = [f"date: 2024-0{1 + n % 3}-{1 + n % 28:02}, theatre: {NAMES[n % 4]}" for n in range(40)]
    made = briefing(*events, "date: 2024-03-05, time: 04:30", period="2024-01-15/2024-03-15")
    timeline = figures.timeline(made, form)
    assert "which events: see Chronology" not in timeline.drawing.key
    found = {each.text for each in timeline.drawing.letters}
    found |= {label.text for held in timeline.holdings for _, labels in held.marks for label in labels}
    assert {entry.label.text for entry in made.entries} <= found


def test_on_page_one_events_have_their_labels_and_the_key_is_short():
    made = briefing("date: 2024-03-05", "date: 2024-03-06", "date: 2024-03-03/2024-03-07")
    drawing = drawn(made, "brief")
    assert [each.text for each in drawing.letters if each.look == "paper"] == ["E2", "E3"]
    assert drawing.key == ("Width: what the date leaves open", "line: longer than a column")


@pytest.mark.parametrize("form", FORMS)
def test_every_event_is_in_the_lanes_that_are_its_own_whatever_the_form(form):
    events = [f"date: 2024-03-0{1 + n % 8}, theatre: {NAMES[n % 3]}" for n in range(60)]
    made = briefing(*events, "date: 2024-02-20/..", "date: 2024-03-01/2024-03-04, theatre: North")
    _, found = placed(made, form)
    shown = [id_ for lane in found.values() for mark in lane for id_ in held(mark)]
    assert sorted(shown) == sorted(entry.label.id for entry in made.entries)


def test_three_hundred_events_of_a_year_stay_readable():
    events = [f"date: {Day.from_ordinal(19723 + n * 7919 % 366).iso()}, theatre: {NAMES[n % 3]}" for n in range(300)]
    made = briefing(*events, period="2024-01-01/2024-12-31")
    timeline = figures.timeline(made, "paper")
    drawing = timeline.drawing
    assert drawing.height < 300, "less than half a page"
    assert "which events: see Chronology" in drawing.key
    assert all(len(labels) > 1 for held in timeline.holdings for _, labels in held.marks), "a list of all helps nobody"
    assert [each.text for each in drawing.letters][:12] == [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]  # fmt: skip


def test_one_event_has_no_timeline():
    assert figures.timeline(briefing("date: 2024-03-05"), "brief") is None


@pytest.mark.parametrize(
    ("period", "events", "labels"),
    [
        (
            "2024-03-05/2024-03-05",
            ["date: 2024-03-05, time: 03:00", "date: 2024-03-05, time: 04:00"],
            ["5 Mar", "03:00", "06:00"],
        ),
        ("2024-03-01/2024-03-08", ["date: 2024-03-02", "date: 2024-03-04"], ["1 Mar", "2", "3"]),
        ("1853-10-01/1856-04-30", ["date: 1854-10-25", "date: 1854-11-05"], ["1854", "Apr", "Jul"]),
        ("1700-01-01/1899-12-31", ["date: 1854-10-25", "date: 1854-11-05"], ["1700", "1720", "1740"]),
    ],
)
def test_an_axis_is_divided_as_its_period_asks(period, events, labels):
    texts = [each.text for each in drawn(briefing(*events, period=period)).letters]
    at = texts.index(labels[0])
    assert texts[at : at + 3] == labels


def test_lanes_are_theatres_where_there_are_several_else_categories_and_a_brief_may_say_otherwise():
    both = ["date: 2024-03-05, theatre: North, category: strike", "date: 2024-03-05, theatre: South, category: talks"]
    assert briefing(*both).lanes == "theatre"
    assert briefing(both[0], "date: 2024-03-05, category: talks").lanes == "category"
    assert briefing("date: 2024-03-05", "date: 2024-03-06").lanes is None
    made = briefing(
        "date: 2024-03-05, actors: [army, rebels]",
        "date: 2024-03-06, actors: [army]",
        brief=", timeline: {lanes: actor}",
        more="actors: [{id: army, name: The army}, {id: rebels, name: Rebels}]",
    )
    assert [(lane.name, len(lane.entries)) for lane in lanes(made.entries, made.lanes, 9)] == [
        ("The army", 2),
        ("Rebels", 1),
    ]


def test_lanes_that_there_is_no_room_for_are_one():
    made = briefing(*[f"date: 2024-03-0{n + 1}, theatre: T{n % 5}" for n in range(8)], "date: 2024-03-02")
    found = lanes(made.entries, made.lanes, 3)
    assert [(lane.name, len(lane.entries)) for lane in found] == [("T0", 2), ("T1", 2), ("Other", 5)]


def test_phases_are_bands_with_their_titles():
    phases = "{title: Opening, from: 2024-03-01, to: 2024-03-03}, {title: The lull, from: 2024-03-04, to: 2024-03-08}"
    made = briefing("date: 2024-03-05", "date: 2024-03-02", brief=f", phases: [{phases}]")
    drawing = drawn(made)
    titles = [each for each in drawing.letters if each.look == "strong"]
    assert [each.text for each in titles] == ["Opening", "The lull"]
    assert [each.box.top for each in titles] == [0, 0], "side by side, not one below the other"
    assert [each.get("fill") for each in shapes(drawing)].count("var(--ground)") == 1
    assert "Opening" not in [each.text for each in drawn(made, "brief").letters]


def test_a_timeline_says_in_words_what_it_shows():
    made = briefing(
        "date: 2024-03-01, theatre: North",
        "date: 2024-03-03/2024-03-04, theatre: North",
        "date: 2024-03-06, theatre: South",
    )
    assert drawn(made).alt == (
        "Timeline of 1–8 March 2024: 3 events by theatre. "
        "North: 2 events, 1–4 March 2024; South: 1 event, 6 March 2024."
    )
    endless = briefing("date: 2024-03-01/.., theatre: North", "date: 2024-03-06, theatre: South")
    assert "North: 1 event, from 1 March 2024" in drawn(endless).alt


def test_on_a_screen_every_mark_leads_to_its_event_and_says_what_it_is():
    made = briefing("date: 2024-03-01", "date: 2024-03-06, theatre: <b>", "date: 2024-03-06, theatre: South")
    links = [each for each in ET.fromstring(drawn(made, links=True).svg).iter() if each.tag.endswith("}a")]
    assert {each.get("href") for each in links} == {"#event-e0", "#event-e1", "#event-e2"}
    assert links[0].get("aria-label") == "E2, 6 March 2024: Event 1"
    assert "<a " not in drawn(made).svg


def test_no_phase_begins_with_a_line_through_the_title_of_another():
    days = ["01", "03", "04", "05", "06"]
    phases = ", ".join(f"{{title: A long title of phase {d}, from: 2024-03-{d}, to: 2024-03-08}}" for d in days)
    drawing = drawn(briefing("date: 2024-03-05", "date: 2024-03-02", brief=f", phases: [{phases}]"))
    edges = [each.get("d") for each in shapes(drawing) if each.get("stroke-width") == "0.8"]
    assert len(edges) == len(days)
    for edge in edges:
        x, top = map(float, re.findall(r"[\d.]+", edge)[:2])
        for title in (each for each in drawing.letters if each.look == "strong"):
            assert not (title.box.left < x < title.box.right and title.box.bottom > top + 0.1), title.text


def test_a_phase_without_room_for_its_title_has_a_number_and_the_text_says_what_it_stands_for():
    phases = (
        "{title: A long prelude in many words, from: 2024-03-01, to: 2024-03-05}, "
        "{title: Uninterrupted negotiations, from: 2024-03-06, to: 2024-03-06}, "
        "{title: The end, from: 2024-03-07, to: 2024-03-08}"
    )
    made = briefing("date: 2024-03-05", "date: 2024-03-02", brief=f", phases: [{phases}]")
    timeline = figures.timeline(made, "screen")
    along, _ = placed(made)
    titles = [each for each in timeline.drawing.letters if each.look == "strong"]
    assert " ".join(each.text for each in titles) == "A long prelude in many words 1 The end"
    assert [(number, phase.title) for number, phase in timeline.phases] == [("1", "Uninterrupted negotiations")]
    (number,) = (each.box for each in titles if each.text == "1")
    assert along.left + 5 * along.day <= number.left < number.right <= along.left + 6 * along.day


@pytest.mark.parametrize("form", FORMS)
def test_no_line_runs_through_the_name_of_a_lane_or_a_month(form):
    phases = "{title: Before, from: 2024-01-01, to: 2024-01-06}, {title: After, from: 2024-01-07, to: 2024-12-31}"
    events = [f"date: 2024-{1 + n % 12:02}-05, theatre: {NAMES[n % 3]}" for n in range(30)]
    drawing = drawn(briefing(*events, period="2024-01-01/2024-12-31", brief=f", phases: [{phases}]"), form)
    lines = [each for each in shapes(drawing) if each.tag.endswith("path")]
    assert lines
    for line in lines:
        x, top, right, bottom = map(float, re.findall(r"[\d.]+", line.get("d")))
        for name in (
            each for each in drawing.letters if each.look in ("", "muted", "strong") and each.anchor == "start"
        ):
            box = name.box
            assert not (box.left < x == right < box.right and top < box.bottom - 0.1 and box.top + 0.1 < bottom), (
                name.text
            )


# Letters


@st.composite
def ledgers(draw):
    """Events of every kind of date, in a few lanes, and phases."""
    day = st.integers(19_700, 19_800).map(lambda number: Day.from_ordinal(number).iso())
    date = st.one_of(
        day,
        day.map(lambda each: each + "~"),
        st.tuples(day, day).map(lambda both: "/".join(sorted(both))),
        day.map(lambda each: each[:7]),
        day.map(lambda each: f"{each}/.."),
        day.map(lambda each: f"{each}, time: 04:30"),
    )
    event = st.builds("date: {}, theatre: {}".format, date, st.sampled_from(NAMES))
    events = draw(st.lists(event, min_size=2, max_size=40))
    first, last = sorted(draw(st.tuples(st.integers(19_700, 19_800), st.integers(19_700, 19_800))))
    starts = sorted(draw(st.sets(st.integers(first, last), max_size=5)))
    days = [Day.from_ordinal(each).iso() for each in (*starts, last)]
    phases = [f"{{title: {draw(st.sampled_from(NAMES))}, from: {start}, to: {end}}}" for start, end in pairwise(days)]
    period = f"{Day.from_ordinal(first).iso()}/{Day.from_ordinal(last).iso()}"
    return events, period, f", phases: [{', '.join(phases)}]"


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(ledgers(), st.sampled_from(sorted(FORMS)))
def test_no_letters_lie_on_others_and_none_leave_the_drawing(ledger, form):
    events, period, phases = ledger
    timeline = figures.timeline(briefing(*events, period=period, brief=phases), form)
    if timeline is None:
        return  # no two events fall into the period
    boxes = [(each.text, each.box) for each in timeline.drawing.letters]
    for (one, a), (other, b) in combinations(boxes, 2):
        assert not a.overlaps(b), (one, other)
    for text, box in boxes:
        assert box.left >= -0.01, text
        assert box.right <= timeline.drawing.width + 0.01, text
        assert box.bottom <= timeline.drawing.height + 0.6, text
    for each in timeline.drawing.letters:
        if each.anchor == "middle":
            start, width, _ = (float(number) for number in re.findall(r"([\d.]+)%", timeline.drawing.place(each)))
            assert start + width <= 100.01, "nor do their elements, which would widen the page"


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(ledgers(), st.sampled_from(sorted(FORMS)))
def test_no_marks_lie_on_others(ledger, form):
    events, period, _ = ledger
    _, found = placed(briefing(*events, period=period), form)
    for own in found.values():
        for one, other in combinations(own, 2):
            if (one.line, one.row) == (other.line, other.row):
                assert one.right <= other.left + 0.01 or other.right <= one.left + 0.01
        assert max((mark.row for mark in own if not mark.line), default=0) < FORMS[form].blocks


SHOWN = {
    ("Source Sans 3", 400),
    ("Source Sans 3", 600),
    ("IBM Plex Sans Arabic", 400),
    ("IBM Plex Sans Arabic", 700),
}


@pytest.mark.parametrize(
    "face",
    [face for face in FACES if face.style == "normal" and (face.family, face.weight) in SHOWN],
    ids=lambda face: face.file,
)
def test_letters_are_taken_for_as_wide_as_they_are_at_least(face):
    font = TTFont(__file__.replace("tests/test_figures.py", f"briefgen/fonts/files/{face.file}"))
    advances, glyphs = font["hmtx"], font.getBestCmap()
    european = [*range(0x20, 0x7F), *range(0xC0, 0x100), *range(0x391, 0x3CA), *range(0x410, 0x450)]
    for letter in map(chr, range(0x621, 0x64B) if "Arabic" in face.family else european):
        if ord(letter) in glyphs:
            assert advances[glyphs[ord(letter)]][0] / font["head"].unitsPerEm * SIZE <= measure(letter) + 0.01, letter


# Likelihood, confidence, trends, calibration


def termed(words: str, key: str, low: float, high: float) -> Chance:
    return Chance(words, key, low, high, f"{low}–{high} %")


@pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)
def test_a_likelihood_is_a_block_in_its_band_among_those_of_the_scale(scale):
    for term in scale.terms:
        drawing = figures.likelihood(termed(term.words[0], term.key, term.low, term.high), scale)
        assert drawing.alt == f"{term.words[0]}, {term.low}–{term.high} % on the {scale.name} scale"
        high = [each for each in shapes(drawing) if float(each.get("height")) > 5]
        assert [(float(each.get("x")), float(each.get("width"))) for each in high] == [
            (2 * term.low, 2 * (term.high - term.low))
        ]
        assert len(shapes(drawing)) == len(scale.terms)


def test_a_stated_number_is_a_bar_in_its_band_and_the_previous_issue_a_frame():
    before = termed("unlikely", "unlikely", 20, 45)
    drawing = figures.likelihood(Chance("very likely", "very-likely", 85, 85, "85 %", "85 %"), ICD203, before)
    bar, frame = shapes(drawing)[-2:]
    assert (float(bar.get("x")), float(bar.get("width"))) == (169, 2)
    assert frame.get("fill") == "none"
    assert drawing.alt.endswith("; the previous issue said unlikely, 20–45 %")


def test_a_number_in_a_gap_of_the_yardstick_is_drawn_where_it_is():
    drawing = figures.likelihood(Chance("52 %", None, 52, 52, "52 %", "52 %"), PHIA)
    assert float(shapes(drawing)[-1].get("x")) == 103


@pytest.mark.parametrize(("level", "filled"), [("low", 1), ("moderate", 2), ("high", 3)])
def test_confidence_is_as_many_filled_steps_as_it_has(level, filled):
    drawing = figures.confidence(level, "why")
    assert [each.get("fill") for each in shapes(drawing)] == ["var(--ink)"] * filled + ["none"] * (3 - filled)
    assert drawing.alt == f"step {filled} of 3: why"


def history(count: int) -> list[Step]:
    terms = [ICD203.terms[n % 7] for n in range(count)]
    return [
        Step(None, n, termed(t.words[0], t.key, t.low, t.high), ("low", "moderate", "high", None)[n % 4], None)
        for n, t in enumerate(terms, 1)
    ]


def test_a_trend_shows_each_version_and_how_sure_it_was():
    drawing = figures.trend(history(3))
    assert [each.text for each in drawing.letters] == [
        "0\u00a0%",
        "50\u00a0%",
        "100\u00a0%",
        "Issue 1",
        "Issue 2",
        "Issue 3",
    ]
    assert drawing.alt == (
        "Likelihood over time. issue 1: almost no chance, 1–5 %, confidence moderate; issue 2: very unlikely, 5–20 %, "
        "confidence high; issue 3: unlikely, 20–45 %."
    )
    circles = [each for each in shapes(drawing) if each.tag.endswith("circle")]
    assert len(circles) == 2 + 2, "two rings, a dot and a disc; none where the desk did not say how sure it was"
    assert figures.trend(history(1)) is None


def test_the_key_of_a_trend_names_the_signs_it_has_and_no_others():
    assert figures.trend(history(3)).key == (
        "band: likelihood",
        "ring with a dot: confidence moderate",
        "full circle: confidence high",
    )


def test_a_step_that_no_issue_printed_is_placed_by_its_day():
    first, *rest = history(3)
    before = replace(first, issue=None, since=Stamp("8 December 2024, 05:00", "2024-12-08T05:00:00+03:00"))
    assert below(figures.trend([before, *rest])) == ["8 Dec", "Issue 2", "Issue 3"]
    assert below(figures.trend([replace(first, issue=None), *rest])) == ["From the start", "Issue 2", "Issue 3"]


def below(drawing: Drawing) -> list[str]:
    """What stands below the axis."""
    return [each.text for each in drawing.letters if "%" not in each.text]


@pytest.mark.parametrize("count", [2, 7, 10, 30, 120])
def test_the_first_and_the_last_step_of_a_trend_are_always_named(count):
    names = below(figures.trend(history(count)))
    assert (names[0].split()[-1], names[-1].split()[-1]) == ("1", str(count))


@pytest.mark.parametrize("count", [2, 10, 30])
def test_the_letters_of_a_trend_have_room(count):
    letters = figures.trend(history(count)).letters
    assert not any(one.box.overlaps(other.box) for one, other in combinations(letters, 2))


def fared(name: str, forecast: float, observed: float, count: int) -> Bin:
    return Bin(name, forecast, observed, count, count, 0.1)


BINS = [fared("unlikely", 0.325, 0.25, 4), fared("likely", 0.675, 0.75, 12), fared("very likely", 0.875, 1.0, 9)]


def test_calibration_holds_what_was_forecast_against_what_happened():
    drawing = figures.calibration(BINS)
    circles = [each for each in shapes(drawing) if each.tag.endswith("circle")]
    xs, ys = ([float(each.get(axis)) for each in circles] for axis in ("cx", "cy"))
    assert xs == sorted(xs)
    assert ys == sorted(ys, reverse=True)
    radii = [float(each.get("r")) for each in circles]
    assert radii[0] < radii[2] < radii[1]
    assert "likely: 12 forecasts at 68 %, of which 75 % happened" in drawing.alt
    assert {"unlikely · 4", "likely · 12", "very likely · 9"} <= {each.text for each in drawing.letters}


EVEN = [
    ("very unlikely", 0.125, 0.25),
    ("unlikely", 0.325, 0.25),
    ("roughly even chance", 0.5, 0.25),
    ("likely", 0.675, 0.75),
    ("very likely", 0.875, 1.0),
    ("almost certain", 0.97, 0.75),
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_circle_of_a_calibration_says_its_term_and_its_count_and_no_line_or_circle_strikes_them(language):
    locale = locale_of(language)
    drawing = figures.calibration([fared(*each, 4) for each in EVEN], locale=locale)
    labels = [each for each in drawing.letters if each.look != "muted"]
    assert [each.text for each in labels] == [f"{locale.gloss('likelihood', term)} · 4" for term, _, _ in EVEN]
    found = shapes(drawing)
    for each in (each for each in found if each.tag.endswith("circle")):
        x, y, r = (float(each.get(name)) for name in ("cx", "cy", "r"))
        assert not any(Box(x - r, y - r, x + r, y + r).overlaps(label.box) for label in labels)
    for each in (each for each in found if each.tag.endswith("path") and "--ink" not in each.get("stroke", "")):
        numbers = list(map(float, each.get("d")[1:].split()))
        for part in (at / 200 for at in range(201)):
            x, y = (numbers[axis] + part * (numbers[axis + 2] - numbers[axis]) for axis in (0, 1))
            assert not any(label.box.overlaps(Box(x, y, x, y)) for label in labels)


def test_a_circle_at_a_hundred_per_cent_stays_in_the_plot():
    drawing = figures.calibration([fared("very likely", 1.0, 1.0, 9), fared("unlikely", 0.0, 0.0, 9)])
    found = shapes(drawing)
    (frame,) = [each for each in found if each.tag.endswith("rect")]
    left, top, width, height = (float(frame.get(name)) for name in ("x", "y", "width", "height"))
    for each in (each for each in found if each.tag.endswith("circle")):
        x, y, r = (float(each.get(name)) for name in ("cx", "cy", "r"))
        assert Box(x - r, y - r, x + r, y + r).within(Box(left, top, left + width, top + height))


@pytest.mark.parametrize(
    ("share", "said"), [(0.125, 13), (0.325, 33), (0.675, 68), (0.875, 88), (0.124, 12), (1.0, 100)]
)
def test_halves_of_a_per_cent_are_rounded_up_wherever_a_share_is_printed(share, said):
    one = fared("likely", share, share, 1)
    assert (one.forecast_words, one.observed_words) == (f"{said} %", f"{said} %")
    assert percent(locale_of("en"), share).split()[0] == str(said)
    assert f"at {said} %, of which {said} % happened" in figures.calibration([one]).alt


@given(st.lists(st.tuples(st.floats(0.01, 0.99), st.floats(0, 1), st.integers(1, 400)), min_size=1, max_size=7))
@example([(0.5, 0.0, 1), (0.5, 0.25, 1), (0.5, 0.125, 10), (0.5, 0.125, 100), (0.5, 0.09375, 1)])
def test_the_letters_of_a_calibration_have_room(values):
    drawing = figures.calibration([fared("likely", *each) for each in values])
    assert not any(one.box.overlaps(other.box) for one, other in combinations(drawing.letters, 2))


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.integers(1, 400)), min_size=1, max_size=7))
def test_a_calibration_stays_in_its_frame_and_covers_no_label_of_an_axis(values):
    drawing = figures.calibration([fared("likely", *each) for each in values])
    frame = Box(0, 0, drawing.width, drawing.height)
    axes = [each.box for each in drawing.letters if each.look == "muted"]
    assert [each.text for each in drawing.letters].count("0\u00a0%") == 2
    assert all(each.box.within(frame) for each in drawing.letters if each.look != "muted")
    for each in (each for each in shapes(drawing) if each.tag.endswith("circle")):
        x, y, r = (float(each.get(name)) for name in ("cx", "cy", "r"))
        held = Box(x - r, y - r, x + r, y + r)
        assert held.within(frame)
        assert not any(held.overlaps(label) for label in axes)


def forecasts(*results: str) -> str:
    return "forecasts:\n" + "".join(
        f"  - {{id: f{n}, text: It rains, likelihood: {likelihood}, outcome: {{result: {result}, on: 2024-04-01}}}}\n"
        for n, (likelihood, result) in enumerate(each.split() for each in results)
    )


def test_resolved_forecasts_are_counted_by_their_terms():
    results = ["likely occurred"] * 3 + [
        "likely did-not-occur",
        "0.7 occurred",
        "unlikely void",
        "unlikely unresolvable",
    ]
    record = briefing("date: 2024-03-05", more=forecasts(*results, "unlikely did-not-occur")).record
    assert (record.occurred, record.did_not_occur, record.void, record.unresolvable) == (4, 2, 1, 1)
    assert len(record.scored) == 6
    unlikely, likely = record.bins
    assert (unlikely.name, unlikely.forecast, unlikely.observed, unlikely.count) == (
        "unlikely",
        pytest.approx(0.325),
        0,
        1,
    )
    assert (likely.name, likely.forecast, likely.observed, likely.count) == ("likely", pytest.approx(0.68), 0.8, 5)


@pytest.mark.parametrize(("count", "shown"), [(19, False), (20, True)])
def test_calibration_is_shown_from_twenty_resolved_forecasts_on(count, shown):
    made = briefing("date: 2024-03-05", more=forecasts(*["likely occurred"] * count, "likely void"))
    page = compose(made, themes.find("default", {}), "screen", lambda _: "", str)
    assert f"{count} occurred and 0 did not. 1 was void" in page
    assert ("drawing calibration" in page) == shown
    assert ("Forecasts that have come out, by their likelihood" in page) == shown


# All drawings


def every(rtl: bool = False) -> list[Drawing]:
    events = [f"date: 2024-03-0{1 + n % 8}, theatre: {NAMES[n % 3]}" for n in range(20)] + [
        "date: 2024-03-04~/2024-03-06"
    ]
    made = briefing(*events)
    return [
        *(drawn(made, form, rtl=rtl) for form in FORMS),
        figures.likelihood(termed("likely", "likely", 55, 80), ICD203, termed("unlikely", "unlikely", 20, 45), rtl),
        figures.confidence("moderate", rtl=rtl),
        figures.trend(history(4), rtl),
        figures.calibration(BINS, rtl),
    ]


def test_the_same_data_gives_the_same_drawing():
    assert every() == every()


def test_a_title_comes_first_and_says_what_is_shown():
    for drawing in every():
        first = ET.fromstring(drawing.svg)[0]
        assert first.tag.endswith("title")
        assert first.text == drawing.alt
        assert re.search(r"\d", drawing.alt)


def test_shapes_hold_no_letters_and_no_ids():
    for drawing in every():
        assert "<text" not in drawing.svg
        assert " id=" not in drawing.svg


def test_from_right_to_left_shapes_and_letters_are_mirrored():
    for plain, turned in zip(every(), every(rtl=True), strict=True):
        assert turned.shapes == plain.shapes
        assert f"matrix(-1 0 0 1 {turned.width:g} 0)" in turned.svg
        for one, other in zip(plain.letters, turned.letters, strict=True):
            swapped = plain.place(one).replace("left:", "\0").replace("right:", "left:").replace("\0", "right:")
            assert turned.place(other) == swapped


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return sum(weight * each for weight, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("scheme", ["", "dark-"])
def test_what_lies_side_by_side_is_told_apart_without_colour(scheme):
    """Blocks by how much they hold, and what is written in them; by contrast (WCAG 2.2: 3 for shapes, 4.5 for text)."""
    tokens = dict(re.findall(r"(--[\w-]+): (#\w{6})", themes.find("default", {}).files["tokens.css"]))
    grey = {name: luminance(tokens[f"--{scheme}{name}"]) + 0.05 for name in ("ink", "muted", "rule", "paper")}

    def contrast(one: str, other: str) -> float:
        return max(grey[one], grey[other]) / min(grey[one], grey[other])

    assert contrast("ink", "paper") > 4.5
    assert contrast("muted", "paper") > 4.5
    assert contrast("ink", "rule") > 4.5
    assert contrast("ink", "muted") > 1.7, "that a block holds several is said by its number too"
    assert contrast("muted", "rule") > 3


def test_on_a_page_no_id_is_there_twice_and_on_paper_every_colour_is_written_out(sample):
    page = (sample / "syria-2024-12-08" / "syria-2024-12-08.html").read_text("utf-8")
    ids = re.findall(r'\sid="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    made = briefing("date: 2024-03-05", "date: 2024-03-06")
    paper, screen = (compose(made, themes.find("default", {}), form, lambda _: "", str) for form in ("print", "screen"))
    drawings = re.findall(r'<svg [^>]*class="drawing.*?</svg>', paper, re.DOTALL)
    assert drawings
    assert not any("var(" in each for each in drawings)
    assert 'fill="var(--muted)"' in screen


def test_in_a_pdf_a_drawing_is_a_figure_with_its_words(sample):
    with pikepdf.open(sample / "syria-2024-12-08" / "syria-2024-12-08.pdf") as pdf:
        told = [
            str(each.Alt).replace("\u00a0", " ")
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
        ]
    assert len([each for each in told if each.startswith("Timeline of 1–8 December 2024: 48 events by theatre.")]) == 2
    assert any(each.startswith("Likelihood over time.") for each in told)
    assert any("the previous issue said unlikely" in each for each in told)
