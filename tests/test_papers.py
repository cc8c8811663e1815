"""PDFs that come back from anywhere: what is wrong with them is said, and nothing they hold gets out of hand."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from conftest import ROOT, Desk
from pikepdf import Array, Dictionary, Name

from briefgen.archive import opening, verifying
from briefgen.archive.opening import Unreadable
from briefgen.archive.unpacking import unpack

BRIEFS = sorted(path.stem for path in (ROOT / "content/briefs").glob("*.yaml"))


@pytest.fixture(scope="module")
def small(starter, built) -> Path:
    """The small project that `briefgen new` starts, printed."""
    (pdf,) = built("valley-paper", starter.root, "--to", "pdf").glob("valley-1/*.pdf")
    return pdf


def verify(*words: object) -> Any:
    return Desk(Path()).run("verify", *map(str, words))


def changed(pdf: Path, folder: Path, change: Callable[[pikepdf.Pdf], object]) -> Path:
    """A copy of a PDF with something else in it."""
    made = folder / "changed.pdf"
    with pikepdf.open(pdf) as document:
        change(document)
        document.save(made, fix_metadata_version=False)
    return made


# Sound


@pytest.mark.parametrize("brief", BRIEFS)
def test_what_was_built_is_sound(sample, brief):
    (pdf,) = sample.glob(f"{brief}/*.pdf")
    found = verifying.verify(pdf.read_bytes())
    assert {check.name: check.faults for check in found.checks if check.faults} == {}
    assert found.sound
    assert found.manifest is not None
    assert found.manifest.brief == brief


def test_what_the_desk_let_stand_is_not_found_in_what_is_extracted(sample, tmp_path):
    brief, folder = "syria-2024-12-22", tmp_path / "again"
    assert Desk(tmp_path).run("extract", str(sample / brief / f"{brief}.pdf"), "--out", str(folder)).exit_code == 0
    assert "allow:" not in (folder / "content" / "assessments.yaml").read_text("utf-8"), "why is the desk's own affair"
    said = Desk(folder).check()
    assert said.exit_code == 0
    assert "warning" not in said.output, said.output


def test_a_program_that_saves_it_anew_does_not_spoil_it(small, tmp_path):
    result = verify(changed(small, tmp_path, lambda pdf: None))
    assert result.exit_code == 0, result.output


def test_it_is_said_in_words_what_was_looked_at_and_what_is_wrong(small, tmp_path):
    other = tmp_path / "note.pdf"
    other.write_text("no PDF")
    result = verify(small, other)
    assert result.exit_code == 1
    assert "brief `valley-1`" in result.output
    assert "TLP:CLEAR at head and foot of" in result.output
    assert "note.pdf\n  wrong  it is no PDF\n" in result.output
    assert "1 of 2 files sound." in result.output
    found = json.loads(verify(small, other, "--format", "json").output)
    assert [each["sound"] for each in found] == [True, False]
    assert found[0]["manifest"]["brief"] == "valley-1"
    assert {"marking", "tags", "fonts", "attachments"} <= {check["name"] for check in found[0]["checks"]}
    assert verify(small).exit_code == 0
    assert verify(tmp_path / "none.pdf").exit_code == 2
    assert verify().exit_code == 2


# Faults


def elements(document: pikepdf.Pdf, kind: str) -> list[Any]:
    return [each for each in document.objects if isinstance(each, Dictionary) and each.get("/S") == kind]


def fonts(document: pikepdf.Pdf) -> list[Any]:
    return [each for each in document.objects if isinstance(each, Dictionary) and each.get("/Type") == "/Font"]


def links(document: pikepdf.Pdf) -> list[Any]:
    return [each for page in document.pages for each in page.get("/Annots", [])]


def outside(document: pikepdf.Pdf) -> Any:
    return next(each for each in links(document) if "/A" in each)


def rewritten(old: bytes, new: bytes, page: int = 0) -> Callable[[pikepdf.Pdf], None]:
    """The content of a page with something else in it."""

    def change(document: pikepdf.Pdf) -> None:
        document.pages[page].contents_coalesce()
        content = document.pages[page].Contents
        data = content.read_bytes()
        assert old in data
        content.write(data.replace(old, new))

    return change


def metadata(old: bytes, new: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        data = document.Root.Metadata.read_bytes()
        assert old in data
        document.Root.Metadata.write(data.replace(old, new))

    return change


def attachment(name: str, data: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        (spec,) = (each for each in document.Root.AF if str(each.UF) == name)
        spec.EF.F.write(data)

    return change


def added(document: pikepdf.Pdf) -> None:
    document.attachments["more.txt"] = b"more"


def shallow(document: pikepdf.Pdf) -> None:
    elements(document, "/H2")[0].S = Name("/H4")


def swapped_label(document: pikepdf.Pdf) -> None:
    """The head of the second page says another marking: its letters are those of another word."""
    page = document.pages[1]
    page.contents_coalesce()
    page.contents_add(b"/Artifact BMC BT /Other 12 Tf 1 0 0 1 300 800 Tm (TLP:RED) Tj ET EMC\n", prepend=True)
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    page.Resources.Font.Other = document.make_indirect(helvetica)


FAULTS: dict[str, tuple[str, str, Callable[[pikepdf.Pdf], object]]] = {
    "another marking": ("marking", "TLP:RED at the head", swapped_label),
    "no tags": ("tags", "no tags", lambda p: p.Root.__delitem__("/StructTreeRoot")),
    "not marked": ("tags", "said to be tagged", lambda p: p.Root.__delitem__("/MarkInfo")),
    "no language": ("tags", "which language", lambda p: p.Root.__delitem__("/Lang")),
    "no title": ("tags", "no title", lambda p: p.docinfo.__delitem__("/Title")),
    "file name shown": ("tags", "instead of the title", lambda p: p.Root.__delitem__("/ViewerPreferences")),
    "file name asked for": ("tags", "instead of the title", lambda p: p.Root.ViewerPreferences.__setitem__(
        "/DisplayDocTitle", False)),
    "heading skipped": ("tags", "a heading of level 4", shallow),
    "first heading": ("tags", "not of the first level", lambda p: setattr(elements(p, "/H1")[0], "S", Name("/P"))),
    "list item": ("tags", "`P` stands in `LI`", lambda p: setattr(elements(p, "/LBody")[0], "S", Name("/P"))),
    "row": ("tags", "`P` stands in `TR`", lambda p: setattr(elements(p, "/TD")[0], "S", Name("/P"))),
    "unknown kind": ("tags", "`Box` is no kind", lambda p: setattr(elements(p, "/Span")[0], "S", Name("/Box"))),
    "silent picture": ("tags", "no words", lambda p: elements(p, "/Figure")[0].__delitem__("/Alt")),
    "headless cell": ("tags", "names none", lambda p: elements(p, "/TD")[0].__delitem__("/A")),
    "lost head": ("tags", "not there", lambda p: [each.__delitem__("/ID") for each in elements(p, "/TH")]),
    "loose link": ("tags", "not in the tags", lambda p: elements(p, "/Link")[0].__setitem__("/K", Array([]))),
    "link without way back": ("tags", "lead back", lambda p: links(p)[0].__delitem__("/StructParent")),
    "silent link": ("tags", "where it leads", lambda p: links(p)[0].__delitem__("/Contents")),
    "flat link": ("tags", "no area", lambda p: setattr(links(p)[0], "Rect", Array([10, 10, 50, 10]))),
    "form field": ("tags", "the kind /Text", lambda p: setattr(links(p)[0], "Subtype", Name.Text)),
    "order of links": ("tags", "order of its links", lambda p: p.pages[0].__delitem__("/Tabs")),
    "untagged text": ("content", "no tag leads to", rewritten(b"/Artifact\nBMC", b"/Span\nBMC")),
    "lost content": ("content", "no tag leads to", rewritten(b"/MCID 0>>", b"/MCID 99999>>")),
    "font left out": ("fonts", "is not in the file", lambda p: [
        each.DescendantFonts[0].__delitem__("/FontDescriptor") for each in fonts(p) if "/DescendantFonts" in each]),
    "unreadable font": ("fonts", "cannot be read back", lambda p: [
        each.__delitem__("/ToUnicode") for each in fonts(p) if "/ToUnicode" in each]),
    "no colours": ("colours", "output intent", lambda p: p.Root.__delitem__("/OutputIntents")),
    "no profile": ("colours", "colour profile", lambda p: p.Root.OutputIntents[0].__delitem__("/DestOutputProfile")),
    "no metadata": ("metadata", "XMP", lambda p: p.Root.__delitem__("/Metadata")),
    "other metadata": ("metadata", "PDF/A-3a", metadata(b'pdfaid:part="3"', b'pdfaid:part="2"')),
    "not accessible": ("metadata", "PDF/UA-1", metadata(b'pdfuaid:part="1"', b'pdfuaid:part="7"')),
    "two titles": ("metadata", "title is another", lambda p: p.docinfo.__setitem__("/Title", "Other")),
    "entities": ("metadata", "XMP", metadata(b"<x:xmpmeta", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x:xmpmeta")),
    "script": ("actions", "JavaScript", lambda p: p.Root.__setitem__(
        "/OpenAction", Dictionary(S=Name.JavaScript, JS="app.alert(1)"))),
    "launch": ("actions", "Launch", lambda p: outside(p).__setitem__("/A", Dictionary(S=Name.Launch, F="calc.exe"))),
    "file link": ("actions", "another place", lambda p: outside(p).A.__setitem__("/URI", "file:///etc/passwd")),
    "attachment changed": ("attachments", "somebody changed it", attachment("events.yaml", b"events: []\n")),
    "attachment added": ("attachments", "`more.txt` was added", added),
    "attachment gone": ("attachments", "`events.yaml` is missing", lambda p: p.attachments.__delitem__("events.yaml")),
    "no manifest": ("attachments", "no `manifest.json`", lambda p: p.attachments.__delitem__("manifest.json")),
    "no relationship": ("attachments", "what `events.yaml` is", lambda p: [
        each.__delitem__("/AFRelationship") for each in p.Root.AF if str(each.UF) == "events.yaml"]),
    "other relationship": ("attachments", "which it is not", lambda p: [
        each.__setitem__("/AFRelationship", Name.Data) for each in p.Root.AF if str(each.UF) == "events.yaml"]),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_and_said_with_its_place(small, tmp_path, fault):
    check, said, change = FAULTS[fault]
    found = verifying.verify(changed(small, tmp_path, change).read_bytes())
    told = {each.name: [fault.message for fault in each.faults] for each in found.checks}
    assert any(said in message for message in told[check]), told


def test_a_page_without_its_marking_is_named(small, tmp_path):
    def blank(document: pikepdf.Pdf) -> None:
        document.pages[1].Contents = document.make_stream(b"")

    result = verify(changed(small, tmp_path, blank))
    assert result.exit_code == 1
    assert "page 2: no handling marking TLP:CLEAR at the head of the page" in result.output
    assert "page 2: no handling marking TLP:CLEAR at the foot of the page" in result.output


def test_a_picture_that_asks_to_be_smoothed_is_found(desk, tmp_path):
    desk.write("content/all.yaml", """
        project: {series: S, handling: TLP:CLEAR}
        events: [{id: e, date: 2024-03-01, title: Power fails, text: "![Dark](dark.png)"}]
        briefs: [{id: one, title: One, cutoff: 2024-03-05, period: 2024-03}]
        """)  # fmt: skip
    from test_archive import picture

    (desk.root / "content/dark.png").write_bytes(picture("RGB", "PNG"))
    assert desk.build("--to", "pdf").exit_code == 0
    (pdf,) = desk.root.glob("output/one/*.pdf")
    assert verify(pdf).exit_code == 0

    def smooth(document: pikepdf.Pdf) -> None:
        images = [
            each for each in document.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        ]
        assert images
        for each in images:
            each.Interpolate = True

    result = verify(changed(pdf, tmp_path, smooth))
    assert "a picture asks to be smoothed" in result.output


def test_verapdf_is_asked_where_it_is_installed(small, tmp_path, monkeypatch):
    program = tmp_path / "bin" / "verapdf"
    program.parent.mkdir()
    program.write_text(
        '#!/bin/sh\ncase "$*" in *ua1*) echo "FAIL $6 ua1"; echo "  7.1-3 of it";; *) echo "PASS $6 3a";; esac\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    result = verify(small)
    assert result.exit_code == 1
    assert "sound  veraPDF 3a" in result.output
    assert "wrong  veraPDF ua1" in result.output
    assert "7.1-3 of it" in result.output


# Hostile


def extract(pdf: Path, folder: Path, *words: str) -> Any:
    return Desk(Path()).run("extract", str(pdf), "--out", str(folder), *words)


def with_manifest(pdf: Path, folder: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    """A copy of a PDF whose manifest says something else."""

    def rewrite(document: pikepdf.Pdf) -> None:
        (spec,) = (each for each in document.Root.AF if str(each.UF) == "manifest.json")
        manifest = json.loads(spec.EF.F.read_bytes())
        change(manifest)
        spec.EF.F.write(json.dumps(manifest).encode())

    return changed(pdf, folder, rewrite)


def first(manifest: dict[str, Any]) -> dict[str, Any]:
    return next(each for each in manifest["files"] if each["path"])


@pytest.mark.parametrize(
    "path",
    ["../outside.yaml", "/etc/cron.d/x.yaml", "content/../../x.yaml", "content/./x.yaml", "content//x.yaml", "", ".",
     "content", "content/.hidden.yaml", ".git/hooks/x.md", "C:\\x.yaml", "content\\x.yaml", "content/x\n.yaml",
     "content/x\x00.yaml", "content/\u202ex.yaml", "setup.py", "dev", "a/b.sh", "content/" + "x/" * 40 + "y.yaml",
     "content/sources.yaml/x.yaml", "CONTENT/Sources.YAML", 7, ["content/x.yaml"], {}],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_puts_nothing_anywhere(small, tmp_path, path):
    pdf = with_manifest(small, tmp_path, lambda manifest: first(manifest).update(path=path))
    before = {*tmp_path.rglob("*")}
    result = extract(pdf, tmp_path / "out")
    assert result.exit_code == 1, result.output
    assert "error: " in result.output
    assert {*tmp_path.rglob("*")} == before


@pytest.mark.parametrize(
    "change",
    [
        lambda manifest: manifest.update(format=2),
        lambda manifest: manifest.clear(),
        lambda manifest: manifest.update(files=7),
        lambda manifest: manifest.update(files=[7]),
        lambda manifest: manifest["brief"].update(id="../x"),
        lambda manifest: manifest["brief"].update(title="\x1b[2J"),
        lambda manifest: manifest["brief"].update(handling="TLP:PURPLE"),
        lambda manifest: first(manifest).update(sha256=None),
        lambda manifest: first(manifest).update(size="many"),
        lambda manifest: first(manifest).update(name="none.yaml"),
    ],
)
def test_a_manifest_of_a_stranger_is_refused_in_words(small, tmp_path, change):
    pdf = with_manifest(small, tmp_path, change)
    for result in (extract(pdf, tmp_path / "out"), verify(pdf)):
        assert result.exit_code == 1, result.output
        assert "\x1b" not in result.output
    assert not (tmp_path / "out").exists()


def test_what_is_there_is_written_over_only_when_told(small, tmp_path):
    folder = tmp_path / "out"
    (folder / "content").mkdir(parents=True)
    (folder / "content" / "events.yaml").write_text("mine")
    (folder / "note.txt").write_text("mine")
    result = extract(small, folder)
    assert result.exit_code == 1
    assert "--force" in result.output
    assert (folder / "content" / "events.yaml").read_text() == "mine"
    assert extract(small, folder, "--force").exit_code == 0
    assert "valley" in (folder / "content" / "project.yaml").read_text().lower()
    assert (folder / "content" / "events.yaml").read_text() != "mine"
    assert (folder / "note.txt").read_text() == "mine"


def test_a_link_in_the_folder_leads_nothing_out_of_it(small, tmp_path):
    target, folder = tmp_path / "elsewhere", tmp_path / "out"
    target.mkdir()
    folder.mkdir()
    (folder / "content").symlink_to(target)
    result = extract(small, folder, "--force")
    assert result.exit_code == 1
    assert "symbolic link" in result.output
    assert list(target.iterdir()) == []
    (folder / "content").unlink()
    (folder / "content").mkdir()
    (target / "file").write_text("mine")
    (folder / "content" / "events.yaml").symlink_to(target / "file")
    assert extract(small, folder, "--force").exit_code == 0
    assert (target / "file").read_text() == "mine"
    assert stat.S_ISREG((folder / "content" / "events.yaml").lstat().st_mode)


def test_a_folder_that_cannot_be_written_is_said(small, tmp_path):
    (tmp_path / "file").write_text("mine")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        result = extract(small, folder)
        assert result.exit_code == 1
        assert "error: " in result.output
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("name", ["empty", "text", "head", "half", "encrypted", "owner", "folder"])
def test_what_is_no_whole_pdf_is_said_in_a_line(small, tmp_path, name):
    path = tmp_path / "given.pdf"
    data = small.read_bytes()
    made = {"empty": b"", "text": b"Hello", "head": b"%PDF-1.7\n", "half": data[: len(data) // 2]}
    if name in made:
        path.write_bytes(made[name])
    elif name == "folder":
        path.mkdir()
    else:
        with pikepdf.open(small) as document:
            secret = {"owner": "a", "user": "b" if name == "encrypted" else ""}
            document.save(path, encryption=pikepdf.Encryption(**secret))
    for result in (verify(path), extract(path, tmp_path / "out")):
        assert result.exit_code in {1, 2}
        assert len(result.output.splitlines()) <= 6
        assert ("it is encrypted" in result.output) == (name in {"encrypted", "owner"})
    assert not (tmp_path / "out").exists()


def test_no_damage_ends_in_a_traceback(small):
    """Bytes turned, cut out, doubled: an answer, or why there is none."""
    data = small.read_bytes()
    dice = random.Random(7)
    for _ in range(12):
        hurt = bytearray(data)
        for _ in range(dice.choice([1, 5, 50])):
            at = dice.randrange(len(hurt))
            what = dice.randrange(3)
            if what == 0:
                hurt[at] = dice.randrange(256)
            elif what == 1:
                del hurt[at : at + dice.randrange(200)]
            else:
                hurt[at:at] = hurt[at : at + dice.randrange(200)]
        for read in (verifying.verify, unpack):
            with suppress(Unreadable):
                read(bytes(hurt))


def test_what_unfolds_without_end_is_refused(small, tmp_path):
    def bomb(document: pikepdf.Pdf) -> None:
        document.attachments["bomb.bin"] = bytes(300_000_000)

    found = verifying.verify(changed(small, tmp_path, bomb).read_bytes())
    (check,) = (each for each in found.checks if each.name == "attachments")
    assert any("`bomb.bin` cannot be read" in fault.message for fault in check.faults)


def test_many_names_for_one_large_file_are_not_all_unfolded(small, tmp_path):
    def bomb(document: pikepdf.Pdf) -> None:
        stream = document.make_stream(bytes(70_000_000))
        names = document.Root.Names.EmbeddedFiles.Names
        for number in range(20):
            spec = Dictionary(Type=Name.Filespec, UF=f"{number}.bin", EF=Dictionary(F=stream))
            names.extend([pikepdf.String(f"{number}.bin"), document.make_indirect(spec)])

    found = verifying.verify(changed(small, tmp_path, bomb).read_bytes())
    (check,) = (each for each in found.checks if each.name == "attachments")
    assert sum("larger than 200 MB" in fault.message for fault in check.faults) >= 17


def test_words_of_a_stranger_do_not_reach_the_terminal_as_they_are(small, tmp_path):
    def paint(document: pikepdf.Pdf) -> None:
        elements(document, "/Span")[0].S = Name("/\x1b[31mred")
        document.attachments["\x1b[2J.txt"] = b"more"

    path = changed(small, tmp_path, paint)
    assert "\x1b" not in verify(path).output
    assert "?[31mred" in verify(path).output


def test_a_pdf_that_takes_for_ever_is_given_up(small, monkeypatch):
    monkeypatch.setattr(opening, "SECONDS", 1)
    monkeypatch.setattr(verifying.pages, "seen", lambda *_: time.sleep(30))
    with pytest.raises(Unreadable, match="not read through within 1 s"):
        verifying.verify(small.read_bytes())
    assert signal.getsignal(signal.SIGALRM) is signal.SIG_DFL


def test_circles_end(small, tmp_path):
    def circle(document: pikepdf.Pdf) -> None:
        part = elements(document, "/Sect")[0]
        part.K = Array([part, document.Root.StructTreeRoot.K[0]])
        names = document.Root.Names.EmbeddedFiles
        names.Kids = Array([names])

    path = changed(small, tmp_path, circle)
    assert verify(path).exit_code == 1
    assert hashlib.sha256(path.read_bytes()).hexdigest()
