"""What the language server knows, asked without the protocol: where one is, what fits there, what has moved."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import get_type_hints

import pytest
from lsprotocol.types import Position, PositionEncodingKind

from briefgen import loader, rules
from briefgen.build import checking, find
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.loader import sections
from briefgen.model import SECTIONS, Dossier, Part, Project, Role
from briefgen.model.meanings import MEANINGS
from briefgen.model.texts import _fields
from briefgen.model.values import Line, Text
from briefgen.rules.namings import references
from briefgen.server import shapes
from briefgen.server.cursor import cursor
from briefgen.server.desk import Buffer, Desk
from briefgen.server.mending import mending
from briefgen.server.positions import Lines
from briefgen.server.shifts import Shift
from briefgen.spans import Span

ROOT = Path(__file__).parent.parent
FIRST = "events:\n  - id: a\n    sources:\n      - log\n  - id: b\n"


def answered(desk: Desk) -> list[Diagnostic]:
    """All that is wrong, once every rule has been asked."""
    *_, last = desk.answers(desk.turn)
    return sorted(last.findings)


# The same as check


@pytest.mark.parametrize("rule", [rule for rule in rules.ALL if rule.example("Bad")], ids=lambda rule: rule.name)
def test_an_editor_is_told_of_each_rule_what_check_tells(tmp_path, rule):
    path = tmp_path / "brief.yaml"
    path.write_text(rule.example("Bad"), "utf-8")
    desk = Desk(find(path))
    assert answered(desk) == sorted(checking.check(find(path)).findings)
    desk.buffers = {"brief.yaml": Buffer(rule.example("Good") or "events: []\n")}
    assert [each.rule for each in answered(desk) if each.rule == rule.name] == []
    desk.buffers = {}
    assert answered(desk) == sorted(checking.check(find(path)).findings)


def test_after_any_changes_the_findings_are_those_of_a_new_check(tmp_path):
    """Lines are taken out of the files of the sample and put back; what was remembered never shows."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    desk, chance = Desk(find(tmp_path)), random.Random(7)
    files = sorted(path for path in tmp_path.rglob("*.*") if path.suffix in {".yaml", ".md"})
    for _ in range(12):
        path = chance.choice(files)
        lines = path.read_text("utf-8").split("\n")
        first = chance.randrange(len(lines))
        text = "\n".join(lines[:first] + lines[first + chance.randint(1, 3) :])
        desk.buffers = {path.relative_to(tmp_path).as_posix(): Buffer(text)}
        seen = answered(desk)
        if chance.random() < 0.5:
            path.write_text(text, "utf-8")
            assert seen == sorted(checking.check(find(tmp_path)).findings)
        else:
            desk.buffers = {}
            assert answered(desk) == sorted(checking.check(find(tmp_path)).findings)


def test_what_slow_rules_found_stays_until_they_are_asked_again(tmp_path, monkeypatch):
    monkeypatch.setattr("briefgen.server.desk.AT_ONCE", 0.0)
    path = tmp_path / "brief.yaml"
    path.write_text("events:\n  - {id: a, date: 2024, title: A}\n  - {id: b, date: 2024, title: B}\n", "utf-8")
    desk = Desk(find(path))
    assert [each.span.line for each in answered(desk) if each.rule == "unsourced-event"] == [2, 3]
    desk._costs["unsourced-event"] = 10.0
    desk.buffers = {"brief.yaml": Buffer(path.read_text("utf-8").replace("\n", "\n# new\n", 1).replace("A}", "AA}"))}
    first, *_, last = desk.answers(desk.turn)
    assert [each.span.line for each in first.findings if each.rule == "unsourced-event"] == [4], "one is in a new line"
    assert [each.span.line for each in last.findings if each.rule == "unsourced-event"] == [3, 4]


def test_a_check_that_nobody_waits_for_is_given_up(tmp_path):
    path = tmp_path / "brief.yaml"
    path.write_text("events:\n  - {id: a, date: 2024, title: A}\n", "utf-8")
    desk = Desk(find(path))
    answers = desk.answers(desk.turn)
    desk.turn += 1
    assert list(answers) == []


# Where one is


@pytest.mark.parametrize(
    ("text", "path", "word"),
    [
        (FIRST + "    tit|\n    text: x\n", ("events", 0), "tit"),
        (FIRST + "    sta|tus: x\n", ("events", 0, "status"), "status"),
        (FIRST + "    status: co|nf  # so\n", ("events", 0, "status"), "conf"),
        (FIRST + "    status:|\n", ("events", 0, "status"), ""),
        (FIRST + "    'status': \"co|nf\"\n", ("events", 0, "status"), "conf"),
        (FIRST + "    actors: [a, b|]\n", ("events", 0, "actors", 0), "b"),
        (FIRST + "    actors: [a, |\n    date: x\n", ("events", 0, "actors", 0), ""),
        (FIRST + "    actors:\n    - a|\n", ("events", 0, "actors", 0), "a"),
        (FIRST + "    sources: [{source: lo|, at: x}]\n", ("events", 0, "sources", 0, "source"), "lo"),
        (FIRST + "    sources:\n      - {source: lo, cr|\n", ("events", 0, "sources", 0, "cr"), "cr"),
        (FIRST + "    sources:\n      - {source: lo,\n         at: p|}\n", ("events", 0, "sources", 0, "at"), "p"),
        (FIRST + "    sources:\n      - source: l\n        cred|\n", ("events", 0, "sources", 0), "cred"),
        (FIRST + "    text: >\n      So: it\n      - was: b|ad\n", ("events", 0, "text"), "- was: bad"),
        (FIRST + "    text: |\n      # no comment|\n", ("events", 0, "text"), "# no comment"),
        (FIRST + "    text: the operator's\n      wo|rds\n", ("events", 0, "text"), "words"),
        (FIRST + "    title: {half: [open\n    status: c|\n", ("events", 0, "status"), "c"),
        ("events:\n  - id\n    date: 20|\n", ("events", 0, "date"), "20"),
        ("project: {series: operator's log, desk: 'x|y'}\n", ("project", "desk"), "xy"),
        ("eve|\n", (), "eve"),
        ("project:\r\n  series: a|\r\n", ("project", "series"), "a"),
    ],
)
def test_where_one_is_in_a_file_that_need_not_be_yaml(text, path, word):
    place = text.rindex("|") if "text: |" in text else text.index("|")
    text = text[:place] + text[place + 1 :]
    found = cursor(text, place)
    assert found is not None
    assert (found.path, text[found.start : found.end]) == (path, word)


@pytest.mark.parametrize("text", ["# comm|ent\n", "series: x  # comm|ent\n", "  |  series: x\n"])
def test_between_things_one_is_nowhere(text):
    assert cursor(text.replace("|", ""), text.index("|")) is None


def test_every_place_of_the_sample_can_be_asked_about():
    for file in (ROOT / "content").rglob("*.yaml"):
        text = file.read_text("utf-8")
        for offset in range(0, len(text), 211):
            found = cursor(text, offset)
            assert found is None or text.count("\n", found.start, found.end) == 0


# What fits there


def test_ids_are_offered_in_every_field_that_names_a_record():
    """A field added tomorrow fails this test until somebody says what it names."""
    models = {each for kind in SECTIONS.values() for each in parts(kind)} | {Project}
    named = {key for model in models for key, role in _fields(model).values() if role is Role.REFERENCE}
    assert named <= set(shapes.KINDS)
    dossier = checking.check(find(ROOT)).dossier
    assert dossier is not None
    for reference in references(dossier):
        path = (reference.owner.section, 0, *(0 if isinstance(step, int) else step for step in reference.path))
        wanted = shapes.kinds(path)
        assert reference.wanted in wanted or reference.wanted == "basis", path
        assert dossier.find(reference.id) is None or dossier.find(reference.id).kind in wanted


def test_each_text_of_a_record_has_its_translation_and_nothing_else_does():
    """A text added tomorrow fails this test until it can be translated."""
    for kind in SECTIONS.values():
        translation = sections.inner(kind.model_fields["translations"].annotation)
        assert translation is not None
        assert single_texts(translation) == single_texts(kind)
        lists = {"assumptions", "alternatives", "would_change", "indicators"} & kind.model_fields.keys()
        assert {*shapes.keys((kind.section, 0, "translations", "ar"))} == {*single_texts(kind)} | lists


def single_texts(model: type[Part]) -> dict[str, str]:
    """The keys of a mapping that hold one text, no list of them and no other mapping."""
    hints = get_type_hints(model, include_extras=True)
    roles = {info.alias or name: hints[name] for name, info in model.model_fields.items()}
    words = {"prose": (Text, Text | None), "line": (Line, Line | None)}
    return {key: role for key, hint in roles.items() for role, forms in words.items() if hint in forms}


def parts(model: type[Part]) -> set[type[Part]]:
    """A model and those inside it."""
    found = {model}
    for info in model.model_fields.values():
        inner = sections.inner(info.annotation)
        found |= parts(inner) if inner is not None else set()
    return found


def test_every_key_says_what_it_means_and_no_meaning_is_left_over():
    models = loader.schema()["$defs"]
    silent = {
        (name, key)
        for name, model in models.items()
        for key, value in model.get("properties", {}).items()
        if "description" not in value
    }
    assert silent == set()
    spoken = {(name, key) for name, keys in MEANINGS.items() for key in keys}
    assert spoken <= {(name, key) for name, model in models.items() for key in model.get("properties", {})}


def test_words_are_not_offered_where_there_are_none():
    scale = Dossier(Project(series="S")).project.scale
    assert shapes.words(("events", 0, "title"), scale) == {}
    assert shapes.keys(("events", 0, "title")) == {}
    assert shapes.keys(("nothing", 0)) == {}
    assert shapes.kinds(("events", 0, "because")) == ()
    assert shapes.kinds(("assessments", 0, "because")) == ()


# Places


@pytest.mark.parametrize(
    ("encoding", "column"),
    [(PositionEncodingKind.Utf8, 11), (PositionEncodingKind.Utf16, 6), (PositionEncodingKind.Utf32, 5)],
)
def test_columns_count_in_the_units_agreed_on(encoding, column):
    lines = Lines("a: b\nحمص🚀 logg\n", encoding)
    assert lines.of(Span("f", 2, 6, 2, 10)).start == Position(1, column)
    assert lines.offset(Position(1, column)) == 10


def test_an_editor_counts_lines_by_every_line_end():
    lines = Lines("one\r\ntwo\rthree\nlogg\u2028")
    assert lines.of(Span("f", 3, 1, 3, 5)).start == Position(3, 0)
    assert lines.offset(Position(3, 99)) == len(lines.text)
    assert lines.offset(Position(0, 99)) == 3


def test_what_stands_between_two_changes_is_found_again():
    old, new = "a\nb\nlog\nc\nd", "A\nx\nb\nlog\nc\nD"
    shift = Shift({"f": old}, {"f": new})
    assert shift.span(Span("f", 3, 1, 3, 4)) == Span("f", 4, 1, 4, 4)
    assert shift.span(Span("f", 1, 1, 1, 2)) is None
    assert shift.span(Span("g", 1, 1, 1, 2)) is None


@pytest.mark.parametrize(
    ("written", "message", "hint", "mended"),
    [
        ("'logg'", "no source has the id `logg`", "did you mean `log`?", "'log'"),
        ("@logg", "no record has the id `logg`, which is cited here", "did you mean `log`?", "@log"),
        ("TLP:WHITE", "`TLP:WHITE` is the old name of `TLP:CLEAR`", "write `TLP:CLEAR`", "TLP:CLEAR"),
        ("logg", "no source has the id `logg`", "`logg` is an event", None),
        ("lo\ngg", "no source has the id `logg`", "did you mean `log`?", None),
    ],
)
def test_a_hint_that_names_a_word_can_be_carried_out(written, message, hint, mended):
    span = Span("f", 1, 4, written.count("\n") + 1, len(written) + 4 if "\n" not in written else 3)
    lines = Lines(f"🚀: {written} end")
    found = mending(Diagnostic("unknown-source", Severity.ERROR, message, hint, span), lines)
    if mended is None:
        assert found is None
    else:
        assert found is not None
        start, end = lines.offsets(found.span)
        assert lines.text[:start] + found.text + lines.text[end:] == f"🚀: {mended} end"
