"""A WeasyPrint that is not the one that was read: what it lacks is found before it prints, and said."""

from __future__ import annotations

import ast
import re
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from hashlib import md5
from importlib import import_module
from io import BytesIO
from logging import LogRecord
from pathlib import Path
from selectors import DefaultSelector, SelectorKey
from xml.etree.ElementTree import Element

import pytest
from conftest import GRID, Desk

import briefgen
from briefgen.archive.verifying import verify
from briefgen.outputs import pdf, printers
from briefgen.outputs.press import Job, Printed, press
from briefgen.printing import engine, names
from briefgen.printing.measure import Measure

ROOT = Path(briefgen.__file__).parent
PRINTING = [*(ROOT / "printing").glob("*.py"), ROOT / "outputs" / "printer.py"]
BRIEF = "briefs:\n  - {id: one, title: Power fails, cutoff: 2024-03-02, period: 2024-03-01/2024-03-02}\n"
LISTED = {
    f"{place}.{name}"
    for uses in (*names.NEEDED.values(), {f"weasyprint.text.ffi.{each}": of for each, of in names.PANGO.items()})
    for place, found in uses.items()
    for name in found
}
OF_PYTHON = (
    OSError,
    *(str, bytes, bytearray, list, dict, set, tuple, int, float, type, deque, Path, datetime, LogRecord, Element),
    *(BytesIO, re.Pattern, re.Match, DefaultSelector, SelectorKey, Future, ThreadPoolExecutor, type(md5())),
)
ELSEWHERE = {
    *("addHandler", "itemsize", "pack", "unpack_from", "size"),  # of the standard library too
    *("getBestCmap", "getReverseGlyphMap", "unitsPerEm"),  # of fontTools, which documents them
    *("pango_layout_copy", "pango_layout_get_line_count"),  # of Pango, which `quick` declares itself
    *("error", "typeof", "fields", "co_names"),  # of cffi, and by which names are looked for
}


def test_types_of_c_are_told_as_weasyprint_spells_them() -> None:
    sources = "".join(path.read_text("utf-8") for path in Path(engine.room("").__file__).parent.rglob("*.py"))
    assert set(names.TOLD) <= set(re.findall(r"ffi\.new\('([^']+)'", sources))


@pytest.fixture(params=PRINTING, ids=lambda path: path.stem)
def tree(request: pytest.FixtureRequest) -> ast.Module:
    return ast.parse(request.param.read_text("utf-8"))


def test_each_name_that_is_taken_from_weasyprint_is_looked_for_first(tree: ast.Module) -> None:
    rooms: dict[str, str] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="take"), args=[argument]):
                assert not [each for each in taken(argument) if whole(each) not in LISTED]
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=ast.Name(id="room"), args=[of])):
                rooms[name] = whole(ast.literal_eval(of))
            case ast.Assign(targets=[ast.Tuple(elts=named)], value=ast.Tuple(elts=values)):
                for name, value in zip(named, values, strict=True):
                    if isinstance(value, ast.Call) and ast.unparse(value.func) == "room":
                        rooms[ast.unparse(name)] = whole(ast.literal_eval(value.args[0]))
    used = [
        (rooms[ast.unparse(each.value)], each.attr) for each in attributes(tree) if ast.unparse(each.value) in rooms
    ]
    assert not [f"{place}.{name}" for place, name in used if f"{place}.{name}" not in LISTED]


def test_each_attribute_that_is_none_of_ours_or_of_python_is_looked_for_first(tree: ast.Module) -> None:
    known = {each.rpartition(".")[2] for each in LISTED} | ELSEWHERE | set(own())
    known |= {name for each in OF_PYTHON for name in dir(each)}
    imported = {
        (each.asname or each.name).partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for each in node.names
    }
    found = {each.attr for each in attributes(tree) if ast.unparse(each.value) not in imported}
    assert not {name for name in found - known if not name.startswith("__")}


def taken(argument: ast.expr) -> list[str]:
    """What is asked for; `take(f"text.ffi.{name}")` asks for some of a room."""
    if isinstance(argument, ast.JoinedStr):
        assert ast.unparse(argument) == "f'text.ffi.{name}'"
        return [f"text.ffi.{name}" for name in ("ffi", "gobject", "pango")]
    return [ast.literal_eval(argument)]


def whole(name: str) -> str:
    return name if name.partition(".")[0] in engine.BESIDE else f"weasyprint.{name}"


def attributes(tree: ast.Module) -> Iterator[ast.Attribute]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Attribute))


def own() -> Iterator[str]:
    """What the objects of the press itself have."""
    for path in PRINTING:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                    yield name
                case ast.AnnAssign(target=ast.Name(id=name)):
                    yield name
                case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Store()):
                    yield name


def test_the_weasyprint_that_is_installed_lacks_nothing() -> None:
    assert engine.missing() == {}


def test_another_version_is_not_printed_with_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "READ", "71.")
    assert engine.missing() == {"parted": "WeasyPrint 70.0, of which the parted press knows nothing"}


def test_what_is_missing_is_named_by_what_it_is_for(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as without:
        without.delattr(import_module("weasyprint.text.ffi"), "ffi")
        assert engine.missing() == {"parted": "`weasyprint.text.ffi.ffi`"}
    with monkeypatch.context() as without:
        without.setitem(names.PANGO, "PangoItem", ("length", "weight"))  # type: ignore[misc]
        assert engine.missing() == {"parted": "`PangoItem.weight`"}
    monkeypatch.delattr(import_module("weasyprint.layout.inline"), "strut")
    assert engine.missing() == dict.fromkeys(("grid", "parted"), "`weasyprint.layout.inline.strut`")


RENAMED = """
import json, sys
from importlib.machinery import SourceFileLoader
from pathlib import Path

sys.path.extend(json.loads(sys.argv[1])["path"])
source = SourceFileLoader.get_code

def renamed(loader, name):
    if name.partition(".")[0] not in ("weasyprint", "pydyf"):
        return source(loader, name)
    text = Path(loader.get_filename(name)).read_text("utf-8")
    return compile(text.replace({old!r}, "renamed"), name, "exec")

SourceFileLoader.get_code = renamed
from briefgen.outputs import printer
printer.main()
"""
"""A printer whose WeasyPrint has another name for something."""


@pytest.fixture
def built(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A brief that is printed in parts, by a printer that the test chooses."""
    desk.write("content/all.yaml", GRID + BRIEF)

    def parted(job: Job, **_: object) -> Printed:
        return press(job, measure=Measure(worth=0, span=50))

    monkeypatch.setattr(pdf, "press", parted)
    return desk


def lacking(old: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / f"renamed-{old}.py"
    script.write_text(RENAMED.format(old=old), "utf-8")
    monkeypatch.setattr(printers, "PRINTER", script)


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize(
    ("old", "said"),
    [
        ("remake_page", "`weasyprint.layout.page.remake_page` is not as the press knows it"),
        ("get_pango_font_key", "`weasyprint.text.fonts.get_pango_font_key` is not as"),
        ("running_elements", "`weasyprint.layout.LayoutContext.running_elements` is not as"),
        ("block_container_layout", "is not as the press knows it; text does not stand on its grid"),
        ("strut", "is not as the press knows it; text does not stand on its grid"),
        ("show_text", "is not as the press knows it; Arabic may be copied otherwise than it is read"),
        ("_current_font", "is not as the press knows it; Arabic may be copied otherwise than it is read"),
    ],
)
def test_a_brief_is_printed_in_one_pass_where_weasyprint_lacks_a_name_and_that_is_said(
    old: str, said: str, built: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking(old, tmp_path, monkeypatch)
    result = built.build("--to", "pdf")
    assert result.exit_code == 0
    assert "note: the PDF of one was printed in one pass" in result.stderr
    assert said in re.sub(r"\s+", " ", result.stderr)
    (made,) = (built.root / "output").glob("*/*.pdf")
    assert verify(made.read_bytes()).sound


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize("old", ["_build_box_tree", "artifact", "generate_rdf_metadata", "iri_to_uri"])
def test_a_brief_is_not_printed_where_its_tags_or_what_it_says_of_itself_would_be_wrong(
    old: str, built: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking(old, tmp_path, monkeypatch)
    result = built.build("--to", "pdf")
    assert result.exit_code == 1
    assert re.search(r"the WeasyPrint that is installed lacks\s+`weasyprint\.", result.stderr)
    assert "pip install 'weasyprint==70.*'" in result.stderr
    assert not list((built.root / "output").glob("*/*.pdf"))


@pytest.mark.usefixtures("memory")
def test_a_brief_is_printed_in_one_pass_where_parts_fail_in_a_way_that_nobody_foresaw(
    built: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "changed.py"
    script.write_text(
        "from briefgen.printing import parted\n"
        "def bind(document, pages): ...\n"
        "parted.bind = bind\n"
        "from briefgen.outputs import printer\n"
        "printer.main()\n",
        "utf-8",
    )
    monkeypatch.setattr(printers, "PRINTER", script)
    result = built.build("--to", "pdf")
    assert result.exit_code == 0
    assert "TypeError: bind() takes 2 positional arguments but 3 were given" in re.sub(r"\s+", " ", result.stderr)
    (made,) = (built.root / "output").glob("*/*.pdf")
    assert verify(made.read_bytes()).sound
