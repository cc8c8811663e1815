"""Hard pages: issues that are very short, very long or very odd, on paper."""

from __future__ import annotations

import json
import re
import subprocess
import xml.etree.ElementTree as ET
from io import BytesIO
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PIL import Image
from test_grid import LINE, TOP, off_the_grid, pages
from test_withholding import project_of

from briefgen.rules import RULES

SIDE = 22 * 72 / 25.4
"""The margins beside the text, in points."""
AROUND = 1.5
"""How far letters may hang out of their lines, in points."""
Issue = dict[str, Any]


def days(number: int) -> list[str]:
    """So many days of 2024, as far apart as the year allows."""
    return [f"2024-{1 + n * 12 // number:02}-{1 + n * 365 // number % 28:02}" for n in range(number)]


def events(dates: list[str], **more: object) -> list[dict[str, Any]]:
    words = "The operator says that the line failed, and that crews are on their way to it."
    return [
        {"id": f"e{n}", "date": date, "title": f"Line {n} fails", "text": words, "sources": ["log"], **more}
        for n, date in enumerate(dates)
    ]


def issue(period: str = "2024-01-01/2024-12-31", **more: Any) -> Issue:
    """A project with one issue, of nothing but what is given."""
    brief = {"id": "one", "title": "One", "cutoff": f"{period[-10:]}T23:59Z", "period": period, "state": "final"}
    brief |= {"approved": {"by": "Desk", "on": f"{period[-10:]}T23:59Z"}, **more.pop("brief", {})}
    log = {"id": "log", "title": "The operator's log", "published": period[:10], "language": "en", "reliability": "B"}
    return {
        "project": {
            "series": "Grid Watch",
            "handling": "TLP:CLEAR",
            "timezone": "UTC",
            "rules": {rule.name: "off" for rule in RULES if rule.settable},
        },
        "sources": [log, *more.pop("sources", [])],
        "briefs": [brief],
        **more,
    }


def section(text: str, title: str = "A section") -> Issue:
    return issue(events=events(["2024-03-01"]), brief={"sections": [{"part": "fact", "title": title, "text": text}]})


def revised(times: int) -> Issue:
    """A judgement that every issue of a year says anew."""
    dates = days(times)
    judgements = [
        {**judged(term), "id": "j", "basis": ["e0"], "as_of": f"{date}T12:00Z", "changed": f"Change {n}."}
        for n, (date, term) in enumerate(zip(dates, cycle(("likely", "very likely", "unlikely")), strict=False))
    ]
    briefs = [
        {"id": f"b{n}", "number": str(n + 1), "title": f"Issue {n + 1}", "cutoff": f"{date}T23:00Z", "period": date}
        for n, date in enumerate(dates)
    ]
    made = issue(events=events(["2024-01-01"]), assessments=judgements, brief=briefs.pop() | {"id": "one"})
    return made | {"briefs": [*briefs, *made["briefs"]]}


def judged(term: str = "likely") -> dict[str, Any]:
    likelihood = term.replace(" ", "-")
    text = f"The line will {{{term}}} hold."
    return {"id": "j", "text": text, "likelihood": likelihood, "confidence": "low", "because": "One log."}


LATIN = "Reporters of {} say that the line to {} was cut, and {} that it was not. "
RUSSIAN = "Оператор сообщает, что линия электропередачи повреждена и ремонтные бригады уже выехали на место. "
TABLE = "\n".join("| " + " | ".join(f"{word} {n}" for n in range(14)) + " |" for word in ("Quarter", "Total", "Sum"))
TABLE = TABLE.replace("\n", "\n|" + "---|" * 14 + "\n", 1)

ISSUES: dict[str, Issue] = {
    "one event": issue(events=events(["2024-03-01"])),
    "300 events over a year": issue(events=events(days(300), theatre="North")),
    "an event with 40 sources": issue(
        sources=[{"id": f"s{n}", "title": f"Report {n}", "publisher": "The Paper", "published": "2024-03-01",
                  "language": "en", "why": "On the spot."} for n in range(40)],
        events=events(["2024-03-01"], sources=[f"s{n}" for n in range(40)]),
    ),
    "a title of 300 characters": issue(
        events=events(["2024-03-01"], title="A line that is long " * 15), brief={"title": "A title that is long " * 15}
    ),
    "a word of 120 letters": issue(
        sources=[{"id": "s", "title": "W" * 120, "published": "2024-03-01", "language": "en",
                  "url": f"https://example.org/{'a' * 120}"}],
        places=[{"id": "p", "name": "P" * 120}],
        actors=[{"id": "a", "name": "A" * 120}],
        events=events(["2024-03-01"], title="T" * 120, text="t" * 120, place="p", actors=["a"], sources=["s"],
                      figures=[{"what": "f" * 100, "best": 3, "unit": "u" * 120, "source": "s"}]),
        assessments=[{**judged(), "because": "b" * 120, "category": "c" * 120}],
        brief={"title": "T" * 120, "highlights": ["e0"], "gaps": ["g" * 120],
               "bottom_line": {"fact": "l" * 120, "assessment": "m" * 120},
               "sections": [{"part": "fact", "title": "S" * 120, "text": "x" * 120}]},
    ),
    "no assessments": issue(events=events(days(12))),
    "no events": issue(assessments=[judged()]),
    "no forecasts": issue(events=events(days(3)), assessments=[{**judged(), "basis": ["e0"]}]),
    "a count at 200 dates": issue(
        events=[{"id": f"e{n}", "date": at, "title": "Crews count the damaged masts", "sources": ["log"],
                 "figures": [{"what": "masts-down", "best": 900 - n, "counted": at, "source": "log"}]}
                for n, at in enumerate(days(200))],
    ),
    "60 actors": issue(
        actors=[{"id": f"a{n}", "name": f"Company number {n}"} for n in range(60)],
        events=events(["2024-03-01"], actors=[f"a{n}" for n in range(60)]),
    ),
    "a table of 14 columns": section(f"Before.\n\n{TABLE}\n\nAfter."),
    "a picture of 6,000 pixels": section("Before.\n\n![A wide map](map.png)\n\nAfter."),
    "all in Cyrillic": issue(
        events=events(days(5), title="Авария на линии", text=RUSSIAN * 3),
        assessments=[{**judged(), "text": RUSSIAN}],
        brief={"language": "ru", "title": "Энергетика за год", "bottom_line": {"fact": RUSSIAN, "assessment": RUSSIAN}},
    ),
    "Arabic and Latin in a line": section(LATIN.format("دمشق", "حلب (Aleppo)", "«صحيفة»") * 8),
    "a judgement with ten revisions": revised(11),
    "60 events of a title": issue(
        events=[{"id": f"e{n}", "date": "2024-03-01", "title": f"Line {n} fails"} for n in range(60)]
    ),
    "60 events of a title and a place": issue(
        places=[{"id": "p", "name": "North"}],
        events=[{"id": f"e{at}", "date": at, "title": "A line fails", "place": "p"} for at in days(60)],
    ),
    "40 judgements of a sentence": issue(
        assessments=[{"id": f"j{n}", "text": f"The line {n} will hold for as long as it has to."} for n in range(40)]
    ),
    "all events on one day": issue("2024-03-01/2024-03-01", events=events(["2024-03-01"] * 24)),
    "dates from 1854": issue(
        "1854-03-28/1854-12-31",
        sources=[{"id": "old", "title": "The Times", "published": "1854-11-13", "language": "en"}],
        events=events(["1854-09-20", "1854-10-25", "1854-11"], sources=["old"]),
    ),
}  # fmt: skip


def hard_issue(name: str) -> dict[str, bytes]:
    """The files of a project with one of the issues."""
    files = {"content/a.yaml": json.dumps(ISSUES[name]).encode()}
    if "pixels" in name:
        Image.new("RGB", (6000, 2000), "#c8d4dc").save(file := BytesIO(), "PNG")
        files["content/map.png"] = file.getvalue()
    return files


@pytest.fixture(params=list(ISSUES))
def pdf(request, tmp_path) -> Path:
    desk = project_of(tmp_path, hard_issue(request.param))
    result = desk.build("--to", "pdf", "--brief", "one")
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    (made,) = desk.root.glob("output/one/*.pdf")
    return made


class Word(NamedTuple):
    """A word and its box, in points from the top left of the page."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


def words(pdf: Path) -> list[tuple[float, float, list[Word]]]:
    """Of each page its width, its height and its words."""
    done = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True, check=True)
    tree = ET.fromstring(re.sub(" xmlns=[^>]*|<!DOCTYPE[^>]*>", "", done.stdout))
    return [
        (
            float(page.get("width")),
            float(page.get("height")),
            [
                Word(*(float(word.get(side)) for side in ("xMin", "yMin", "xMax", "yMax")), word.text or "")
                for word in page.iter("word")
            ],
        )
        for page in tree.iter("page")
    ]


def body(height: float, found: list[Word]) -> list[Word]:
    """What stands between the head and the foot of a page."""
    return [each for each in found if each.bottom > TOP - 3 and each.top < height - TOP]


def test_an_odd_issue_is_printed_as_a_printing_house_would(pdf):
    whole = words(pdf)
    for number, (width, height, found) in enumerate(whole, 1):
        text = body(height, found)
        outside = [each for each in text if each.left < SIDE - AROUND or each.right > width - SIDE + AROUND]
        assert outside == [], f"page {number}: what leaves the page"
        assert overlapping(text) == [], f"page {number}: what overlaps"
        filled = (max(each.bottom for each in text) - TOP) / (height - 2 * TOP)
        following = body(height, whole[number][2])[:1] if number < len(whole) else []
        least = 0.25 if following and following[0].text in {"Annexes", "How"} else 0.4
        assert number == len(whole) or filled > least, f"page {number} is {filled:.0%} full"
    assert off_the_grid(pdf)[0] == []
    assert stranded(pdf) == []


@pytest.mark.parametrize(("sections", "apart"), [(2, False), (42, True)])
def test_each_part_of_a_long_brief_begins_on_a_page_of_its_own(sections: int, apart: bool, tmp_path: Path) -> None:
    text = "The operator says that the line failed, and that crews are on their way to it. " * 40
    told = [{"part": "fact", "title": f"Section {number}", "text": text} for number in range(sections)]
    long = issue(events=events(["2024-03-01"]), brief={"sections": told})
    desk = project_of(tmp_path, {"content/a.yaml": json.dumps(long).encode()})
    result = desk.build("--to", "pdf", "--brief", "one")
    assert result.exit_code == 0, result.output
    (made,) = desk.root.glob("output/one/*.pdf")
    texts = ([each for each in spans if each.y > TOP and each.text.strip()] for spans in pages(made))
    opening = [min(spans, key=lambda each: each.y).text.strip() for spans in texts]
    assert ("Annexes" in opening) == apart


def overlapping(text: list[Word]) -> list[tuple[str, str]]:
    """Words printed over one another: lines of text are farther apart than half their height."""
    rows = sorted(text, key=lambda each: each.top)
    near = (
        (one, other)
        for at, one in enumerate(rows)
        for other in rows[at + 1 : at + 60]
        if other.top < one.top + 0.4 * (one.bottom - one.top)
    )
    return [
        (one.text, other.text) for one, other in near if min(one.right, other.right) - max(one.left, other.left) > 1
    ]


def stranded(pdf: Path) -> list[tuple[int, str]]:
    """Headings that are the last on their page: all of whose line is set as one."""
    found = []
    for number, spans in enumerate(pages(pdf), 1):
        text = [each for each in spans if TOP < each.y < TOP + 53 * LINE and each.text.strip()]
        last = max(each.y for each in text)
        line = [each for each in text if each.y > last - 1]
        if all(re.search("Bold", each.font) and each.size > 9 for each in line):
            found.append((number, "".join(each.text for each in line)))
    return found
