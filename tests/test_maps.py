"""The locator map: what it shows, what it leaves to words, and that its names can be read."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from briefgen.briefing.elements import Label
from briefgen.briefing.entries import ActorEntry
from briefgen.figures.drawing import Box, Drawing, Lettering, measure, number
from briefgen.figures.earth import outlines
from briefgen.figures.earth.__main__ import MADE, made
from briefgen.figures.earth.plane import clipped_path, clipped_ring, simplified
from briefgen.figures.maps.extents import view_of
from briefgen.figures.maps.ground import ground
from briefgen.figures.maps.layout import main_area
from briefgen.figures.maps.locator import WIDTHS, Locator, located
from briefgen.figures.maps.naming import named
from briefgen.figures.maps.panel import Panel, Spot, panel, surroundings
from briefgen.figures.maps.projections import Regional, World, distance
from briefgen.figures.maps.sheet import Mark, Sheet
from briefgen.language import locale_of

SYRIA = {
    "Aleppo": (36.20, 37.16),
    "Damascus": (33.51, 36.29),
    "Homs": (34.73, 36.71),
    "Hama": (35.13, 36.75),
    "Daraa": (32.62, 36.10),
    "Deir ez-Zor": (35.34, 40.14),
}
NAMES = ("Homs", "Damascus International Airport", "حلب", "Nasib-Jaber border crossing", "Київ", "Ny-Ålesund")


def place(name: str, at: tuple[float, float] | None, events: int = 1) -> ActorEntry:
    labels = tuple(Label(f"{name}-{number}", "event", f"E{number}", "", None) for number in range(events))
    return ActorEntry(name, f"place-{name}", name, {}, (), None, (), at, labels, ())


def drawn(places: list[ActorEntry], width: float = WIDTHS["paper"]) -> Locator:
    made = located(places, {label.id for place in places for label in place.events}, width)
    assert made is not None
    return made


def of(points: dict[str, tuple[float, float]]) -> Locator:
    return drawn([place(name, at) for name, at in points.items()])


def names(places: tuple[ActorEntry, ...]) -> list[str]:
    return [place.name for place in places]


def shown(locator: Locator) -> str:
    return " ".join(letters.text for letters in locator.drawing.letters)


def names_told(locator: Locator, places: Iterable[str]) -> set[str]:
    """Those of some places that are named on the map, or behind a number that stands on it."""
    texts = [letters.text for letters in locator.drawing.letters]
    said = " ".join(texts)
    keyed = {place.name for number, group in locator.key if str(number) in texts for place in group}
    return {name for name in places if name in said or name in keyed}


def where(locator: Locator, name: str) -> tuple[float, float]:
    (letters,) = [letters for letters in locator.drawing.letters if letters.text == name]
    return letters.x, letters.y


few = settings(max_examples=40)
spots = st.tuples(st.sampled_from(NAMES), st.floats(-90, 90), st.floats(-180, 180), st.integers(0, 7))


@few
@given(
    st.lists(spots, min_size=1, max_size=25), st.sampled_from([0.0005, 0.02, 0.3, 1.0]), st.sampled_from(list(WIDTHS))
)
def test_no_name_stands_over_another_or_leaves_the_map_and_no_place_is_lost(found, spread, form):
    places = [
        place(f"{name} {number}", (10 + (north - 10) * spread, 40 + (east - 40) * spread), events)
        for number, (name, north, east, events) in enumerate(found)
    ]
    locator = drawn(places, WIDTHS[form])
    boxes = [letters.box for letters in locator.drawing.letters]
    assert not [(one, other) for one, other in combinations(boxes, 2) if shrunk(one).overlaps(shrunk(other))]
    for left, top, right, bottom in map(shrunk, boxes):
        assert left >= 0
        assert top >= 0
        assert right <= locator.drawing.width
        assert bottom <= locator.drawing.height
    told = shown(locator)
    apart = {each.id for group in (*(places for _, places in locator.key), locator.outside) for each in group}
    for each in places:
        assert each.id in apart or all(word in told for word in each.name.split())


def shrunk(box: Box) -> Box:
    return Box(box.left + 1e-6, box.top + 1e-6, box.right - 1e-6, box.bottom - 1e-6)


def test_a_drawing_is_svg_with_its_words_first_and_the_same_each_time():
    one, other = of(SYRIA).drawing, of(SYRIA).drawing
    assert one == other
    root = etree.fromstring(str(one.svg))
    assert root[0].tag.endswith("title")
    assert "In the south-west: Damascus (1 event)" in root[0].text
    assert "In the north-west: Aleppo (1 event)" in root[0].text


def test_a_far_place_is_named_outside_the_map():
    locator = of({**SYRIA, "Washington": (38.90, -77.04), "Doha": (25.29, 51.53)})
    assert names(locator.outside) == ["Washington", "Doha"]
    assert "Washington" not in shown(locator)
    assert "Map of 6 places, 4" in locator.drawing.alt


def test_of_two_far_places_neither_is_the_one_to_leave_out():
    locator = of({"Damascus": (33.51, 36.29), "Washington": (38.90, -77.04)})
    assert not locator.outside
    assert "Damascus" in shown(locator)
    assert "Washington" in shown(locator)


def test_a_place_without_coordinates_is_named_beside_the_map():
    locator = drawn([*(place(name, at) for name, at in SYRIA.items()), place("Syria", None)])
    assert names(locator.unplaced) == ["Syria"]


def test_without_any_coordinates_there_is_no_map():
    assert located([place("Syria", None)], set(), 300) is None
    assert located([], set(), 300) is None


@pytest.mark.parametrize(
    "at", [(33.51, 36.29), (90.0, 0.0), (-90.0, 0.0), (0.0, 180.0), (-16.85, -179.97), (78.22, 15.65)]
)
def test_a_single_place_has_a_map_of_what_is_around_it(at):
    locator = of({"Here": at})
    assert "Here" in shown(locator)
    assert "Map of 1 place, 300 km" in locator.drawing.alt


def test_places_at_one_point_are_one_mark():
    locator = of({"Homs": (34.73, 36.71), "Homs Central Prison": (34.7301, 36.7102)})
    assert locator.drawing.shapes.count('r="2.7"') == 2  # on the map, and in its legend
    assert "Homs Central Prison" in shown(locator)


def test_more_places_at_one_point_than_fit_beside_it_stand_in_a_key():
    locator = of({f"Quarter {number}": (36.2, 37.16) for number in range(9)})
    ((number, places),) = locator.key
    assert number == 1
    assert len(places) == 9


def test_sixty_places_are_all_named_on_the_map_or_below_it():
    chance = random.Random(7)
    points = {f"Place {number}": (33 + 3 * chance.random(), 36 + 5 * chance.random()) for number in range(60)}
    for width in WIDTHS.values():
        locator = drawn([place(name, at) for name, at in points.items()], width)
        numbers = [number for number, _ in locator.key]
        assert numbers == list(range(1, len(numbers) + 1))
        assert names_told(locator, points) == set(points)


def test_places_that_crowd_are_shown_larger_in_an_inset():
    crowd = {f"Damascus quarter {number}": (33.5 + number / 60, 36.3 + number % 3 / 40) for number in range(9)}
    far = {"Aleppo": (36.20, 37.16), "Deir ez-Zor": (35.34, 40.14), "Daraa": (32.62, 36.10), "Manbij": (36.5, 37.9)}
    locator = of({**far, **crowd})
    assert not locator.key
    assert shown(locator).count(" km") == 2


def districts(count: int) -> dict[str, tuple[float, float]]:
    """Places of one town, six kilometres across."""
    return {f"District {n} of the old town": (33.5 + n // 6 * 0.009, 36.3 + n % 6 * 0.009) for n in range(count)}


def circles(drawing: Drawing) -> list[tuple[float, float, float]]:
    return [tuple(map(float, each)) for each in re.findall(r'cx="([^"]+)" cy="([^"]+)" r="([^"]+)"', drawing.shapes)]


def test_a_map_of_one_town_is_as_close_as_its_places():
    locator = of(districts(36))
    assert shown(locator).count(" km") == 1, "no inset: the map itself is the close one"
    across = [x for x, _, radius in circles(locator.drawing) if radius == 1.7]
    assert max(across) - min(across) > 0.4 * locator.drawing.width
    assert names_told(locator, districts(36)) == set(districts(36))


def test_where_nearly_all_places_are_in_one_town_its_map_is_the_larger_one():
    points = {**districts(36), "Suwayda": (32.71, 36.57), "Daraa": (32.62, 36.10)}
    locator = of(points)
    assert shown(locator).count(" km") == 2
    lowest = max(y for _, y, radius in circles(locator.drawing) if radius == 1.7)
    assert where(locator, "Daraa")[1] < 0.42 * locator.drawing.width < lowest
    assert names_told(locator, points) == set(points)


CROWDED = {
    "Latakia": (35.52, 35.79),
    "Jableh": (35.36, 35.93),
    "Baniyas": (35.18, 35.95),
    "Tartus": (34.89, 35.89),
    "Damascus": (33.51, 36.29),
    "Jaramana": (33.49, 36.35),
    "Harasta": (33.56, 36.37),
    "Douma": (33.57, 36.40),
    "Darayya": (33.46, 36.24),
    "Qudsaya": (33.53, 36.23),
    "Beirut": (33.89, 35.50),
    "Amman": (31.95, 35.93),
    "Homs": (34.73, 36.72),
    "Hama": (35.13, 36.75),
    "Idlib": (35.93, 36.63),
    "Aleppo": (36.20, 37.16),
    "Palmyra": (34.56, 38.28),
    "Raqqa": (35.95, 39.01),
    "Baghdad": (33.32, 44.37),
    "Ankara": (39.93, 32.86),
    "Tehran": (35.69, 51.39),
    "Doha": (25.29, 51.53),
}


@pytest.mark.parametrize("width", WIDTHS.values())
def test_every_place_of_a_crowd_has_a_name_or_a_number_that_the_key_explains(width):
    locator = drawn([place(name, at, 9) for name, at in CROWDED.items()], width)
    assert names_told(locator, CROWDED) == set(CROWDED)


def test_a_capital_among_its_suburbs_is_shown_larger_with_its_name():
    locator = drawn([place(name, at, 9) for name, at in CROWDED.items()])
    assert "Damascus" in shown(locator)
    assert "Latakia" in shown(locator)


def test_the_place_where_most_happened_is_the_first_to_have_its_name():
    points = {f"Checkpoint {n} on the road": (33.5 + n // 9 * 0.03, 36.3 + n % 9 * 0.03) for n in range(81)}
    for most in list(points)[::20]:
        locator = drawn([place(name, at, 7 if name == most else 1) for name, at in points.items()])
        assert most in shown(locator) or all(part in shown(locator) for part in most.split(" on "))
        assert locator.key, "others have numbers"


@pytest.mark.parametrize("width", WIDTHS.values())
def test_no_name_stands_on_the_dot_of_another_place(width):
    for points in (CROWDED, districts(36)):
        drawing = drawn([place(name, at, 9) for name, at in points.items()], width).drawing
        dots = [Box(x - r, y - r, x + r, y + r) for x, y, r in circles(drawing)]
        assert not [(letters.text, dot) for letters in drawing.letters for dot in dots if letters.box.overlaps(dot)]


def lettered(points: dict[str, tuple[float, float]], width: float) -> Panel:
    view = view_of([(east, north) for north, east in points.values()])
    spots = [Spot(place(name, at), (at[1], at[0]), 1) for name, at in points.items()]
    return panel(view.fitted(main_area(width, view)), spots)


COASTS = {
    "the Arctic": {"Longyearbyen": (78.22, 15.65), "Murmansk": (68.97, 33.08), "Alert": (82.5, -62.35)},
    "the world": {"Reykjavík": (64.15, -21.94), "Anchorage": (61.22, -149.9), "Wellington": (-41.29, 174.78)},
    "the Pacific": {"Honiara": (-9.43, 159.95), "Suva": (-18.14, 178.44), "Tonga": (-21.14, -175.2)},
}


@pytest.mark.parametrize("points", COASTS.values(), ids=COASTS)
def test_a_name_by_the_sea_stands_where_no_coast_runs_through_it(points):
    made = lettered(points, WIDTHS["paper"])
    boxes = {letters.text: letters.box for letters in made.letters}
    sheet = Sheet(made.view.area, (), (), made.ground.lines)
    assert boxes.keys() == points.keys()
    assert not {name for name, box in boxes.items() if sheet.struck(box)}


def test_a_coast_is_broken_where_a_name_has_to_stand_on_it():
    view = view_of([(10.0, 60.0)])
    view = view.fitted(main_area(100, view))
    (x, y) = next(point for line in ground(view).land for point in line if 40 < point[0] < 60 and 20 < point[1] < 60)
    bare = panel(view, [])
    written = replace(bare, words=(Lettering("Fjord", x, y, "middle"),))
    patch = written.shapes.removeprefix(bare.ground.shapes)
    assert patch.startswith(f'<rect x="{number(x - measure("Fjord") / 2 - 0.8)}"')
    assert 'stroke="var(--muted)" stroke-width="0.45"' not in patch, "the grounds again, without the line between them"
    assert patch.count("<path") == 2, "sea and land"


@pytest.mark.parametrize("at", [(-37.07, -12.31), (-18.14, 178.44), (78.22, 15.65), (-48.88, -123.39), (33.5, 36.3)])
def test_where_on_the_globe_a_map_is_can_be_told_by_land_and_sea(at):
    view = view_of([(at[1], at[0])])
    around = surroundings(view.fitted(main_area(300, view)), Box(0, 0, 90, 72))
    assert 0.08 <= ground(around, rivers=False).dry < 0.9


def test_a_map_over_the_antimeridian_is_not_one_of_the_world():
    locator = of({"Suva": (-18.14, 178.44), "Taveuni": (-16.85, -179.97), "Lakeba": (-18.22, -178.8)})
    assert "Map of 3 places, 3" in locator.drawing.alt
    assert where(locator, "Suva")[0] < where(locator, "Taveuni")[0] < where(locator, "Lakeba")[0]


def test_a_map_of_the_world_has_no_scale_for_it_has_many():
    locator = of({"Tokyo": (35.7, 139.7), "Lima": (-12.0, -77.0), "Suva": (-18.1, 178.4), "Lagos": (6.5, 3.4)})
    assert "the world" in locator.drawing.alt
    assert "km" not in shown(locator)


def test_a_mark_tells_how_much_happened_and_where_nothing_did():
    places = [place("Aleppo", (36.2, 37.16), 1), place("Hama", (35.13, 36.75), 3), place("Homs", (34.0, 36.7), 8)]
    told = {label.id for each in places[1:] for label in each.events}
    locator = located(places, told, 300)
    assert locator is not None
    signs = [letters.text for letters in locator.drawing.letters]
    assert signs[signs.index("only named") :][:3] == ["only named", "2–4 events", "5 or more"]


def test_the_legend_names_the_lines_and_grounds_that_a_map_shows_and_no_others():
    on_a_river = located([place("Manbij", (36.53, 37.96), 3), place("Kobani", (36.89, 38.35), 3)], set(), 300)
    assert [each.text for each in on_a_river.drawing.letters][-3:] == ["river", "sea or lake", "this map"]
    desert = located([place("Here", (23.0, 10.0), 1), place("There", (23.5, 10.5), 1)], set(), 300)
    assert "river" not in {each.text for each in desert.drawing.letters}


def test_the_legend_runs_as_the_page_does_and_the_map_does_not():
    spots = [place("Aleppo", (36.2, 37.16), 1), place("Homs", (34.0, 36.7), 8)]
    plain, turned = located(spots, set(), 300), located(spots, set(), 300, locale_of("ar"))
    at = {each.text: each.box for each in turned.drawing.letters}
    scale = next(box for text, box in at.items() if text.endswith("كم"))
    assert at[locale_of("ar").pgettext("map", "only named")].right < scale.left, (
        "the scale comes first, which is on the right"
    )
    assert {each.text: each.x for each in plain.drawing.letters}["Homs"] == at["Homs"].left


# Projections.


@given(st.floats(-89, 89), st.floats(-180, 180), st.floats(-60, 60), st.floats(-1500, 1500))
def test_a_map_of_a_region_keeps_distances_from_its_middle(latitude, longitude, east, north):
    projection = Regional(longitude, latitude)
    back = projection.inverse(east * 25, north)
    assert back is not None
    assert projection.forward(*back) == pytest.approx((east * 25, north), abs=1e-6)
    ruled = (east * 25 * east * 25 + north * north) ** 0.5
    assert distance((longitude, latitude), back) == pytest.approx(ruled, rel=0.01, abs=0.01)


def test_distances_are_those_of_the_globe():
    london, paris = (-0.1276, 51.5072), (2.3522, 48.8566)
    assert distance(london, paris) == pytest.approx(344, abs=2)
    assert distance((0, 0), (180, 0)) == pytest.approx(20_015, abs=2)


def test_a_map_of_the_world_keeps_areas():
    def area(south: float, north: float) -> float:
        world = World(0)
        edge = [world.forward(-180, south + (north - south) * step / 500) for step in range(501)]
        return sum((one[0] + two[0]) * (one[1] - two[1]) for one, two in pairwise(edge))

    assert area(0, 30) == pytest.approx(area(-90, 90) / 4, rel=1e-4)  # half the height of a hemisphere
    assert area(-90, 90) == pytest.approx(510.06e6, rel=1e-3)


# Outlines.


def is_land(scale: str, longitude: float, latitude: float) -> bool:
    box = (longitude - 1, latitude - 1, longitude + 1, latitude + 1)
    inside = False
    for ring in outlines("land", scale).rings(box):
        for (x, y), (next_x, next_y) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (y > latitude) != (next_y > latitude):
                inside ^= longitude < x + (latitude - y) * (next_x - x) / (next_y - y)
    return inside


@pytest.mark.parametrize("scale", ["10m", "50m", "110m"])
@pytest.mark.parametrize(
    ("place", "longitude", "latitude", "land"),
    [
        ("Damascus", 36.3, 33.5, True),
        ("Simferopol", 34.1, 44.95, True),
        ("Chukotka, west of 180°", 178.0, 67.5, True),
        ("Chukotka, on it", 180.0, 67.5, True),
        ("Chukotka, east of it", -178.0, 67.0, True),
        ("Vanua Levu", 179.2, -16.6, True),
        ("the South Pole", 10.0, -89.5, True),
        ("Vostok", 106.8, -78.5, True),
        ("the North Pole", 10.0, 89.5, False),
        ("the Mediterranean", 18.0, 35.0, False),
        ("the Caspian Sea", 51.0, 40.0, False),
        ("the Pacific at 180°", 180.0, 10.0, False),
    ],
)
def test_land_is_where_it_is(scale, place, longitude, latitude, land):
    assert is_land(scale, longitude, latitude) is land, place


def test_the_shipped_outlines_are_small():
    folder = Path(__file__).parent.parent / "briefgen/figures/earth/files"
    assert {file.stem for file in folder.glob("*.bin")} == set(MADE)
    assert sum(file.stat().st_size for file in folder.glob("*.bin")) < 2_000_000


@pytest.mark.skipif("BRIEFGEN_OUTLINES" not in os.environ, reason="no folder with what the outlines are made from")
@pytest.mark.parametrize("name", list(MADE))
def test_the_shipped_outlines_are_what_the_script_makes(name):
    folder = Path(__file__).parent.parent / "briefgen/figures/earth/files"
    assert (folder / f"{name}.bin").read_bytes() == made(Path(os.environ["BRIEFGEN_OUTLINES"]), name)


coordinates = st.tuples(st.floats(-20, 20), st.floats(-20, 20))


@given(st.lists(coordinates, min_size=3, max_size=12))
def test_what_is_clipped_lies_in_the_box(points):
    box = (-5.0, -5.0, 5.0, 5.0)
    for line in (clipped_ring(points, box), *clipped_path(points, box)):
        assert all(-5 - 1e-9 <= x <= 5 + 1e-9 and -5 - 1e-9 <= y <= 5 + 1e-9 for x, y in line)


@given(st.lists(coordinates, min_size=2, max_size=40))
def test_a_simpler_line_keeps_its_ends(points):
    made = simplified(points, 3.0)
    assert made[0] == points[0]
    assert made[-1] == points[-1]
    assert set(made) <= set(points)


def test_where_not_even_a_number_has_room_the_mark_stands_alone():
    area = Box(0, 0, 100, 100)
    (alone,) = named([Mark(50, 50, 2, ("Aleppo",))], area, [area])
    assert (alone.letters, alone.number) == ((), None)
    many = named([Mark(50, 50, 2, ("X",))] * 300, area)
    assert all(each.letters or each.number for each in many)


def test_two_places_that_lie_close_have_no_map_of_their_own():
    """Half a page for two names would be more than they say."""
    apart = {"Aleppo": (36.2, 37.16), "Damascus": (33.51, 36.29), "Daraa": (32.62, 36.1), "Al-Qaim": (34.37, 41.06)}
    close = {"Quneitra": (33.13, 35.82), "Golan buffer zone": (33.1, 35.85)}
    locator = drawn([place(name, at, 1 + 2 * (name == "Quneitra")) for name, at in {**apart, **close}.items()])
    assert shown(locator).count(" km") == 1
