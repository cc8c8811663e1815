"""Whatever a file holds gets findings with a rule and a place, never a traceback; and what has no error builds."""

from __future__ import annotations

import json
import random
import re
import typing
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

import pytest
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen import prose, reader, themes
from briefgen.briefing import briefing_of
from briefgen.build import checking
from briefgen.build.files import Unreadable
from briefgen.build.project import find
from briefgen.dates import Clock, Date, Moment
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.loader import Content
from briefgen.model import SECTIONS, Issue, Lexicon, Project, Role
from briefgen.model import values as vocabulary
from briefgen.model.record import Part
from briefgen.outputs.data import document
from briefgen.outputs.page import compose
from briefgen.rules import ALL
from briefgen.scales import Handling
from briefgen.spans import Span

RULES = {rule.name for rule in ALL}
OFF = {rule.name: "off" for rule in ALL if rule.settable}


def examples(number: int) -> settings:
    return settings(max_examples=number, deadline=None, database=None, suppress_health_check=list(HealthCheck))


@dataclass
class Memory:
    """A project whose files stand in memory."""

    files: Mapping[str, bytes]
    single: str | None = None
    root: Path = field(default=Path())

    def documents(self) -> list[str]:
        return sorted(name for name in self.files if name.endswith(".yaml"))

    def themes(self) -> set[str]:
        return set()

    def template_files(self, theme: str) -> Mapping[str, bytes | Unreadable]:
        return {}

    def strays(self) -> list[str]:
        return []

    def read(self, name: str) -> bytes | Unreadable:
        return self.files.get(name) or Unreadable(name, "it does not exist", None, missing=True)


def checked(files: Mapping[str, bytes]) -> checking.Checked:
    """Files checked: each finding names a rule that is listed, and a place that its file has."""
    found = checking.check(Memory(files))  # type: ignore[arg-type]
    for each in found.findings:
        assert each.rule in RULES
        assert each.message
        lines = found.texts[each.span.file].split("\n")
        starts, ends = (each.span.line, each.span.column), (each.span.end_line, each.span.end_column)
        assert (1, 1) <= starts <= ends
        for line, column in (starts, ends):
            assert 1 <= line <= len(lines), each
            assert 1 <= column <= len(lines[line - 1]) + 1, each
    assert found.dossier is not None or found.count(Severity.ERROR)
    return found


def built(found: checking.Checked, page: bool = False) -> list[dict[str, Any]]:
    """The JSON of every brief, where no error stands in the way; its page can be made as well."""
    if found.dossier is None or found.count(Severity.ERROR):
        return []
    made = []
    for brief in found.dossier.briefs.current:
        briefing = briefing_of(found.dossier, brief)
        if page:
            compose(briefing, themes.find("default", {}), "print", lambda _: "", lambda _: "")
        made.append(json.loads(json.dumps(document(briefing))))
    return made


# Any text at all


@examples(300)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_get_findings(data: bytes) -> None:
    built(checked({"content/a.yaml": b"project: {series: S}\n", "content/b.yaml": data or b"\n"}))


YAML_PIECES = st.sampled_from(
    ["events", "id", "title", "date", ":", ": ", "- ", "\n", "\n  ", "\n    ", "{", "}", "[", "]", ",", '"', "'", "#",
     " #", "&a", "*a", "!!str", "!x", "|", ">", "---", "...", "%YAML 1.1", "\t", "~", "null", "2024-12-08", "@", "`",
     "?", "\\", "\\x", "\r", "\x85", "\u2028", "\ufeff", "😀", "ü", "<<", "=", "\r\n", "|+", ">-\n"]
)  # fmt: skip


@examples(400)
@given(st.lists(YAML_PIECES, max_size=40).map("".join))
def test_any_pieces_of_yaml_get_findings(text: str) -> None:
    built(checked({"content/a.yaml": text.encode() or b"\n"}))


MARKDOWN_PIECES = st.sampled_from(
    ["[@e0]", "[@s0, p. 1; @e0]", "[@", "@e0", "; ", "]", "[", "(", ")", "![", "](x.png)", "](https://x.org)",
     "](javascript:x)", "> ", "- ", "1. ", "\n", "\n\n", "    ", "*", "**", "_", "`", "```\n", "~~", "|", "|-|\n", "# ",
     "<b>", "&amp;", "&#x41;", "\\", "[^1]", "[^1]: ", "{likely}", "{", "}", "word", "<https://x.org>", "[x]: /y\n",
     "---\n", "\t", "ü", "نص", "e\u0301", "\r\n"]
)  # fmt: skip
PAGE = st.sampled_from([False] * 9 + [True])
"""Whether to lay out the page too: that takes its time."""
MARKDOWN = st.lists(MARKDOWN_PIECES, max_size=25).map("".join)


@examples(150)
@given(MARKDOWN, MARKDOWN, PAGE)
def test_any_markdown_gets_findings_and_is_printed_where_it_has_no_error(fact: str, text: str, page: bool) -> None:
    base = f"project: {{series: S, handling: TLP:CLEAR, rules: {json.dumps(OFF)}}}\n{BASE}"
    brief = {"id": "b1", "title": "B", "cutoff": "2024-12-09", "period": "2024-12", "bottom_line": text or "T",
             "sections": [{"part": "fact", "title": "F", "file": "a.md"}]}  # fmt: skip
    files = {"content/a.yaml": base.encode(), "content/b.yaml": json.dumps({"briefs": [brief]}).encode()}
    built(checked({**files, "content/a.md": fact.encode()}), page)


@examples(300)
@given(MARKDOWN | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30))
def test_a_text_says_the_same_below_an_empty_line_and_its_citations_can_be_taken_out(text: str) -> None:
    def rendered(words: str) -> str:
        return prose.render(
            words, lambda citation: f"<i>{len(citation.cited)}</i>", lambda name: prose.Picture(name, 4, 2)
        )

    assert prose.cited_ids(text) == tuple(prose.read(text).ids)
    assert rendered(text) == rendered(f"\n{text}")
    assert set(prose.cited_ids(text)) <= set(prose.written_ids(text)), "what is cited can be taken out"
    assert prose.cited_ids(prose.recite(text, lambda _: None)) == ()


# Records of the real keys, with right and odd values

KINDS = {
    "source": "s",
    "place": "p",
    "places": "p",
    "actors": "a",
    "indicator": "i",
    "judgements": "j",
    "forecasts": "f",
}
BASE = """
sources: [{id: s0, title: T}, {id: s1, title: T, published: 2024-12-03, handling: TLP:RED}]
actors: [{id: a0, name: N}, {id: a1, name: N}]
places: [{id: p0, name: N}, {id: p1, name: N}]
events:
  - {id: e0, title: T, date: 2024-12-01, sources: [s0]}
  - {id: e1, title: T, date: 2024-12~, sources: [s1]}
assessments: [{id: j0, text: T}, {id: j1, text: T, basis: [e1]}]
forecasts:
  - {id: f0, text: T, indicators: [{id: i0, text: T}]}
  - {id: f1, text: T, indicators: [{id: i1, text: T}]}
briefs: [{id: b0, title: T, cutoff: 2024-12-08, period: 2024-12}]
"""
ODD = st.sampled_from(
    ["", "~", "no", "12:30", "-1", "1e9", "0x1", "9" * 400, "2024-02-30", "../../etc/passwd", "<script>", "{{ 7*7 }}",
     "%s", "\\", "a b", "é", "نص", "[@nowhere]", None, [], {}, ["x"], {"x": "y"}, [["x"]], [None], {"": None}]
)  # fmt: skip
LINES = st.sampled_from(["T", "Homs", "A <b> & \"c\" 'd'", "x" * 300, "{% raw %}", "https://x.org/?a=1&b=2", "a-b"])
SPECIAL: list[tuple[Any, list[Any]]] = [
    (vocabulary.Id, ["default", "dead", "x-1"]),
    (vocabulary.Url, ["https://x.org/?a=1&b=2#c", "http://xn--p1ai.org"]),
    (vocabulary.Sha256, ["0" * 64]),
    (vocabulary.Language, ["ar", "en", "zh-Hant"]),
    (vocabulary.Credibility, ["1", "6"]),
    (vocabulary.Amount, ["0", "12", "999999999999999", "0.000000000000001"]),
    (vocabulary.Number, ["0", "-90", "36.71"]),
    (vocabulary.Chance, ["likely", "very-likely", "0.5", "0", "1", ["0.2", "0.3"], "probable"]),
]
BY_TYPE: dict[Any, list[str]] = {
    Date: ["2024-12-08", "2024-12~", "../2024", "2024-12-01/..", "[2024-12-07,2024-12-08]", "{2024-11,2024-12}", "202X",
           "2024-34", "Y170000002", "-0043", "2024-12-08T06:00:00+03:00", "2024-12-05?/2024-12~-08", "/2024-12",
           "1950S2", "9999-12-31", "0000"],
    Moment: ["2024-12-05", "2024-12-08T06:00+03:00", "2024", "2024-12", "0002", "9998-12-31", "2024-12-08T06:00"],
    Clock: ["02:30", "02:30/04:00", "22:00/01:00", "22:00/24:00", "04:15:30+03:00"],
    ZoneInfo: ["UTC", "Asia/Damascus", "Pacific/Kiritimati"],
    Handling: [str(each) for each in Handling],
    Severity: ["error", "off", "advice"],
    bool: ["true", "false"],
    int: ["1", "42"],
}  # fmt: skip


def values(annotation: Any, name: str, odd: bool) -> st.SearchStrategy[Any]:
    """Values that suit a field, by its type; where `odd`, now and then one that does not."""
    for special, suiting in SPECIAL:
        if annotation == special:
            return st.sampled_from(suiting)
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is Annotated:
        if Role.REFERENCE in inner:
            return st.sampled_from([f"{KINDS.get(name, 'e')}{number}" for number in range(2)])
        return MARKDOWN.filter(str.strip) | LINES if Role.PROSE in inner else values(inner[0], name, odd)
    if origin is tuple:
        exactly = len(inner) if Ellipsis not in inner else None
        return st.lists(values(inner[0], name, odd), min_size=exactly or 0, max_size=exactly or 3)
    if origin is dict:
        keys = st.sampled_from(sorted(RULES)) if name == "rules" else st.sampled_from(["ar", "en"])
        return st.dictionaries(keys, values(inner[1], name, odd), max_size=2)
    if origin is Literal:
        return st.sampled_from(inner)
    if inner:
        return st.one_of(*[values(each, name, odd) for each in inner if each is not type(None)])
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return records(annotation, odd)
    return st.sampled_from(BY_TYPE[annotation]) if annotation in BY_TYPE else LINES


def records(model: type[Part], odd: bool) -> st.SearchStrategy[dict[str, Any]]:
    """Records of one kind with any of their keys, the required ones always there."""
    hints = typing.get_type_hints(model, include_extras=True)
    required: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for name, info in model.model_fields.items():
        suiting = values(hints[name], info.alias or name, odd)
        drawn = st.one_of(*[suiting] * 12, ODD) if odd else suiting
        (required if info.is_required() else optional)[info.alias or name] = drawn
    if "id" in required:
        required["id"] = st.sampled_from([f"{kind}{number}" for kind in "sapejfbxy" for number in range(2)])
    return st.fixed_dictionaries(required, optional=optional).map(one_of_both)


def one_of_both(record: dict[str, Any]) -> dict[str, Any]:
    """A section without its file, a signpost without its text: one of two is to be written."""
    for either in ("file", "indicator"):
        if either in record and "text" in record:
            del record[either if either == "file" else "text"]
    return record


def contents(odd: bool) -> st.SearchStrategy[dict[str, Any]]:
    kinds = {**SECTIONS, "issued": Issue}
    sections = {name: st.lists(records(model, odd), max_size=2) for name, model in kinds.items()}
    return st.fixed_dictionaries({}, optional=sections)


@examples(120)
@given(st.booleans().flatmap(contents))
def test_records_of_any_values_get_findings(content: dict[str, Any]) -> None:
    head = f"project: {{series: S, handling: TLP:CLEAR, timezone: UTC}}\n{BASE}"
    built(checked({"content/a.yaml": head.encode(), "content/b.yaml": json.dumps(content).encode()}))


@examples(120)
@given(contents(odd=False), st.sampled_from(["CLEAR", "RED"]), st.sampled_from(["", ", timezone: Asia/Damascus"]), PAGE)
def test_what_a_project_lets_pass_builds(content: dict[str, Any], label: str, zone: str, page: bool) -> None:
    head = f"project: {{series: S, handling: TLP:{label}{zone}, rules: {json.dumps(OFF)}}}\n{BASE}"
    built(checked({"content/a.yaml": head.encode(), "content/b.yaml": json.dumps(content).encode()}), page)


@examples(40)
@given(st.booleans().flatmap(lambda odd: records(Project, odd)))
def test_settings_of_any_values_get_findings(project: dict[str, Any]) -> None:
    built(checked({"content/a.yaml": json.dumps({"project": project}).encode(), "content/b.yaml": BASE.encode()}))


@examples(40)
@given(st.booleans().flatmap(lambda odd: records(Lexicon, odd)))
def test_a_lexicon_of_any_phrases_gets_findings(lexicon: dict[str, Any]) -> None:
    built(checked({"content/a.yaml": json.dumps({"lexicon": lexicon}).encode(), "content/b.yaml": BASE.encode()}))


def test_every_section_and_key_is_drawn_from() -> None:
    assert {"project", "lexicon", "issued", *SECTIONS} == set(Content.model_fields)


# The sample, damaged


@pytest.fixture(scope="module")
def sample() -> dict[str, bytes]:
    content = ROOT / "content"
    return {
        path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted(content.rglob("*")) if path.is_file()
    }


HOSTILE = [
    "",
    "~",
    "no",
    "-1",
    "2024-13-01",
    "[",
    "{",
    "*x",
    "&x",
    '"',
    "@x",
    "%",
    "!!x",
    "2024-12-08",
    "homs-falls",
    "x" * 500,
    "\t",
    "é",
]


def damaged(text: str, chance: random.Random) -> str:
    """A text with some of its lines dropped, doubled, swapped or moved, or their values replaced."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 3)):
        at, other = (chance.randrange(len(lines)) for _ in range(2))
        match chance.randrange(6):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[at])
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines[at] = " " * chance.randrange(2) + lines[at]
            case 4:
                key, colon, _ = lines[at].partition(": ")
                lines[at] = f"{key}{colon}{chance.choice(HOSTILE)}"
            case _:
                cut = chance.randrange(len(lines[at]) + 1)
                lines[at] = lines[at][:cut] + chance.choice(HOSTILE) + lines[at][cut:]
        lines = lines or [""]
    return "\n".join(lines)


@examples(12)
@given(st.randoms(use_true_random=False))
def test_the_sample_damaged_anywhere_gets_findings(sample: dict[str, bytes], chance: random.Random) -> None:
    name = chance.choice(sorted(sample))
    text = damaged(sample[name].decode(), chance)
    built(checked({**sample, name: text.encode() or b"\n"}))


# One fault, anywhere in the sample

SHAPES = {
    "a key misspelt": (r"^    (title|text|date|status|published|confidence|url): ", r"    «\1x»: ", "unknown-key"),
    "a key with a capital": (r"^    (title|date|published|because): ", r"    «\1_»: ", "unknown-key"),
    "a key doubled": (r"^    (title|date|place|why)(: .*)$", r"    \1\2\n    «\1»\2", "duplicate-key"),
    "a day that does not exist": (r"^    date: 20.*$", "    date: «2024-02-30»", "wrong-value"),
    "a date of a spreadsheet": (r"^    (date|published): 20.*$", r"    \1: «08/12/2024»", "wrong-value"),
    "a date that ends before it starts": (r"^    date: 20.*$", "    date: «2024-12-09/2024-12-08»", "wrong-value"),
    "a word out of a choice": (r"^    status: .*$", "    status: «confirmd»", "unknown-word"),
    "another marking": (r"^(    title: .*)$", r"\1\n    handling: «SECRET»", "unknown-handling"),
    "a list for a word": (r"^    status: (.*)$", r"    status: «[\1, denied]»", "wrong-value"),
    "a list for an id": (r"^    place: (.*)$", r"    place: «[\1]»", "wrong-value"),
    "a word for a list": (r"^    actors: \[(.*)\]$", r"    actors: «\1»", "wrong-value"),
    "one coordinate": (r"^    at: \[(.*), .*\]$", r"    at: «[\1]»", "wrong-value"),
    "a range of hours as an offset": (r"^(    date: 20.*)$", r"\1\n    time: «04:30-06:00»", "wrong-value"),
    "a capital in an id": (r"^  - id: (.*)$", r"  - id: «A\1»", "wrong-value"),
    "a missing date": (
        r"^  - (id: .*\n(?:    .*\n)*?)    date: 20.*((?:\n+    .*)*)$", r"  - «\1    # later\2»", "missing-field"
    ),
    "an anchor": (r"^    title: (\w.*)$", r"    title: «&t \1»", "anchor-or-alias"),
    "an alias": (r"^    (place|status|published): .*$", r"    \1: «*t»", "anchor-or-alias"),
    "a tag": (r"^    date: (20.*)$", r"    date: «!!timestamp \1»", "yaml-tag"),
    "a hidden character": (r"^    title: (\w+) (\w.*)$", "    title: \\1 «\u200b»\\2", "hidden-character"),
    "a hidden character in an id": (r"^  - id: (.*)$", "  - id: \\1«\u2060»", "hidden-character"),
    "a control character": (r"^    title: (\w+) (\w.*)$", "    title: \\1 «\x0b»\\2", "control-character"),
    "a no-break space behind a colon": (r"^    (title|place|date): ?(\w.*)$", "    \\1:«\u00a0»\\2", "odd-space"),
    "a no-break space in the indentation": (r"^    (title|place|date): ", "  «\u00a0» \\1: ", "odd-space"),
    "a no-break space behind a dash": (r"^  - id: ", "  -«\u00a0»id: ", "odd-space"),
    "a comment in a text": (r"^    title: (\w+) (\w.*)$", r"    title: \1 «#\2»", "comment-in-text"),
    "a dash of a word processor": (r"^  - id: ", "  «–» id: ", "yaml-syntax"),
    "no space behind a colon": (r"^    (title|date): (\w.*)$", r"    \1«:»\2", "yaml-syntax"),
    "a second colon": (r"^    title: (\w+) (\w.*)$", r"    title: \1«:» \2", "yaml-syntax"),
    "a star before a text": (r"^    title: (\w.*)$", r"    title: «*»*\1**", "yaml-syntax"),
    "an at sign before a text": (r"^    title: (\w.*)$", r"    title: «@»\1", "yaml-syntax"),
    "a bracket before a text": (r"^    title: (\w)(.*)$", r"    title: [Update] «\1»\2", "yaml-syntax"),
    "quotes inside quotes": (r"^    title: (\w+) (\w.*)$", r'    title: "\1 "«s»o" \2"', "yaml-syntax"),
    "quotes that are not closed": (r"^    title: (\w[^\"'\n]*)$", r'    title: «"»\1', "yaml-syntax"),
    "a key too far in": (r"^(    title: \w.*\n) {4}(\w+):", r"\1      \2«:»", "yaml-syntax"),
    "a tab": (r"^    (title|date|place): ", r"«\t»\1: ", "yaml-syntax"),
    "a line of Git": (r"^  - id: (.*)$", "«<<<<<<< HEAD»\n=======\n>>>>>>> theirs\n  - id: \\1", "merge-conflict"),
}  # fmt: skip
"""What is written in what is found, with marks around the place that the finding has, and the rule."""
NAMES = {
    "a place that nobody defined": (r"^    place: .*$", "    place: «nowhere-at-all»", "unknown-place"),
    "an actor that nobody defined": (r"^    actors: \[.*\]$", "    actors: [«nobody-at-all»]", "unknown-actor"),
    "a source that nobody defined": (
        r"^      - \{source: [\w-]+", "      - {source: «nothing-at-all»", "unknown-source"
    ),
    "a citation of nothing": (r"^    why: (\w.*)$", r"    why: \1 [«@nothing-at-all»]", "unknown-citation"),
    "a circle": (r"^  - id: (\S+)\n    date: ", r"  - id: \1\n    order: {after: [«\1»]}\n    date: ", "order-cycle"),
    "an id written twice": (r"^  - id: .*$", "  - id: «syria»", "duplicate-id"),
}  # fmt: skip


class Planted(typing.NamedTuple):
    """A fault in a file of the sample: what the file says with it, its lines, and where in them it is to be found."""

    name: str
    text: str
    first: int
    last: int
    place: Span

    def holds(self, span: Span) -> bool:
        return span.file == self.name and self.first <= span.line and span.end_line <= self.last


def planted(sample: Mapping[str, bytes], case: tuple[str, str, str], chance: random.Random) -> Planted:
    """A fault somewhere in the sample."""
    pattern, replacement, _ = case
    yaml = sorted(name for name in sample if name.endswith(".yaml"))
    places = [(name, found) for name in yaml for found in re.finditer(pattern, sample[name].decode(), re.MULTILINE)]
    name, found = chance.choice(places)
    text = sample[name].decode()
    before, inside, behind = re.split("[«»]", found.expand(replacement))
    start = len(text[: found.start()] + before)
    text = text[: found.start()] + before + inside + behind + text[found.end() :]
    first = text.count("\n", 0, found.start()) + 1
    last = first + (before + inside + behind).count("\n")
    return Planted(name, text, first, last, Span(name, *position(text, start), *position(text, start + len(inside))))


def position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def ids(text: str) -> Counter[str]:
    """The ids of the records of a file."""
    return Counter(re.findall(r"^ +- \{?id: ([\w-]+)", text, re.MULTILINE))


def errors(files: Mapping[str, bytes]) -> list[Diagnostic]:
    return [each for each in checked(files).findings if each.severity is Severity.ERROR]


@pytest.mark.parametrize("case", SHAPES)
def test_a_fault_of_shape_anywhere_is_found_in_its_place_and_nothing_outside_its_lines(
    sample: dict[str, bytes], case: str
) -> None:
    chance = random.Random(case)
    for _ in range(8):
        fault = planted(sample, SHAPES[case], chance)
        found = errors({fault.name: fault.text.encode()})
        assert (SHAPES[case][2], fault.place) in {(each.rule, each.span) for each in found}
        for each in found:
            assert fault.holds(each.span), (each, fault.text.split("\n")[fault.first - 1 : fault.last])


@pytest.mark.parametrize("case", NAMES)
def test_a_fault_of_names_anywhere_is_found_in_its_place_or_named_where_it_shows(
    sample: dict[str, bytes], case: str
) -> None:
    fault = planted(sample, NAMES[case], random.Random(case))
    found = errors({**sample, fault.name: fault.text.encode()})
    assert (NAMES[case][2], fault.place) in {(each.rule, each.span) for each in found}
    before, after = ids(sample[fault.name].decode()), ids(fault.text)
    changed = (before - after) + (after - before)
    for each in found:
        named = re.findall(r"`([\w-]+)`", each.message)
        assert fault.holds(each.span) or any(id_ in changed for id_ in named), each


def test_a_renamed_record_is_named_wherever_it_is_missed(sample: dict[str, bytes]) -> None:
    events = {name: data.decode() for name, data in sample.items() if name.startswith("content/events/")}
    uses = b"".join(sample.values()).decode()
    used = [(name, id_) for name, text in events.items() for id_ in ids(text) if len(re.findall(id_, uses)) > 3]
    name, id_ = random.Random(5).choice(used)
    found = errors({**sample, name: events[name].replace(f"  - id: {id_}\n", "  - id: called-otherwise\n").encode()})
    assert len(found) >= 2
    assert all(f"`{id_}`" in each.message for each in found), found


# The order of files and records means nothing


def pages(found: checking.Checked) -> list[dict[str, Any]]:
    return sorted(built(found), key=lambda page: str(page["brief"]["id"]))


def shuffled(sample: Mapping[str, bytes], chance: random.Random) -> dict[str, bytes]:
    """The same records in other files, in another order; briefs beside the texts they name."""
    files: dict[str, dict[str, Any]] = {f"content/{n}.yaml": {} for n in range(chance.randint(1, 4))}
    for section, record in sorted(parts(sample), key=lambda _: chance.random()):
        if section == "briefs":
            files.setdefault(f"content/briefs/{record['id']}.yaml", {})[section] = [record]
        elif section == "project":
            next(iter(files.values()))[section] = record
        else:
            chance.choice([file for name, file in files.items() if "briefs" not in name]).setdefault(
                section, []
            ).append(record)
    texts = {name: data for name, data in sample.items() if not name.endswith(".yaml")}
    return {**{name: json.dumps(file, ensure_ascii=False).encode() for name, file in files.items() if file}, **texts}


def parts(sample: Mapping[str, bytes]) -> Iterator[tuple[str, Any]]:
    for name, data in sample.items():
        if name.endswith(".yaml"):
            for section, held in (reader.read(name, data).values or {}).items():
                yield from [(section, each) for each in held] if isinstance(held, list) else [(section, held)]


@pytest.mark.parametrize("seed", range(2))
def test_files_and_records_in_any_order_give_the_same_briefs(sample: dict[str, bytes], seed: int) -> None:
    expected = pages(checking.check(find(ROOT)))
    assert len(expected) >= 3
    found = checked(shuffled(sample, random.Random(seed)))
    assert [each for each in found.findings if each.severity is Severity.ERROR] == []
    for before, after in zip(expected, pages(found), strict=True):
        assert after == before


def test_events_of_any_dates_stand_in_one_order() -> None:
    head = f"project: {{series: S, handling: TLP:CLEAR, timezone: UTC, rules: {json.dumps(OFF)}}}\n{BASE}"
    wide = "briefs: [{id: all, title: T, cutoff: 9998, period: Y-999999999/.., handling: TLP:RED}]"
    lengths = []

    @examples(60)
    @given(st.lists(records(SECTIONS["events"], odd=False), min_size=2, max_size=6), st.randoms(use_true_random=False))
    def stand_in_one_order(events: list[dict[str, Any]], chance: random.Random) -> None:
        named = [{**event, "id": f"n{number}", "as_of": "2024-12-01"} for number, event in enumerate(events)]
        orders = []
        for _ in range(2):
            chance.shuffle(named)
            cut = chance.randint(0, len(named))
            files = {
                f"content/{n}.yaml": json.dumps({"events": part}).encode()
                for n, part in enumerate((named[:cut], named[cut:]))
            }
            found = checked({"content/x.yaml": head.encode(), "content/y.yaml": wide.encode(), **files})
            orders.append([page["chronology"] for page in pages(found) if page["brief"]["id"] == "all"])
        assert orders[0] == orders[1]
        lengths.append(sum(event["id"].startswith("n") for order in orders[0] for event in order))

    stand_in_one_order()
    assert sum(length >= 2 for length in lengths) > len(lengths) / 2, "most of what is drawn has an order"
