"""Bad input: a clear finding each, with its place, nothing written, no traceback, the previous output untouched.

In a case, `«` and `»` stand around the fault; they are taken out before the file is written, and a finding must begin
and end between them.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from conftest import Desk
from PIL import Image as Pixels
from processor import at_most

from briefgen.build import making
from briefgen.rules import ALL

SECONDS = 5
"""Of a processor: what else the machine does is not the doing of a check."""
RULES = {rule.name for rule in ALL}

PROJECT = """
project: {series: Grid Watch, handling: TLP:CLEAR, timezone: Europe/Berlin}
sources:
  - {id: log, title: Operator's log, published: 2024-03-01, origin: operator, reliability: B, language: de}
events:
  - {id: outage, date: 2024-03-01, title: Power fails, sources: [log], status: reported}
briefs:
  - {id: issue-1, title: Power fails, cutoff: 2024-03-08, period: 2024-03-01/2024-03-08}
"""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound project with its output."""
    desk = Desk(tmp_path_factory.mktemp("built"))
    desk.write("content/project.yaml", PROJECT)
    result = desk.build("--to", "html", "--to", "json")
    assert result.exit_code == 0, result.output
    return desk.root


@pytest.fixture
def grid(built: Path, tmp_path: Path) -> Desk:
    shutil.copytree(built, tmp_path / "grid")
    return Desk(tmp_path / "grid")


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def offset(text: str, line: int, column: int) -> int:
    """The 0-based place in a text of a line and column that count from 1."""
    lines = text.split("\n")
    assert 1 <= line <= len(lines)
    assert 1 <= column <= len(lines[line - 1]) + 1
    return sum(len(each) + 1 for each in lines[: line - 1]) + column - 1


def refused(desk: Desk) -> list[dict[str, Any]]:
    """The errors that `check` prints; `build` says them too and leaves all as it was."""
    before = tree(desk.root)
    checked, result = in_time(desk.check, "--format", "json"), in_time(desk.build, "--to", "html", "--to", "json")
    found = [each for each in json.loads(checked.stdout) if each["severity"] == "error"]
    assert (checked.exit_code, result.exit_code) == (1, 1)
    assert "Nothing was written." in result.stderr
    assert tree(desk.root) == before
    assert found
    for each in found:
        assert each["rule"] in RULES
        assert f"{each['file']}:{each['line']}:{each['column']}" in result.stderr
    return found


def in_time(command: Callable[..., Result], *words: str) -> Result:
    with at_most(SECONDS):
        return command(*words)


def marked(case: str) -> tuple[str, list[tuple[int, int]]]:
    """A case without its marks, and the stretches that they mark."""
    stretches, text = [], ""
    for part in re.split("(«[^»]*»)", case):
        if part.startswith("«"):
            stretches.append((len(text), len(text) + len(part) - 2))
        text += part.strip("«»")
    return text, stretches


# Whole files

WHOLE = {
    "an empty file": (b"", "empty-file"),
    "a file of nothing but a comment": (b"# later\n", "empty-file"),
    "a file that is a word": (b"hello\n", "not-sections"),
    "a file that is a list": (b"- {id: a, date: 2024, title: T}\n", "not-sections"),
    "a file of 6 MB": (b"# " + b"x" * 6_000_000 + b"\n", "file-too-large"),
    "a file of 21 MB": (b"# " + b"x" * 21_000_000 + b"\n", "unreadable-file"),
    "a file of too many values": (b"events: [" + b"a," * 600_000 + b"]\n", "too-many-values"),
}


@pytest.mark.parametrize("case", WHOLE)
def test_a_fault_of_a_whole_file_stands_at_its_beginning(grid: Desk, case: str) -> None:
    data, rule = WHOLE[case]
    (grid.root / "content" / "wrong.yaml").write_bytes(data)
    (found,) = refused(grid)
    assert (found["rule"], found["file"], found["line"], found["column"]) == (rule, "content/wrong.yaml", 1, 1)


# Faults with a place

EVENT = "date: 2024-03-02, sources: [log]"
BOMB = "\n".join(f"  - &{b} [*{a}, *{a}]" for a, b in itertools.pairwise("abcdefghijklmnop"))
NINES = "«" + "9" * 5000 + "»"


def event(more: str) -> str:
    """An event of which only this is wrong."""
    return f"events:\n  - {{id: a, title: T, {EVENT}, {more}}}\n"


def text(words: str) -> str:
    return event(f"text: {words}")


def brief(more: str) -> str:
    return f"briefs:\n  - {{id: b, title: T, cutoff: 2024-03-09, period: 2024-03, {more}}}\n"


def section(file: str) -> str:
    return brief(f"sections: [{{part: fact, title: S, file: «{file}»}}]")


def count(best: str) -> str:
    return event(f"figures: [{{what: dead, best: {best}}}]")


PLACED = {
    # what a record is made of
    "an unknown key": (event("«confilcts»: C"), "unknown-key"),
    "an unknown key deep inside": (event("figures: [{what: dead, «bets»: 3}]"), "unknown-key"),
    "an unknown key in a translation": (event("translations: {ar: {«titel»: x}}"), "unknown-key"),
    "a key in a translation that holds no text": (event("translations: {ar: {«sources»: x}}"), "unknown-key"),
    "a language that is none": (event("translations: {«arabic»: {title: x}}"), "wrong-value"),
    "an unknown section": ("«event»:\n  - {id: a, date: 2024-03, title: T}", "unknown-section"),
    "a missing field": ("events:\n  - «{id: a, title: T}»", "missing-field"),
    "a list for a text": (event("theatre: «[T, U]»"), "wrong-value"),
    "a word for a list": ("events: «none»", "wrong-value"),
    "a word for a record": ("events: [«none»]", "wrong-value"),
    "a list for sections": ("events: «{id: a, date: 2024, title: T}»", "wrong-value"),
    "nothing for a text": ("events:\n  - id: a\n    date: 2024-03\n    title:« # cut short»\n", "wrong-value"),
    "a mapping for a date": ("events:\n  - {id: a, date: «{year: 2024}», title: T}", "wrong-value"),
    "a negative count": (count("«-5»"), "wrong-value"),
    "infinity": (count("«.inf»"), "wrong-value"),
    "a number of 5,000 digits": (count(NINES), "wrong-value"),
    "an issue number of 5,000 digits": (brief(f"number: {NINES}"), "wrong-value"),
    "a year of 5,000 digits": ("events:\n  - {id: a, date: «Y" + "9" * 5000 + "», title: T}", "wrong-value"),
    "a day that does not exist": ("events:\n  - {id: a, date: «2024-02-30», title: T}", "wrong-value"),
    "a date in another order": ("events:\n  - {id: a, date: «08/12/2024», title: T}", "wrong-value"),
    "a word out of a choice": (event("status: «confrimed»"), "unknown-word"),
    "a marking of another scheme": (event("handling: «SECRET»"), "unknown-handling"),
    "a script as an address": ("sources:\n  - {id: s, title: T, url: «javascript:alert(1)»}", "wrong-value"),
    "a text of 70 KB": (text("«" + "word " * 14_000 + "»"), "wrong-value"),
    "a second project": ("«project»: {series: Other}", "second-project"),
    # texts that YAML takes for something else
    "a text cut by a comment": ("events:\n  - id: a\n    date: 2024\n    title: Road «#5 cut»\n", "comment-in-text"),
    "a text that is all comment": ("events:\n  - id: a\n    date: 2024-03\n    title: «#5 cut»\n", "comment-in-text"),
    "a comment that swallows a brace": ("events:\n  - {id: a, date: 2024, title: Road «#5 cut}»\n", "comment-in-text"),
    "a comment that swallows all of a text": (
        "events:\n  - {id: a, date: 2024-03, title: «#5 cut}»\nactors: []\n", "comment-in-text"
    ),
    "a first line that is all comment": (
        "events:\n  - id: a\n    title: «#5 cut»\n      off\n    date: 2024\n", "comment-in-text"
    ),
    "a comment in a text of two lines": (
        "events:\n  - id: a\n    title: The road\n      is «#5»\n      and #6\n    date: 2024\n", "comment-in-text"
    ),
    "a text that begins with a brace": ("events:\n  - id: a\n    title: {very likely} «to» rain\n", "yaml-syntax"),
    "a text that begins with a bracket": (event("theatre: [x] «y»"), "yaml-syntax"),
    # YAML
    "a tab as indentation": ("events:\n«\t- {id: a, date: 2024, title: T}»", "yaml-syntax"),
    "quotes that are not closed": ("events:\n  - {id: a, date: 2024, title: «\"T}\n»", "yaml-syntax"),
    "brackets that are not closed": ("events: [«{id: a, date: 2024, title: T\nactors: []\n»", "yaml-syntax"),
    "30,000 open brackets": ("events: " + "[" * 19 + "«" + "[" * 29_981 + "»", "nested-too-deep"),
    "30,000 open braces": ("events: " + "{a: " * 19 + "«" + "{a: " * 29_981 + "»", "nested-too-deep"),
    "30,000 dashes": ("events:\n  " + "- " * 19 + "«" + "- " * 29_981 + "a»", "nested-too-deep"),
    "an alias bomb": (f"events:\n  - «&a [»x, x]\n{BOMB}", "anchor-or-alias"),
    "an alias that contains itself": ("events: «&a [*a]»", "anchor-or-alias"),
    "an alias of nothing": ("events: «*a»", "anchor-or-alias"),
    "a Python tag": ("events: «!!python/object/apply:os.system [echo]»", "yaml-tag"),
    "a tag of one's own": (event("theatre: «!upper T»"), "yaml-tag"),
    "a duplicate key": (event("theatre: T, «theatre»: U"), "duplicate-key"),
    "a section written twice": ("events: []\n«events»: []", "duplicate-key"),
    "two documents": ("events: []\n«---\n»actors: []", "several-documents"),
    "a directive of another version": ("«%YAML 2.0»\n---\nevents: []", "yaml-directive"),
    "a directive that is none": ("«%TAG x»\n---\nevents: []", "yaml-directive"),
    "a noncharacter": (event("theatre: T«\ufffe»"), "control-character"),
    "a directive": ("«%YAML 1.1\n---»\nevents: []", "yaml-directive"),
    "a list as a key": (event("«[id]»: a"), "key-not-a-word"),
    # what nobody sees
    "a NUL": (event("theatre: T«\0»"), "control-character"),
    "a NUL by an escape": (event('theatre: «"T\\0"»'), "control-character"),
    "a bidi override": (event("theatre: T«\u202e»U"), "hidden-character"),
    "a bidi override by an escape": (event('theatre: «"T\\u202EU"»'), "hidden-character"),
    "a bidi override by an entity": (text("T«&#x202e;»U"), "hidden-character"),
    "a bidi override in double quotes": (event('theatre: "T«\u202e»U"'), "hidden-character"),
    "an entity in double quotes": (text('"T«&#x202e;»U"'), "hidden-character"),
    "a zero-width space": (event("theatre: T«\u200b»U"), "hidden-character"),
    "tag characters": (event("theatre: T«\U000e0041\U000e0042»"), "hidden-character"),
    "a letter that no font has": (event("theatre: «\u5317»"), "missing-glyph"),
    # what leads nowhere
    "a dangling source": (event("figures: [{what: dead, best: 1, source: «logg»}]"), "unknown-source"),
    "a dangling basis": (
        "assessments:\n  - {id: j, text: T, likelihood: likely, confidence: low, because: B, basis: [«zz»]}",
        "unknown-basis",
    ),
    "a dangling citation": (text('"T [«@logg»]."'), "unknown-citation"),
    "a dangling place": (event("place: «nowhere»"), "unknown-place"),
    "a dangling highlight": (brief("highlights: [«outtage»]"), "unknown-event"),
    "a repeated id": (f"events:\n  - {{id: «outage», title: T, {EVENT}}}", "duplicate-id"),
    "a circular order": (event("order: {after: [«b»]}") + f"  - {{id: b, title: T, {EVENT}, order: {{after: [a]}}}}",
                         "order-cycle"),
    "an event after itself": (event("order: {after: [«a»]}"), "order-cycle"),
    "a Markdown file that is missing": (section("nothing.md"), "missing-file"),
    "a Markdown file outside": (section("../../../etc/passwd"), "unreadable-file"),
    "a link to a script": (text('"[x](«javascript:alert(1)»)"'), "unsafe-link"),
    "a link to a script by an entity": (text('«"[x](javascript&#58;alert(1))"»'), "unsafe-link"),
    "a link to a local path": (text('"[x](«/etc/passwd»)"'), "unsafe-link"),
    "a link to a file": (text('"[x](«file:///etc/passwd»)"'), "unsafe-link"),
    "a picture outside": (text('"![x](«../../x.png»)"'), "unsafe-link"),
    "a picture of another site": (text('"![x](«https://x.org/x.png»)"'), "unsafe-link"),
    "a picture that is missing": (text('"![x](«x.png»)"'), "broken-image"),
    # Markdown
    "a list so deep that its text would be dropped": (text('«"' + "- " * 200 + 'x"»'), "too-deep-prose"),
    "quotes so deep that their text would be dropped": (text('«"' + "> " * 200 + 'x"»'), "too-deep-prose"),
}  # fmt: skip


@pytest.mark.parametrize("case", PLACED)
def test_a_fault_is_found_where_it_stands_and_does_not_cascade(grid: Desk, case: str) -> None:
    written, rule = PLACED[case]
    file, stretches = marked(written)
    (grid.root / "content" / "wrong.yaml").write_bytes(file.encode())
    found = refused(grid)
    assert {each["rule"] for each in found} == {rule}, found
    places = []
    for each in found:
        if each["file"] == "content/wrong.yaml":
            start, end = (offset(file, each[f"{at}line"], each[f"{at}column"]) for at in ("", "end_"))
            places.append((start, end))
            assert start < end
    assert places
    for start, end in places[: len(stretches)]:
        assert any(a <= start and end <= b for a, b in stretches), (file[start:end][:80], found)


@pytest.mark.parametrize(
    ("title", "columns"),
    [
        ("T\u202eU", [14]),
        ("T&#x202e;U", [14]),
        ("T\\u202eU", [12]),
        ("T\u202eU\\u202eU", [12, 14]),
        ("T\u202eU\\u200bU", [12, 14]),
        ("T\u202eU\u202eU", [14, 16]),
        ("T\a", [14]),
    ],
)
def test_a_hidden_character_in_double_quotes_is_one_finding(grid: Desk, title: str, columns: list[int]) -> None:
    """At the character, or else, where an escape makes it, at the text."""
    grid.write("content/wrong.yaml", f'events:\n  - id: a\n    title: "{title}"\n    date: 2024-03-02\n')
    found = refused(grid)
    assert {each["rule"] for each in found} <= {"hidden-character", "control-character"}
    assert [each["column"] for each in found] == columns


@pytest.mark.parametrize(
    ("case", "hint"),
    [
        (
            "events:\n  - id: a\n    title: {very likely} to rain\n",
            "a text that begins with `{` needs quotes around it",
        ),
        ("events:\n  - id: a\n    title: [x] y\n", "a text that begins with `[` needs quotes around it"),
        ("events:\n  - {id: a, title: {x}: y}\n", "a text that begins with `{` needs quotes around it"),
        ("events:\n  - [x] y\n", "a text that begins with `[` needs quotes around it"),
        ("events: [{id: a} {id: b}]\n", "write it, or put a text that holds such signs into quotes"),
        ("events:\n  - {id: a}\n - {id: b}\n", "look at this line and the one above"),
        ("events: [{id: a}] ]\n", "delete it, or put the text into quotes"),
        (
            "events:\n  - {id: a, title: T, date: [2024-12-07, 2024-12-08]}\n",
            'put the date into quotes: `"[2024-12-07,2024-12-08]"`',
        ),
        (
            "events:\n  - {id: a, title: T, date: {2024-12-07,2024-12-08}}\n",
            'put the date into quotes: `"{2024-12-07,2024-12-08}"`',
        ),
        ("events:\n  - {id: a, date: 2024, title: [x]}\n", "a text that begins with `[` needs quotes around it"),
    ],
)
def test_a_text_that_yaml_takes_for_a_list_or_a_mapping_gets_the_hint_to_quote_it(
    grid: Desk, case: str, hint: str
) -> None:
    grid.write("content/wrong.yaml", case)
    (found,) = refused(grid)
    assert found["hint"] == hint


def entry(more: str) -> str:
    """An event in a block, of which only these lines are wrong."""
    return f"events:\n  - id: a\n    date: 2024-03-02\n    title: T\n    {more}\n"


WRITTEN_FOR = {
    "a list for a text": (entry("theatre: «[T, U]»"), "this is a list of 2", "keep one, or put a text that begins"),
    "a text in brackets": (entry("theatre: «[Update]»"), "a list of 1", "that begins with `[` needs quotes around it"),
    "a text in braces": (entry("theatre: «{likely}»"), "a mapping", "that begins with `{` needs quotes around it"),
    "lines for a text": (entry("theatre:\n      «- T\n      - U»"), "this is a list of 2", "keep one"),
    "a text with a colon": (entry("theatre:\n      «a: b»"), "this is a mapping", "holds `: ` needs quotes around it"),
    "a list for an id": (entry("place: «[homs, hama]»"), "an id is wanted here, and this is a list of 2", "keep one"),
    "an id in brackets": (entry("place: «[homs]»"), "an id is wanted", "write it without brackets: `homs`"),
    "a record for an id": (entry("place: «{id: homs, name: H}»"), "an id is wanted", "write its id alone: `homs`"),
    "a word in brackets": (entry("status: «[denied]»"), "one word is wanted", "write it without brackets: `denied`"),
    "words for a word": (entry("status: «[denied, claimed]»"), "one word is wanted", "keep one"),
    "a mapping for a figure's source": (
        entry("figures: [{what: dead, best: 1, source: «{id: log}»}]"),
        "the id of a source is wanted here, or a list of ids, and this is a mapping of keys and values",
        "write its id alone: `log`",
    ),
    "a list for a number": (entry("figures: [{what: dead, best: «[1, 2]»}]"), "a number is wanted here", "keep one"),
    "a list for a marking": (entry("handling: «[TLP:RED]»"), "one word is wanted", "without brackets: `TLP:RED`"),
    "a word for a list": (entry("sources: «log»"), "a list is wanted here", "write `[log]`"),
    "words for a list": (entry("sources: «log, lag»"), "a list is wanted here", "write `[log, lag]`"),
    "a list in quotes": (entry("sources: «\"[log, lag]\"»"), "a list is wanted here", "write it without quotes"),
    "one record for a list": (entry("sources: «{source: log}»"), "this is a mapping", "put `- ` before it"),
    "a dash for a hyphen": (entry("sources: «– log»"), "a list is wanted here", "here stands `–`: write `- `"),
    "a dash for the first hyphen": ("events:\n  «– id: a»\n", "a list is wanted here", "here stands `–`: write `- `"),
    "none for a list": ("events: «none»\n", "a list is wanted here", "delete the key where there is nothing to say"),
    "nothing for a list": ("events:«\n»", "and nothing is written", "write an entry, or delete the key"),
    "a word for keys": (entry("order: «homs»"), "keys and values are wanted here", "its keys are after"),
    "a list for keys": ("project:\n  «- series: S»\n", "this is a list of 1", "write it without the `- `"),
    "a key without its space": ("events:\n  - «id:a»\n", "keys and values are wanted", "behind it: write `id: `"),
    "one coordinate": ("places: [{id: p, name: N, at: «[34.7]»}]\n", "latitude and longitude are wanted here", None),
    "three coordinates": ("places: [{id: p, name: N, at: «[1, 2, 3]»}]\n", "in degrees such as [34.73, 36.71]", None),
    "coordinates as a text": (
        "places: [{id: p, name: N, at: «\"34.7, 36.7\"»}]\n", "latitude and longitude", "write `[34.7, 36.7]`"
    ),
    "one end of a range": ("assessments: [{id: j, text: T, likelihood: «[0.8]»}]\n", "a range is two numbers", None),
    "curly quotes around an id": (entry("place: «“homs”»"), "an id is lower-case", "curly quotes are a part of"),
    "curly quotes around a date": ("events: [{id: a, title: T, date: «“2024”»}]\n", "is not a date", "curly quotes"),
    "a comma at the end": ("events: \n  - id: «a,»\n    date: 2024\n    title: T\n", "an id is", "delete the `,`"),
    "an odd space in an id": (entry("place: «homs\u00a0»"), "an id is", "it holds a no-break space (U+00A0)"),
    "a record for each key": ("events:\n  «a: {date: 2024}\n  b: {date: 2024}»\n", "a list", "write `- id: a` and its"),
    "a sign for a colon": ("events:\n  - «id = a»\n", "keys and values are wanted", "and here `=`: write `id: `"),
    "a colon of Chinese": ("events:\n  - «id： a»\n", "keys and values are wanted", "and here `：`: write `id: `"),
    "an id too long": (entry("place: «" + "a" * 101 + "»"), "100 characters at most, and this one has 101",
                       None),
    "an id as a title": (entry("place: «Évian les_Bains»"), "`homs-taken`: write `evian-les-bains`", None),
    "an odd hyphen in an id": (entry("place: «homs\u2011taken»"), "an id is", "a non-breaking hyphen (U+2011)"),
    "a number with commas": (entry("figures: [{what: dead, best: «'1,200'»}]"), "or `0.85`: write `1200`", None),
    "a range for a number": (entry("figures: [{what: dead, best: «10-20»}]"), "write `low: 10` and `high: 20`", None),
    "about a number": (entry("figures: [{what: dead, best: «~100»}]"), ": write `100`", None),
    "more than a number": (entry("figures: [{what: dead, best: «over 100»}]"), ": write `low: 100`", None),
    "degrees of a side": ("places: [{id: p, name: N, at: [«34.73S», 36.7]}]\n", ": write `-34.73`", None),
    "a percentage": ("assessments: [{id: j, text: T, likelihood: «85%»}]\n", "such as 0.85: write `0.85`", None),
    "a language that is none": ("actors: [{id: x, name: N, native: {«arabic»: N}}]\n", "a language is a tag", None),
}  # fmt: skip


@pytest.mark.parametrize("case", WRITTEN_FOR)
def test_a_hint_goes_by_what_is_wanted_and_what_is_written(grid: Desk, case: str) -> None:
    written, message, hint = WRITTEN_FOR[case]
    file, ((start, end),) = marked(written)
    grid.write("content/wrong.yaml", file)
    (found,) = refused(grid)
    assert found["rule"] == "wrong-value"
    assert message in found["message"]
    assert (found["hint"] is None) if hint is None else (hint in found["hint"]), found
    assert (offset(file, found["line"], found["column"]), found["column"] > 0) == (start, True)
    assert offset(file, found["end_line"], found["end_column"]) <= max(end, start + 1)


@pytest.mark.parametrize(
    ("case", "hint"),
    [
        ("events:\n  - {id:a, date: 2024, title: T}\n", "write `id: `"),
        ("events:\n  - {id: a, date: 2024, titel: T}\n", "did you mean `title`?"),
        ("events:\n  - {id: a, date: 2024, title: T, translations: {ar: {titel: T}}}\n", "did you mean `title`?"),
        ("events:\n  - {ID: a, date: 2024, title: T}\n", "did you mean `id`?"),
        ("actors:\n  - {<<: {kind: person}, id: a, name: N}\n", "write out the keys"),
        (event("figures: [{what: dead, best: 1,200}]"), "write a number without commas"),
        ("events:\n  - {id: a, date: 2024, “title”: T}\n", "curly quotes"),
        ("events:\n  - {id: a, date: 2024, title\u00a0: T}\n", "a no-break space (U+00A0)"),
        ("events:\n  - {id: a, date: 2024, title: T, 5 dead}\n", "a text that holds a comma needs quotes"),
        ("events:\n  - id: a\n    date: 2024\n    title: T\n    confilcts:\n", "did you mean `conflicts`?"),
    ],
)
def test_a_key_that_is_typed_wrong_is_one_finding(grid: Desk, case: str, hint: str) -> None:
    grid.write("content/wrong.yaml", case)
    (found,) = refused(grid)
    assert found["rule"] == "unknown-key"
    assert hint in found["hint"]


def test_a_dash_before_each_key_is_explained(grid: Desk) -> None:
    grid.write("content/wrong.yaml", "events:\n  - id: a\n  - date: 2024\n  - title: T\n")
    assert {each["hint"] for each in refused(grid)} == {"`- ` stands before the first key of a record only"}


def test_a_weight_that_is_none_is_one_finding_at_the_weight(grid: Desk) -> None:
    settings = PROJECT.replace("timezone", "rules: {unused-source: none}, timezone")
    grid.write("content/project.yaml", settings)
    (found,) = refused(grid)
    assert (found["rule"], found["hint"]) == ("unknown-word", "the words are error, warning, advice, off")
    assert settings.splitlines()[found["line"] - 1][found["column"] - 1 :].startswith("none}")


# Several faults of one file


def test_a_section_written_twice_is_one_finding_and_its_records_are_checked_all_the_same(grid: Desk) -> None:
    grid.write(
        "content/wrong.yaml",
        """
        events:
          - {id: a, date: 2024-03-02, title: T, sources: [log]}
          - {id: b, date: 2024-03-02, title: T, sources: [log]}
        actors: []
        events:
          - {id: c, date: 2024-03-02, title: T, sources: [log]}
          - {id: d, date: 2024-02-30, title: T, sources: [log]}
          - {id: e, id: f, date: 2024-03-02, title: T}
        """,
    )
    found = [(each["rule"], each["line"], each["column"]) for each in refused(grid)]
    assert found == [("duplicate-key", 6, 1), ("wrong-value", 8, 19), ("duplicate-key", 9, 13)]


def test_settings_written_twice_are_one_finding(grid: Desk) -> None:
    more = "project: {series: Other, timezone: UTC, rules: {unused-source: off}}\n"
    grid.write("content/project.yaml", PROJECT + more)
    (found,) = refused(grid)
    assert (found["rule"], found["line"]) == ("duplicate-key", len(PROJECT.splitlines()) + 1)


def test_whatever_yaml_has_and_a_ledger_has_not_is_told_at_once_with_the_other_faults(grid: Desk) -> None:
    file = """\
events:
  - &first
    id: a
    date: &day 2024-03-02
    title: !upper T
    status: confrimed
  - id: b
    date: *day
    sources: *nowhere
    titel: T
  - {<<: *first, id: c}
  - !event {id: d, unheard: of}
  - {id: e, date: 2024-03-02, title: "a\\u202eb"}
actors:
  - {id: x}
"""
    grid.write("content/wrong.yaml", file)
    assert [(each["rule"], each["line"], each["column"]) for each in refused(grid)] == [
        ("anchor-or-alias", 2, 5),
        ("anchor-or-alias", 4, 11),
        ("yaml-tag", 5, 12),
        ("unknown-word", 6, 13),
        ("anchor-or-alias", 8, 11),
        ("anchor-or-alias", 9, 14),
        ("unknown-key", 10, 5),
        ("anchor-or-alias", 11, 10),
        ("yaml-tag", 12, 5),
        ("hidden-character", 13, 38),
        ("missing-field", 15, 5),
    ]


def test_every_character_that_nobody_sees_is_told_at_once_with_the_other_faults(grid: Desk) -> None:
    first, second = "{id: a\u200b, date: 2024-03-02, title: T\u202eU}", "{id: b, date: 2024-02-30, title: V\x07\x07W}"
    grid.write("content/wrong.yaml", f"events:\n  - {first}\n  - {second}\n")
    assert [(each["rule"], each["line"], each["column"]) for each in refused(grid)] == [
        ("hidden-character", 2, 11),
        ("hidden-character", 2, 40),
        ("wrong-value", 3, 19),
        ("control-character", 3, 39),
    ]


@pytest.mark.parametrize(
    "file",
    [
        "events:\n" + "  - *a\n" * 1000,
        "events:\n" + "  - {id: \u200bx}\n" * 1000,
        "events:\n" + "  - !!x y\n" * 1000,
        "events:\n" + "\u00a0\u00a0- {id: x}\n" * 1000,
    ],
    ids=["aliases", "hidden characters", "tags", "odd spaces"],
)
def test_of_very_many_faults_the_first_are_told_and_that_there_may_be_more(grid: Desk, file: str) -> None:
    grid.write("content/wrong.yaml", file)
    found = refused(grid)
    assert len({each["rule"] for each in found}) == 1
    assert len(found) == 50
    assert [each for each in found if "there may be more" in each["hint"]] == found[-1:]


def test_a_file_that_is_wrong_all_over_is_told_in_time(grid: Desk) -> None:
    grid.write("content/wrong.yaml", f"events: [{'a, ' * 100_000}]\nactors:\n  - {{{'id: x, ' * 50_000}name: N}}\n")
    found = refused(grid)
    assert Counter(each["rule"] for each in found) == {"wrong-value": 200, "duplicate-key": 50}
    assert sum("there may be more" in each["hint"] for each in found) == 2


# Texts of other programs


@pytest.mark.parametrize(
    ("case", "where"),
    [
        ("events:\n«\u00a0\u00a0»- {id: a, date: 2024-03-02, title: T, sources: [log]}\n", "in the indentation"),
        ("events:\n  - id: a\n «\u00a0»  title: T\n    date: 2024-03-02\n    sources: [log]\n", "in the indentation"),
        ("events:\n  -«\u00a0»{id: a, date: 2024-03-02, title: T, sources: [log]}\n", "behind a dash"),
        ("events:\n  - id: a\n    title:«\u00a0»T\n    date: 2024-03-02\n    sources: [log]\n", "behind a colon"),
        ("events:\n  - id: a\n    title: «\u2003»T\n    date: 2024-03-02\n    sources: [log]\n", "behind a colon"),
        ("events:\n  - id:«\u3000»a\n    title: T\n    date: 2024-03-02\n    sources: [log]\n", "behind a colon"),
        ("events:\n  - {id: a,«\u00a0»title: T, date: 2024-03-02, sources: [log]}\n", "before a key"),
        (
            "events:\n  - id: a\n    text: >\n      T\n    «\u00a0\u00a0»U\n    title: T\n    date: 2024-03-02\n",
            "in the ind",
        ),
    ],
)
def test_a_space_that_is_none_to_yaml_is_named_where_it_stands(grid: Desk, case: str, where: str) -> None:
    file, ((start, _),) = marked(case)
    grid.write("content/wrong.yaml", file)
    (found,) = refused(grid)
    assert found["rule"] == "odd-space"
    assert offset(file, found["line"], found["column"]) == start
    assert f"(U+{ord(file[start]):04X}) stands {where}" in found["message"]
    assert found["hint"] == "write a plain space in its place"


def test_odd_spaces_are_all_told_with_the_other_faults(grid: Desk) -> None:
    grid.write("content/wrong.yaml", "events:\n\u00a0 - id: a\n\u00a0   title:\u00a0T\n\u00a0   date: 2024-02-30\n")
    found = [(each["rule"], each["line"], each["column"]) for each in refused(grid)]
    assert found == [("odd-space", 2, 1), ("odd-space", 3, 1), ("odd-space", 3, 11), ("odd-space", 4, 1),
                     ("wrong-value", 4, 11)]  # fmt: skip


def test_odd_spaces_in_texts_are_printed(grid: Desk) -> None:
    file = (
        "events:\n  - id: a\n    date: 2024-03-02\n    sources: [log]\n    title: 10\u00a0km of,\u202f20:\u00a0all\n"
        '    theatre: " \u00a0north"\n    text: |\n      One.\n      \u00a0 Two.\n    conflicts: one\n      \u00a0two\n'
    )
    grid.write("content/right.yaml", file)
    result = grid.build("--to", "json")
    assert result.exit_code == 0, result.output
    data = json.loads((grid.root / "output/issue-1/issue-1-draft.json").read_text("utf-8"))
    assert {event["id"]: event["title"] for event in data["chronology"]}["a"] == "10 km of, 20: all"


SYNTAX = {
    "a dash of a word processor": ("events:\n  «–» id: a\n    date: 2024\n", "begins with a hyphen", "write `- `"),
    "a second dash": ("events:\n  - id: a\n  «–» id: b\n", "begins with a hyphen", "write `- `"),
    "a bullet": ("events:\n  «•» id: a\n    date: 2024\n", "begins with a hyphen", "write `- `"),
    "a star for a dash": ("events:\n  «*» id: a\n    date: 2024\n", "begins with a hyphen", "write `- `"),
    "no space behind a dash": ("events:\n  «-»id: a\n    date: 2024\n", "needs a space behind it", "write `- `"),
    "no space behind a colon": (
        "events:\n  - id: a\n    title«:»Power\n    date: 2024\n", "needs a space behind it", "write `title: `"
    ),
    "no space behind the first colon": (
        "events:\n  - id«:»a\n    title: T\n", "needs a space behind it", "write `id: `"
    ),
    "curly quotes": (
        "events:\n  - id: a\n    title: «“»Update: power”\n", "the quotes `“` are none", "write straight ones, \" or '"
    ),
    "an at sign": ("events:\n  - id: a\n    title: «@»x\n", "cannot begin with `@`", "put the text into quotes"),
    "a percent sign": ("events:\n  - id: a\n    title: «%»x\n", "cannot begin with `%`", "put the text into quotes"),
    "a backtick": ("events:\n  - id: a\n    title: «`»x`\n", "begin with a backtick", "put the text into quotes"),
    "stars": ("events:\n  - id: a\n    title: «*»bold* x\n", "cannot begin with `*`", "put the text into quotes"),
    "an ampersand": ("events:\n  - id: a\n    title: «&» co\n", "cannot begin with `&`", "put the text into quotes"),
    "a question mark": ("events:\n  - id: a\n    title: «?» x\n", "cannot begin with `?`", "put the text into quotes"),
    "quotes inside quotes": (
        'events:\n  - id: a\n    title: "He said "«n»o" loudly"\n', "closed here, and more", "write \\\" for a quote"
    ),
    "an apostrophe inside quotes": (
        "events:\n  - id: a\n    title: 'It'«s» here'\n", "closed here, and more", "with '' for each '"
    ),
    "quotes never closed": (
        'events:\n  - id: a\n    title: «"»Power\n    text: x\n', "are never closed", "close them"
    ),
    "quotes closed by the next": (
        'events:\n  - id: a\n    title: «"»Power\n    text: "x"\n', "are closed on line 4", "close them 1 line earlier"
    ),
    "a path in double quotes": (
        'events:\n  - id: a\n    title: "C:«\\p»ath"\n', "`\\p` means nothing", "write \\\\ for a backslash"
    ),
    "a colon behind a date": (
        "events:\n  - id: a\n    date: 2024-12-08«:»\n    title: T\n", "a colon ends this line", "delete it"
    ),
    "a second colon": ("events:\n  - id: a\n    title: Update«:» x\n", "a second `: `", "text that holds `: `"),
    "a key too far in": (
        "events:\n  - id: a\n    title: T\n      date«:» 2024\n", "indented deeper", "line it up with the keys"
    ),
    "a key without a colon": (
        "events:\n  - id: a\n    «t»itle\n    date: 2024\n", "a line without `: `", "write `title: `"
    ),
    "a block of two indentations": (
        "events:\n  - id: a\n    text: |\n      one\n     «t»wo\n", "begins with `|` above", "indent all its lines"
    ),
    "a block that is not indented": (
        "events:\n  - id: a\n    text: |\n    «o»ne\n    date: 2024\n", "begins with `|` above", "deeper than their key"
    ),
    "a text behind the mark of a block": (
        "events:\n  - id: a\n    text: > «o»ne\n", "begins on a line of its own", "move it there"
    ),
    "a bracket that nothing closes": (
        "events:\n  - «{»id: a, date: 2024, title: T\n  - {id: b}\n", "`{` that opens here is not closed", "close it"
    ),
    "a bracket too many": ("events:\n  - {id: a}«}»\n", "a `}` closes here that nothing opens", "delete it"),
    "a comma that is missing": (
        "events:\n  - {id: a, date: 2024 title«:» T}\n", "a comma is missing before this", "write it"
    ),
    "a comma of Arabic": ("events:\n  - {id: a«،» title: T}\n", "the comma `،` is none", "write `,`"),
    "more behind the end": ("events: []\n...\n«a»ctors: []\n", "where the file could only end", "look at this line"),
    "the folder of a user in double quotes": (
        'events:\n  - id: a\n    title: "C:«\\U»sers"\n', "eight digits of a character's number", "write \\\\ for a"
    ),
    "half a character": (
        'events:\n  - id: a\n    title: "a «\\»ud800 b"\n', "`\\ud800` is no character", "write the character itself"
    ),
    "a character as JSON writes it": (
        'events:\n  - id: a\n    title: "a «\\»ud83d\\ude80"\n', "`\\ud83d\\ude80` is no", "the character itself, 🚀"
    ),
    "a list behind its key": ("events: «-» id: a\n", "cannot begin on the line of its key", "on the next line"),
    "an exclamation mark": ("events:\n  - id: a\n    title: «!»a!b c\n", "cannot begin with `!`", "into quotes"),
    "quotes open at the end of a document": (
        "events:\n  - id: a\n    title: «'»T\n---\nb'\n", "still open on line 4, which begins with `---`", "close them"
    ),
    "a comma as in JSON": ('"id": "a"«,»\n"title": "T"\n', "a comma stands behind", "delete it"),
}  # fmt: skip


@pytest.mark.parametrize("case", SYNTAX)
def test_a_slip_of_syntax_is_told_where_it_can_be_mended(grid: Desk, case: str) -> None:
    written, message, hint = SYNTAX[case]
    file, ((start, end),) = marked(written)
    grid.write("content/wrong.yaml", file)
    (found,) = refused(grid)
    assert found["rule"] == "yaml-syntax"
    assert message in found["message"]
    assert hint in found["hint"]
    assert start <= offset(file, found["line"], found["column"]) < end


def test_what_git_left_unmerged_is_told_as_that(grid: Desk) -> None:
    one = "<<<<<<< HEAD\n  - {id: a}\n=======\n  - {id: b}\n>>>>>>> theirs\n"
    grid.write("content/wrong.yaml", f"events:\n{one}  - {{id: c}}\n{one}")
    found = [(each["rule"], each["line"], each["column"], each["end_column"]) for each in refused(grid)]
    assert found == [("merge-conflict", 2, 1, 13), ("merge-conflict", 8, 1, 13)]


@pytest.mark.parametrize(
    ("encoding", "name"), [("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-32", "UTF-32"), ("utf-16-be", "UTF-16")]
)
def test_a_file_of_wide_characters_is_told_by_its_encoding(grid: Desk, encoding: str, name: str) -> None:
    (grid.root / "content" / "wrong.yaml").write_bytes("events:\n  - {id: a}\n".encode(encoding))
    (found,) = refused(grid)
    assert (found["rule"], found["line"], found["column"]) == ("not-utf8", 1, 1)
    assert found["message"] == f"the file is {name}, not UTF-8"


def test_a_byte_of_windows_is_told_by_what_it_stands_for_there(grid: Desk) -> None:
    (grid.root / "content" / "wrong.yaml").write_bytes(b"events:\n  - {id: a, title: \x93Power\x94}\n")
    (found,) = refused(grid)
    assert (found["rule"], found["line"], found["column"]) == ("not-utf8", 2, 20)
    assert "in Windows-1252 it stands for `“`" in found["hint"]


def test_bytes_that_are_not_utf_8_are_found_where_they_stand(grid: Desk) -> None:
    line = "  - {id: a, date: 2024, title: Café}"
    (grid.root / "content" / "wrong.yaml").write_bytes(f"events:\n{line}\n".encode("latin-1"))
    (found,) = refused(grid)
    assert (found["rule"], found["line"], found["column"]) == ("not-utf8", 2, line.index("é") + 1)
    assert "0xE9" in found["message"]


def test_a_time_without_a_zone_is_refused_in_a_project_without_one(desk: Desk) -> None:
    desk.write("content/a.yaml", PROJECT.replace(", timezone: Europe/Berlin", ""))
    assert desk.check().exit_code == 0
    desk.write(
        "content/wrong.yaml", "events:\n  - {id: a, title: T, date: 2024-03-02, time: '12:30', sources: [log]}\n"
    )
    (found,) = refused(desk)
    assert (found["rule"], found["file"], found["line"]) == ("naive-time", "content/wrong.yaml", 2)
    assert found["column"] in {47, 48}


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("date: 2024-03-02, time: '04:30'", "04:30+03:00"),
        ("date: 2024-03-02, time: '22:00:10/24:00'", "22:00:10+03:00/24:00+03:00"),
        ("date: 2024-03-02T04:30/2024-03-02T05:00Z", "2024-03-02T04:30+03:00/2024-03-02T05:00Z"),
        ("date: 2024-03-02T04:30-05:00/2024-03-02T13:00", "2024-03-02T04:30-05:00/2024-03-02T13:00+03:00"),
        ("date: 2024-03-02, as_of: 2024-03-02T06:00", "2024-03-02T06:00+03:00"),
    ],
)
def test_a_time_without_a_zone_is_shown_as_it_may_be_written(desk: Desk, written: str, hint: str) -> None:
    desk.write("content/a.yaml", PROJECT.replace(", timezone: Europe/Berlin", ""))
    desk.write("content/wrong.yaml", f"events:\n  - {{id: a, title: T, {written}, sources: [log]}}\n")
    (found,) = refused(desk)
    assert found["hint"].endswith(f"or write an offset: {hint}")
    key = "time" if "time:" in written else "as_of" if "as_of:" in written else "date"
    line = f"title: T, {written}, sources: [log]"
    value = line.partition(f"{key}: ")[2].partition(",")[0]
    desk.write("content/wrong.yaml", f"events:\n  - {{id: a, {line.replace(value, repr(hint))}}}\n")
    assert desk.check().exit_code == 0


def test_a_reversed_period_is_found_with_what_else_the_records_say_and_weighs_as_the_project_wants(grid: Desk) -> None:
    briefs = (
        "briefs:\n  - {id: b, title: T, cutoff: 2024-03-04, period: 2024-03-05/2024-03-01, highlights: [outtage]}\n"
    )
    grid.write("content/b.yaml", briefs)
    assert {each["rule"] for each in refused(grid)} == {"brief-period-reversed", "unknown-event"}
    grid.write("content/b.yaml", briefs.replace("outtage", "outage"))
    (found,) = refused(grid)
    assert (found["line"], found["column"]) == (2, briefs.splitlines()[1].index("2024-03-05") + 1)
    assert found["hint"] == "exchange its two ends: 2024-03-01/2024-03-05"
    settings = PROJECT.replace("Europe/Berlin}", "Europe/Berlin, rules: {brief-period-reversed: warning}}")
    grid.write("content/project.yaml", settings)
    assert [each["severity"] for each in grid.findings() if each["rule"] == found["rule"]] == ["warning"]
    assert grid.build("--to", "html", "--to", "json").exit_code == 0


def test_a_markdown_file_with_a_fault_is_named_and_placed(grid: Desk) -> None:
    section = "sections: [{part: fact, title: S, file: advance.md}]"
    grid.write("content/b.yaml", f"briefs: [{{id: b, title: T, cutoff: 2024-03-09, period: 2024-03, {section}}}]")
    grid.write("content/advance.md", "Power failed [@log].\n\nA [link](javascript:alert) here [@log].\n")
    (found,) = refused(grid)
    assert (found["rule"], found["file"], found["line"]) == ("unsafe-link", "content/advance.md", 3)
    grid.write("content/advance.md", "Power failed [@log].\n\nA bell \a here.\n")
    (found,) = refused(grid)
    assert (found["rule"], found["file"], found["line"], found["column"]) == (
        "control-character",
        "content/advance.md",
        3,
        8,
    )


def test_all_faults_of_shape_are_told_at_once(grid: Desk) -> None:
    grid.write("content/wrong.yaml", "events:\n  - {id: A, date: 2024-13, heading: T}\n  - none\nactors: 3\n")
    grid.write("content/worse.yaml", "events: [")
    found = refused(grid)
    assert {(each["file"], each["rule"]) for each in found} == {
        ("content/wrong.yaml", "missing-field"),
        ("content/wrong.yaml", "unknown-key"),
        ("content/wrong.yaml", "wrong-value"),
        ("content/worse.yaml", "yaml-syntax"),
    }
    assert len(found) == 7


# What a text may cost


@pytest.mark.parametrize(
    "text",
    [
        "[" + "; ".join(["@log,   "] * 3000),
        "[@log" * 5000,
        "> " * 18 + "[@log; " * 3000,
        "*" * 30_000,
        "[" * 30_000,
        "`" * 30_000 + "x",
        "![" * 6000,
        "{" * 30_000,
        "&" * 30_000,
        "[^1]" * 8000 + "[^1]: x",
        "| a " * 8000 + "\\n" + "|-" * 8000,
    ],
)
def test_a_text_made_to_be_slow_is_read_in_time(grid: Desk, text: str) -> None:
    grid.write(
        "content/slow.yaml", f'events:\n  - {{id: a, date: 2024-03-02, title: T, sources: [log], text: "{text}"}}\n'
    )
    with at_most(SECONDS):
        assert grid.check().exit_code in {0, 1}


KIB_64 = 65_500


def filled(piece: str, begin: str = "") -> str:
    """A text of nearly 64 KiB."""
    return begin + (piece * KIB_64)[: KIB_64 - len(begin.encode())]


LONG = {
    "brackets": filled("["),
    "brackets before much else": filled("<a", "[" * 3000),
    "as many brackets as may be": filled("a ", "[" * 9990),
    "brackets that are not closed, before markup": filled("*a      ", "[" * 100),
    "pictures": filled("![", ""),
    "pictures as many as may be": filled("a ", "![" * 4990),
    "footnotes in a line": filled("a ", "^[" * 4990),
    "citations begun": filled("[@a "),
    "citations begun, as many as may be": filled("a ", "[@a;" * 9990),
    "links": filled("[a](b) "),
    "asterisks": filled("*a "),
    "backticks": filled("`"),
    "braces": filled("{"),
    "angles": filled("<"),
    "bars": filled("|"),
    "a table": filled("|a\n", "|" + "a|" * 200 + "\n|" + "-|" * 200 + "\n"),
    "quotes in quotes": filled("> "),
    "lists in lists": filled("- "),
    "a list": filled("- a\n"),
    "references to a footnote": filled("[^1]"),
    "definitions": filled("[a]: b\n"),
    "one sentence of all that diction knows": filled(
        "the regime was probably killed by 41 people and will soon fail with high confidence "
    ),
    "one word": filled("a"),
    "exclamations": filled("!a]"),
    "likelihoods beside confidences": filled("likely with high confidence "),
}


@pytest.mark.parametrize("case", LONG)
@pytest.mark.parametrize("where", ["section", "judgement"])
def test_a_text_of_64_kib_is_checked_in_a_second_whatever_it_holds(grid: Desk, where: str, case: str) -> None:
    text = json.dumps(LONG[case])
    record = {
        "section": f"briefs: [{{id: b, title: T, cutoff: 2024-03-09, period: 2024-03, sections: "
        f"[{{part: fact, title: S, text: {text}}}]}}]\n",
        "judgement": f"assessments: [{{id: j, basis: [outage], likelihood: 0.6, text: {text}}}]\n",
    }[where]
    grid.check()  # what is read once, such as the lexicon, is no part of it
    grid.write("content/slow.yaml", record)
    with at_most(2):  # one beside other tests, which share what the processor remembers
        assert grid.check("--format", "json").exit_code in {0, 1}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Power failed [@log].\n\n" * 4000, "the text has 86 KiB; at most 64 are read"),
        ("![" * 6000, "the text has 12,000 characters that may begin markup, such as `[`; at most 10,000 are read"),
    ],
)
def test_a_markdown_file_has_the_limits_of_a_text_and_nothing_else_is_found_before_it_is_mended(
    grid: Desk, text: str, said: str
) -> None:
    section = "sections: [{part: fact, title: S, file: advance.md}], highlights: [nowhere]"
    grid.write("content/b.yaml", f"briefs: [{{id: b, title: T, cutoff: 2024-03-09, period: 2024-03, {section}}}]")
    (grid.root / "content" / "advance.md").write_text(text, "utf-8")
    (found,) = refused(grid)
    assert (found["rule"], found["file"], found["line"], found["column"], found["message"]) == (
        "too-heavy-prose", "content/advance.md", 1, 1, said
    )  # fmt: skip
    grid.write("content/project.yaml", PROJECT.replace("project: {", "project: {rules: {too-heavy-prose: off}, "))
    assert {each["rule"] for each in refused(grid)} == {"unknown-event"}, "a desk that bears it has the other rules"


def test_records_that_rest_on_one_another_in_many_ways_are_marked_in_time(grid: Desk) -> None:
    lines = ["assessments:"]
    for level in range(60):
        basis = f"[j{level - 1}-0, j{level - 1}-1, j{level - 1}-2]" if level else "[outage]"
        lines += [f"  - {{id: j{level}-{n}, text: T, basis: {basis}}}" for n in range(3)]
    grid.write("content/deep.yaml", "\n".join([*lines, "sources: [{id: s, title: T, handling: TLP:RED}]\n"]))
    with at_most(SECONDS):
        assert grid.check().exit_code == 0
        assert grid.build("--to", "json").exit_code == 0


# Files that are something else


def test_a_link_out_of_the_project_is_not_followed(grid: Desk) -> None:
    secret = grid.root.parent / "secret.yaml"
    secret.write_text("actors: [{id: informer, name: Informer}]\n")
    (grid.root / "content" / "wrong.yaml").symlink_to(secret)
    (found,) = refused(grid)
    assert (found["rule"], found["file"], found["line"], found["column"]) == (
        "unreadable-file",
        "content/wrong.yaml",
        1,
        1,
    )
    assert "symbolic link" in found["message"]
    assert "nformer" not in grid.check().output


def test_a_linked_markdown_file_or_picture_is_not_followed(grid: Desk) -> None:
    secret = grid.root.parent / "secret.md"
    secret.write_text("The informer.\n")
    (grid.root / "content" / "advance.md").symlink_to(secret)
    section = "sections: [{part: assessment, title: S, file: advance.md}]"
    grid.write("content/b.yaml", f"briefs: [{{id: b, title: T, cutoff: 2024-03-09, period: 2024-03, {section}}}]")
    (found,) = refused(grid)
    assert (found["rule"], found["file"]) == ("unreadable-file", "content/b.yaml")
    (grid.root / "content" / "b.yaml").unlink()
    (grid.root / "content" / "line.png").symlink_to(secret)
    grid.write("content/c.yaml", f'events: [{{id: a, title: T, {EVENT}, text: "![A line](line.png)"}}]')
    (found,) = refused(grid)
    assert (found["rule"], found["file"]) == ("broken-image", "content/c.yaml")


PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"
    b"\x00\x00\x00\x0cIDATx\x9cc\xf8\xcf\xc0\x00\x00\x03\x01\x01\x00\xc9\xfe\x92\xef\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
        PNG[:30],
        PNG.replace(b"IDAT", b"IDOT"),
        PNG[:16] + b"\x00\x01\x00\x00\x00\x01\x00\x00" + PNG[24:],
        b"\xff\xd8\xff\xe0" + b"\x00" * 40,
        b"GIF89a" + b"\xff" * 20,
        b"RIFF\x10\x00\x00\x00WEBPVP8 ",
    ],
    ids=["empty", "text", "svg", "pdf", "cut", "no data", "bomb", "jpeg", "gif", "webp"],
)
def test_an_image_that_is_none_is_found_where_it_is_shown(grid: Desk, data: bytes) -> None:
    (grid.root / "content" / "line.png").write_bytes(data)
    text = f'events: [{{id: a, title: T, {EVENT}, text: "![A line](line.png)"}}]'
    grid.write("content/wrong.yaml", text)
    (found,) = refused(grid)
    assert (found["rule"], found["line"], found["column"]) == ("broken-image", 1, text.index("line.png") + 1)


def test_a_picture_of_more_than_40_megapixels_is_found_where_it_is_shown(grid: Desk) -> None:
    with (grid.root / "content" / "line.png").open("wb") as file:
        Pixels.new("1", (8000, 5001)).save(file, "PNG")
    text = f'events: [{{id: a, title: T, {EVENT}, text: "![A line](line.png)"}}]'
    grid.write("content/wrong.yaml", text)
    (found,) = refused(grid)
    assert (found["rule"], found["column"]) == ("broken-image", text.index("line.png") + 1)
    assert "more than 40 million pixels" in found["message"]


def test_a_drawing_that_may_not_be_shown_is_found_where_it_is_with_the_line_of_what_is_wrong(grid: Desk) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n<rect/>\n<script>alert(1)</script></svg>'
    grid.write("content/line.svg", drawing)
    grid.write("content/b.md", "A line of words [@log].\n\n![A line](line.svg) [@log]\n")
    grid.write("content/b.yaml", brief("sections: [{part: fact, title: S, file: b.md}]"))
    (found,) = refused(grid)
    assert (found["rule"], found["file"], found["line"], found["column"]) == ("broken-image", "content/b.md", 3, 11)
    assert "line 3: `<script>` would run" in found["message"]


def test_a_sound_image_is_printed(grid: Desk) -> None:
    (grid.root / "content" / "line.png").write_bytes(PNG)
    section = '{part: assessment, title: S, text: "![A line](line.png)"}'
    grid.write(
        "content/b.yaml", f"briefs: [{{id: b, title: T, cutoff: 2024-03-09, period: 2024-03, sections: [{section}]}}]"
    )
    result = grid.build("--to", "html", "--brief", "b")
    assert result.exit_code == 0, result.output
    page = (grid.root / "output/b/b-draft.html").read_text()
    assert re.search(r'<img src="data:image/png;base64,[^"]+" alt="A line"', page)


# What is accepted

ODD = {
    "a template": "{{ 7*7 }}",
    "a statement": "{% include 'page.html' %}",
    "a script": "<script>alert(1)</script>",
    "an entity": "&lt;b&gt; &amp; &nbsp;",
    "markup": "*Not* _emphasis_ [x](y)",
    "no": "NO",
    "a time": "12:30",
    "a number": "0x10",
    "null in quotes": "null",
    "quotes": "\"It's\" \\ 'so'",
}


def test_odd_titles_are_printed_as_typed(grid: Desk) -> None:
    titles = list(ODD.values())
    lines = [
        f"  - {{id: odd-{n}, date: 2024-03-0{n % 8 + 1}, sources: [log], title: {json.dumps(title)}}}"
        for n, title in enumerate(titles)
    ]
    plain = ["  - id: plain-no\n    date: 2024-03-02\n    sources: [log]\n    title: NO",
             "  - id: plain-time\n    date: 2024-03-02\n    sources: [log]\n    title: 12:30"]  # fmt: skip
    grid.write("content/odd.yaml", "\n".join(["events:", *lines, *plain]) + "\n")
    result = grid.build("--to", "html", "--to", "json")
    assert result.exit_code == 0, result.output
    data = json.loads((grid.root / "output/issue-1/issue-1-draft.json").read_text())
    shown = {event["id"]: event["title"] for event in data["chronology"]}
    assert {id_: shown[id_] for id_ in shown if id_ != "outage"} == {
        **{f"odd-{n}": title for n, title in enumerate(titles)},
        "plain-no": "NO",
        "plain-time": "12:30",
    }
    page = (grid.root / "output/issue-1/issue-1-draft.html").read_text()
    for title in titles:
        escaped = title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        assert escaped.replace('"', "&#34;").replace("'", "&#39;") in page or escaped in page, title
    assert "<script>alert" not in page
    assert "49" not in re.findall(r">\s*(\d+)\s*<", page)


@pytest.mark.parametrize(
    "encoded",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
        lambda text: text.rstrip("\n").encode(),
    ],
    ids=["BOM", "CRLF", "both", "no end of line"],
)
def test_a_file_of_another_system_builds_to_the_same_bytes(
    built: Path, desk: Desk, encoded: Callable[[str], bytes]
) -> None:
    (desk.root / "content").mkdir()
    (desk.root / "content" / "project.yaml").write_bytes(encoded((built / "content/project.yaml").read_text()))
    assert desk.build("--to", "html", "--to", "json").exit_code == 0
    assert tree(desk.root / "output") == tree(built / "output")


def test_places_are_right_in_a_file_with_a_byte_order_mark_and_carriage_returns(grid: Desk) -> None:
    text = f"events:\r\n  - {{id: a, title: T, {EVENT}}}\r\n  - {{id: b, title: Größe, tag: 2024}}\r\n"
    (grid.root / "content" / "wrong.yaml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    found = {each["rule"]: each for each in refused(grid)}
    assert (found["unknown-key"]["line"], found["unknown-key"]["column"]) == (3, 27)
    assert found["missing-field"]["line"] == 3


# Hostile files through the program itself: nothing of it crashes


@pytest.mark.parametrize(
    "case", ["30,000 open brackets", "30,000 open braces", "an alias that contains itself", "a NUL"]
)
def test_the_program_ends_cleanly(grid: Desk, case: str) -> None:
    (grid.root / "content" / "wrong.yaml").write_bytes(marked(PLACED[case][0])[0].encode())
    done = run("check", str(grid.root))
    assert done.returncode == 1
    assert PLACED[case][1] in done.stdout
    assert done.stderr == ""


def run(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from briefgen.cli import main; main()", *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, env={**os.environ, **env}, check=False)
    assert "Traceback" not in done.stdout + done.stderr
    return done


# Output that cannot be written


def unwritable(folder: Path) -> Iterator[tuple[str, Path]]:
    (folder / "file").write_text("mine")
    yield "a file stands where the folder belongs", folder / "file"
    yield "a file stands above", folder / "file" / "output"
    (folder / "link").symlink_to(folder / "elsewhere")
    yield "a link", folder / "link"
    if sys.platform == "linux":
        yield "a file system that takes nothing", Path("/proc/output")
    yield "a name that is too long", folder / ("x" * 300)
    if os.getuid() != 0:
        (folder / "closed").mkdir(mode=0o555)
        yield "a folder that is closed", folder / "closed"


def test_an_output_folder_that_cannot_be_written_is_said_and_left_alone(grid: Desk, tmp_path: Path) -> None:
    for what, out in unwritable(tmp_path):
        before = tree(tmp_path)
        result = grid.build("--to", "html", "--to", "json", "--out", str(out))
        assert result.exit_code == 1, what
        assert "error: `" in result.stderr, what
        assert len(result.stderr.splitlines()) <= 4, what
        assert tree(tmp_path) == before, what


def test_a_briefs_folder_that_cannot_be_written_keeps_no_other_from_being_made(grid: Desk) -> None:
    grid.write("content/b.yaml", "briefs: [{id: issue-2, title: T, cutoff: 2024-03-09, period: 2024-03}]")
    shutil.rmtree(grid.root / "output" / "issue-1")
    (grid.root / "output" / "issue-1").write_text("mine")
    result = grid.build("--to", "json")
    assert result.exit_code == 1
    assert "issue-1` cannot be written: a file stands where a folder belongs" in result.stderr
    assert (grid.root / "output" / "issue-1").read_text() == "mine"
    assert (grid.root / "output" / "issue-2" / "issue-2-draft.json").is_file()
    assert "Nothing was written." not in result.stderr


def test_that_nothing_was_written_is_said_whatever_stood_in_the_way(
    grid: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of somebody else, a link; and it is not said of a brief that is there, with the one before beside it."""
    said = "\nNothing was written.\n"
    (tmp_path / "out" / "issue-1").mkdir(parents=True)
    (tmp_path / "out" / "issue-1" / "issue-1-draft.json").write_text("mine")
    assert grid.build("--to", "json", "--out", str(tmp_path / "out")).stderr.endswith(said)
    shutil.rmtree(grid.root / "output" / "issue-1")
    (grid.root / "output" / "issue-1").symlink_to(tmp_path)
    assert grid.build("--to", "json").stderr.endswith(said)

    def uncleared(*_: object) -> None:
        raise making.PublishError("the new one is in place", None, in_place=True)

    monkeypatch.setattr(making, "publish", uncleared)
    result = grid.build("--to", "json")
    assert (result.exit_code, said in result.stderr) == (1, False)


@pytest.mark.skipif(sys.platform != "linux", reason="the loader of other systems takes no hints of this kind")
def test_without_pango_html_and_json_come_and_the_pdf_is_refused_with_the_line_that_installs_it(
    grid: Desk, tmp_path: Path
) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "libpango-1.0.so.0").write_bytes(b"no library")
    shutil.rmtree(grid.root / "output")
    done = run("build", str(grid.root), LD_LIBRARY_PATH=str(tmp_path / "lib"))
    assert done.returncode == 1
    assert "PDF of issue-1: Pango" in done.stderr
    assert "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in done.stderr
    assert {path.name for path in (grid.root / "output" / "issue-1").glob("issue*")} == {
        "issue-1-draft.html",
        "issue-1-draft.json",
    }
    assert (grid.root / "output" / "index.html").is_file()
    assert run("check", str(grid.root), LD_LIBRARY_PATH=str(tmp_path / "lib")).returncode == 0
    before = tree(grid.root / "output")
    done = run("build", str(grid.root), "--to", "pdf", LD_LIBRARY_PATH=str(tmp_path / "lib"))
    assert (done.returncode, done.stdout) == (1, ""), "it does not say that it wrote a list of what it did not make"
    assert tree(grid.root / "output") == before


# Ends in the middle


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A disk with no room for a page."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("this user may not mount a disk")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_leaves_the_previous_output(grid: Desk, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk"):
        assert grid.build("--to", "json", "--out", str(tmp_path / "disk")).exit_code in {0, 1}  # no room for the index
        before = tree(tmp_path / "disk")
        assert "issue-1/issue-1-draft.json" in before
        grid.write("content/more.yaml", f"events: [{{id: more, title: More, {EVENT}, text: {'word ' * 9000}}}]")
        result = grid.build("--to", "html", "--to", "json", "--out", str(tmp_path / "disk"))
        assert result.exit_code == 1
        assert "the disk is full" in result.stderr
        assert tree(tmp_path / "disk") == before


def test_a_full_disk_for_temporary_files_is_said(grid: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(grid.root / "output")
    grid.write("content/more.yaml", event("theatre: North"))
    with small_disk(tmp_path / "disk"):
        with pytest.raises(OSError, match="No space"):
            (tmp_path / "disk" / "ballast").write_bytes(b"x" * 100_000)
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "disk"))
        result = grid.build()
    assert result.exit_code == 1
    assert "no space left" in result.stderr.lower()
    assert {name: data for name, data in tree(grid.root / "output").items() if name in before} == before


def in_child(action: Callable[[], object]) -> int:
    """How a child process ends that does this."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        try:
            action()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_build_that_is_killed_leaves_each_brief_as_it_was_or_whole_and_new(grid: Desk, tmp_path: Path) -> None:
    grid.write("content/b.yaml", "briefs: [{id: issue-2, title: T, cutoff: 2024-03-09, period: 2024-03}]")
    words = ("--to", "html", "--to", "json")
    assert grid.build(*words).exit_code == 0
    old = tree(grid.root / "output")
    shutil.copytree(grid.root / "output", tmp_path / "old")
    grid.write("content/more.yaml", f"events: [{{id: more, title: More, {EVENT}}}]")
    flushed: list[int] = []
    flush = os.fsync

    def killed_at(step: int) -> int:
        def build() -> None:
            calls = itertools.count(1)

            def counted(file: Any) -> None:
                if next(calls) == step:
                    os.kill(os.getpid(), signal.SIGKILL)
                flush(file)

            os.fsync = counted  # type: ignore[assignment]
            grid.build(*words)

        return in_child(build)

    seen = set()
    for step in itertools.count(1, 3):
        shutil.rmtree(grid.root / "output")
        shutil.copytree(tmp_path / "old", grid.root / "output")
        if killed_at(step) == 0:
            break
        flushed.append(step)
        left = tree(grid.root / "output")
        assert grid.build(*words).exit_code == 0
        new = tree(grid.root / "output")
        assert not [name for name in new if ".briefgen-" in name and "manifest" not in name]
        assert set(new) == set(old)
        for brief in ("issue-1", "issue-2"):
            versions = [{k: v for k, v in each.items() if k.startswith(f"{brief}/")} for each in (old, new, left)]
            assert versions[2] in versions[:2], (step, brief)
            seen.add((brief, versions.index(versions[2])))
    assert len(flushed) >= 4, "the build was killed on its way"
    assert seen == {("issue-1", 0), ("issue-1", 1), ("issue-2", 0), ("issue-2", 1)}


def test_a_template_that_fails_leaves_the_previous_output(grid: Desk) -> None:
    before = tree(grid.root / "output")
    for broken in ("{{ nothing }}", "{% if %}", "{{ ''.__class__.__mro__ }}", "{% include 'gone.html' %}", "{{ 1/0 }}"):
        grid.write("templates/default/page.html", broken)
        result = grid.build("--to", "html")
        assert result.exit_code == 1, broken
        assert "error: " in result.stderr
        assert {name: tree(grid.root / "output")[name] for name in before} == before


@pytest.mark.parametrize(
    ("settings", "on_the_event"),
    [
        (", rules: {missing-glyph: warning}", ""),
        (", rules: {missing-glyph: off}", ""),
        ("", ", allow: [{rule: missing-glyph, because: The sign is printed as a box on purpose}]"),
    ],
)
def test_a_character_without_a_glyph_that_a_project_lets_stand_fails_no_build(
    grid: Desk, settings: str, on_the_event: str
) -> None:
    grid.write("content/project.yaml", PROJECT.replace("Europe/Berlin}", f"Europe/Berlin{settings}}}"))
    grid.write("content/b.yaml", f"events:\n  - {{id: b, title: \u5317, {EVENT}{on_the_event}}}\n")
    result = grid.build("--to", "pdf")
    assert result.exit_code == 0, result.output
    assert "report it" not in result.output


@pytest.mark.parametrize("key", ["number: ", "key_figures: [{what: dead, best: "])
def test_a_number_that_is_too_long_is_told_so(desk, key):
    close = "}]" if "[" in key else ""
    desk.write(
        "content/a.yaml",
        f"""
        project: {{series: Grid Watch, handling: TLP:CLEAR}}
        briefs: [{{id: one, title: One, cutoff: 2024-03-02, period: 2024-03, {key}{"9" * 40}{close}}}]
        """,
    )
    assert "a number may have 15 digits at most, and this one has 40" in [each["message"] for each in desk.findings()]
