"""What a PDF holds of its project: taken out and built again, it gives the same PDF, and nobody is told more by it."""

from __future__ import annotations

import hashlib
import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml
from conftest import ROOT, Desk
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Pixels
from test_withholding import Secrets, desk_files, leaks, project_of

from briefgen import build, loader, reader
from briefgen.archive import records
from briefgen.briefing import briefing_of
from briefgen.model import plain

BRIEFS = sorted(path.stem for path in (ROOT / "content/briefs").glob("*.yaml"))


def inside(pdf: Path) -> dict[str, bytes]:
    """The files in a PDF, by another library than the program's."""
    with pikepdf.open(pdf) as document:
        return {name: document.attachments[name].get_file().read_bytes() for name in document.attachments}


def printed(project: Path, brief: str) -> Path:
    """The PDF of a brief, whatever state its name tells."""
    (pdf,) = project.glob(f"output/{brief}/*.pdf")
    return pdf


def again(pdf: Path, folder: Path, *words: str) -> Path:
    """A PDF made of what was taken out of another."""
    desk = Desk(folder)
    result = desk.run("extract", str(pdf), "--out", str(folder))
    assert result.exit_code == 0, result.output
    result = desk.build("--to", "pdf", "--brief", pdf.parent.name, *words)
    assert result.exit_code == 0, result.output
    (made,) = folder.glob(f"output/**/{pdf.name}")
    return made


def picture(mode: str, form: str) -> bytes:
    file = BytesIO()
    Pixels.effect_noise((60, 40), 90).convert(mode).save(file, form)
    return file.getvalue()


# The same again


@pytest.mark.parametrize("brief", BRIEFS)
def test_an_issue_is_built_again_from_what_its_pdf_holds(sample, tmp_path, brief):
    (pdf,) = sample.glob(f"{brief}/*.pdf")
    made = again(pdf, tmp_path / "again")
    assert made.read_bytes() == pdf.read_bytes()
    assert not (tmp_path / "again" / "templates").exists(), "the shipped theme is in the package"


def test_what_is_there_is_the_issue_as_data_its_records_and_a_manifest(sample):
    brief = "syria-2024-12-08"
    held = inside(sample / brief / f"{brief}.pdf")
    assert {"events.yaml", "sources.yaml", "project.yaml", "advance.md", "manifest.json", f"{brief}.json"} <= set(held)
    assert held[f"{brief}.json"] == (sample / brief / f"{brief}.json").read_bytes()
    manifest = json.loads(held["manifest.json"])
    assert manifest["brief"]["id"] == brief
    assert manifest["brief"]["handling"] == "TLP:CLEAR"
    told = {each["name"]: (each["sha256"], each["size"]) for each in manifest["files"]}
    files = {name: data for name, data in held.items() if name != "manifest.json"}
    assert told == {name: (hashlib.sha256(data).hexdigest(), len(data)) for name, data in files.items()}
    with pikepdf.open(sample / brief / f"{brief}.pdf") as pdf:
        kinds = {str(each.UF): str(each.AFRelationship) for each in pdf.Root.AF}
        assert len(kinds) == len(pdf.Root.AF) == len(held)
        assert list(held) == sorted(held), "as a tree of names has them"
        assert {str(each.EF.F.Params.ModDate) for each in pdf.Root.AF} == {"D:20241208030000Z"}
    assert kinds[f"{brief}.json"] == "/Data"
    assert kinds["manifest.json"] == "/Supplement"
    assert {kinds[name] for name in files if name != f"{brief}.json"} == {"/Source"}


def test_an_issue_in_another_language_holds_the_originals_and_their_translations(sample):
    brief = "syria-2024-12-08-ar"
    held = {name: file.decode() for name, file in inside(sample / brief / f"{brief}.pdf").items()}
    assert "title: Army gives up Hama" in held["events.yaml"]
    assert "الجيش يخلي حماة" in held["events.yaml"]
    words = yaml.safe_load(held["project.yaml"])["project"]["translations"]["ar"]["words"]
    assert words["people"] == "من الأشخاص"


def test_no_word_of_a_withheld_record_is_among_the_translations_of_the_project(desk):
    words = "{fire: حريق, secret-raid: غارة}"
    desk.write(
        "content/all.yaml",
        f"""
project: {{series: Watch, timezone: Asia/Damascus, handling: TLP:CLEAR, translations: {{ar: {{words: {words}}}}}}}
sources: [{{id: paper, title: Paper, published: 2024-12-02}}]
events:
  - {{id: open, date: 2024-12-01, title: A fire, category: fire, sources: [paper]}}
  - {{id: shut, date: 2024-12-02, title: A raid, category: secret-raid, handling: TLP:RED, sources: [paper]}}
briefs: [{{id: one, number: 1, title: One, language: ar, cutoff: 2024-12-06, period: 2024-12-01/2024-12-06}}]
""",
    )
    assert desk.build("--to", "pdf").exit_code == 0
    held = inside(printed(desk.root, "one"))
    assert "حريق" in held["project.yaml"].decode()
    assert not [name for name, file in held.items() if b"secret-raid" in file or "غارة".encode() in file]


def test_an_earlier_issue_holds_nothing_that_was_written_down_for_a_later_one(sample):
    early, late = (
        loader.load([reader.read("sources.yaml", inside(sample / brief / f"{brief}.pdf")["sources.yaml"])])
        for brief in ("syria-2024-12-01", "syria-2024-12-15")
    )
    assert 0 < len(early.dossier.sources) < len(late.dossier.sources)
    assert max(each.published.text for each in early.dossier.sources if each.published) < "2024-12-02"
    held = b"".join(inside(sample / "syria-2024-12-01" / "syria-2024-12-01.pdf").values())
    assert b"syria-2024-12-15" not in held


PICTURES = {
    "content/briefs/one/story.md": b"It went dark [@outage].\n\n![Square](photo.jpg)\n\n1. so\n\n2. list [@outage]\n",
    "content/briefs/one/photo.jpg": picture("RGB", "JPEG"),
    "content/map.png": picture("RGBA", "PNG"),
    "content/\u043a\u0430.gif": picture("P", "GIF"),
    "content/zero.png": picture("RGB", "PNG"),
    "templates/default/parts/annexes.html": b'{% extends "default/parts/annexes.html" %}',
    "templates/default/tokens.css": b'{% include "default/tokens.css" %}\n:root { --accent: #123456 }\n',
    "templates/default/note.txt": b"No page is made of this.",
}


PASSED_OVER = (
    "credibility-1-needs-two-origins",
    "handling-above-brief",
    "move-without-reason",
    "precise-coordinates",
    "unknown-figure",
    "withheld-basis",
)
"""What is wrong with the project below, on purpose."""


def everything() -> dict[str, bytes]:
    """A project with withheld and confidential records, pictures, files of sections and templates of its own."""
    content: dict[str, Any] = {
        "project": {
            "series": "Grid Watch",
            "timezone": "Europe/Berlin",
            "handling": "TLP:GREEN",
            "exclusions": "Not the south. ![Where](map.png)",
            "rules": dict.fromkeys(PASSED_OVER, "off"),
        },
        "sources": [
            {"id": "secret", "title": "ZQ agency", "handling": "TLP:RED"},
            {"id": "paper", "title": "no", "published": "2024-03-01", "origin": "secret", "language": "en"},
            {"id": "gazette", "title": "12:30", "published": "2024-03-01", "origin": "secret", "language": "en"},
            {"id": "late", "title": "ZQ later", "published": "2024-03-20"},
            {"id": "zq-man", "title": "ZQ man", "confidential": "true", "why": "He was there."},
            {"id": "zq-wife", "title": "ZQ wife", "confidential": "true", "why": "He was there.", "reliability": "B"},
            {"id": "reuters", "title": "Reuters report", "publisher": "Reuters", "published": "2024-03-01"},
            {"id": "relay", "title": "Relay", "origin": "reuters-0301", "published": "2024-03-01"},
        ],
        "actors": [{"id": "grid", "name": "Grid"}, {"id": "zq-unheard", "name": "ZQ unheard of"}],
        "places": [{"id": "town", "name": "Town", "at": ["0.0000001", "12.5"], "native": {"ar": "\u0645\u062f"}}],
        "events": [
            {
                "id": "outage",
                "date": "2024-03-01",
                "time": "02:30/04:00",
                "title": "Power fails",
                "text": "Dark [@paper; @zq-man].\n\n![A map](\u043a\u0430.gif)\n\nHard  \nbreak: `- no`\n\n    code",
                "place": "town",
                "actors": ["grid"],
                "status": "confirmed",
                "sources": [{"source": "paper", "credibility": "1"}, "gazette", "secret", "zq-man", "zq-wife", "relay"],
                "figures": [{"what": "homes", "low": "0.5", "high": "900", "source": ["paper", "gazette"]}],
                "allow": [{"rule": "unused-actor", "because": "ZQ said so."}],
            },
            {"id": "outage", "date": "2024-03-01", "title": "Power failed", "sources": ["paper", "gazette", "reuters"],
             "as_of": "2024-03-04"},
            {"id": "outage", "date": "2024-03-01", "title": "ZQ knew", "sources": ["paper"], "as_of": "2024-03-20"},
            {"id": "zq-known-later", "date": "2024-03-02", "title": "ZQ later", "sources": ["late"]},
        ],
        "assessments": [
            {"id": "lasting", "text": "It will last.", "likelihood": ["0.8", "0.95"], "confidence": "low",
             "basis": ["outage"], "because": "Few sources."},
            {"id": "lasting", "text": "It will last.", "likelihood": "0.4", "confidence": "low", "as_of": "2024-03-05",
             "basis": ["outage"], "changed": "It ended.", "because": "Few sources."},
        ],
        "forecasts": [
            {"id": "end", "text": "It will end.", "likelihood": "likely", "by": "2024-04", "judged_by": "Light.",
             "confidence": "low", "basis": ["outage"],
             "outcome": {"result": "occurred", "on": "2024-03-20", "because": ["outage"]}},
        ],
        "briefs": [
            {"id": "zero", "title": "Zero", "number": "1", "cutoff": "2024-03-03", "period": "2024-02/2024-03-03",
             "bottom_line": "Dark. ![Zero](zero.png)"},
            {"id": "two", "title": "ZQ two", "number": "3", "cutoff": "2024-03-30", "period": "2024-03"},
            {"id": "inner", "title": "ZQ inner", "cutoff": "2024-03-02", "period": "2024-02", "handling": "TLP:RED"},
        ],
    }  # fmt: skip
    one = {
        "id": "one",
        "title": "One",
        "number": "2",
        "cutoff": "2024-03-09",
        "period": "2024-03-01/2024-03-09",
        "key_figures": [{"what": "dark", "best": "12.5", "source": "paper", "unit": "percent"}],
        "judgements": ["lasting"],
        "sections": [{"part": "fact", "title": "Story", "file": "one/story.md"}],
        "state": "draft",
    }
    return {
        "content/all.yaml": json.dumps(content).encode(),
        "content/briefs/one.yaml": json.dumps({"briefs": [one]}).encode(),
        **PICTURES,
    }


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Desk:
    """That project, all briefs built."""
    desk = project_of(tmp_path_factory.mktemp("whole"), everything())
    result = desk.build("--to", "pdf")
    assert result.exit_code == 0, result.output
    return desk


@pytest.mark.parametrize("brief", ["zero", "one", "two", "inner"])
def test_withheld_records_pictures_files_and_templates_come_back_as_the_page_has_them(whole, tmp_path, brief):
    pdf = printed(whole.root, brief)
    assert again(pdf, tmp_path / "again").read_bytes() == pdf.read_bytes()


def test_nobody_is_told_more_by_the_attachments_than_by_the_page(whole):
    held = inside(printed(whole.root, "one"))
    assert [name for name, data in held.items() if b"ZQ" in data or b"zq-" in data] == []
    assert b"withheld-origin-1" in held["sources.yaml"], "and that two relay the same is counted"
    assert "photo.jpg" in held
    assert "zero.png" not in held, "a picture that this issue does not show"
    assert "tokens.css" in held
    assert "note.txt" not in held
    told = json.loads(held["manifest.json"])["files"]
    assert all(each["name"].isascii() and "/" not in each["name"] for each in told)
    files = json.loads(inside(printed(whole.root, "inner"))["manifest.json"])["files"]
    assert "content/\u043a\u0430.gif" in {each["path"] for each in files}


def test_no_canary_of_what_is_withheld_is_in_an_attachment(tmp_path):
    secrets = Secrets(9)
    desk = project_of(tmp_path, desk_files(secrets))
    assert desk.build("--brief", "open-brief", "--to", "pdf").exit_code == 0
    held = inside(printed(desk.root, "open-brief"))
    texts = {name: data.decode() for name, data in held.items() if not name.endswith(".png")}
    assert "Open event" in texts["events.yaml"]
    assert leaks(secrets.planted, texts | {"names": " ".join(held)}) == []
    made = again(printed(desk.root, "open-brief"), tmp_path / "again")
    assert made.read_bytes() == (printed(desk.root, "open-brief")).read_bytes()


def test_an_issue_rebuilt_as_known_earlier_is_built_again_by_the_command_that_extract_names(whole, tmp_path):
    assert whole.build("--to", "pdf", "--brief", "one", "--as-of", "2024-03-04T12:00").exit_code == 0
    (pdf,) = whole.root.glob("output/as-of/*/one/*.pdf")
    held = inside(pdf)
    assert b"It ended." not in b"".join(held.values())
    result = whole.run("extract", str(pdf), "--out", str(tmp_path / "out"))
    moment = result.output.partition("--as-of ")[2].split()[0]
    assert again(pdf, tmp_path / "again", "--as-of", moment).read_bytes() == pdf.read_bytes()


def test_a_draft_of_an_earlier_moment_holds_no_issue_that_closed_after_it(desk):
    desk.write(
        "content/all.yaml",
        """
        project: {series: S, handling: TLP:CLEAR, timezone: UTC}
        events: [{id: e, date: 2024-03-01, title: Power fails}]
        briefs:
          - {id: one, title: One, cutoff: 2024-03-05, period: 2024-03-01/2024-03-05, bottom_line: ZQ fell.}
          - {id: two, title: Two, cutoff: 2024-03-09, period: 2024-03-01/2024-03-09}
        """,
    )
    assert desk.build("--to", "pdf", "--brief", "two", "--as-of", "2024-03-03").exit_code == 0
    (pdf,) = desk.root.glob("output/as-of/*/two/*.pdf")
    assert b"ZQ" not in b"".join(inside(pdf).values())


def test_the_date_that_a_builder_set_is_named_by_extract(starter, command, tmp_path):
    done = command("build", starter.root, "--to", "pdf", "--out", tmp_path, SOURCE_DATE_EPOCH="1700000000")
    assert done.returncode == 0, done.stderr
    (pdf,) = tmp_path.glob("valley-1/*.pdf")
    done = command("extract", pdf, "--out", tmp_path / "again")
    assert "SOURCE_DATE_EPOCH=1700000000 briefgen build" in done.stdout
    done = command("build", tmp_path / "again", "--to", "pdf", SOURCE_DATE_EPOCH="1700000000")
    assert done.returncode == 0, done.stderr
    assert printed(tmp_path / "again", "valley-1").read_bytes() == pdf.read_bytes()


def test_a_single_file_comes_back_as_a_project(desk, tmp_path):
    desk.write(
        "all.yaml",
        """
        project: {series: S, handling: TLP:CLEAR}
        events: [{id: e, date: 2024-03-01, title: Power fails, text: "![Dark](pictures/dark.png)"}]
        briefs:
          - id: one
            title: One
            cutoff: 2024-03-05
            period: 2024-03
            sections: [{part: assessment, title: Outlook, file: more/outlook.md}]
        """,
    )
    desk.write("more/outlook.md", "It lasts. ![It](it.png)\n")
    for name in ("pictures/dark.png", "more/it.png"):
        (desk.root / name).parent.mkdir(exist_ok=True)
        (desk.root / name).write_bytes(picture("RGB", "PNG"))
    assert desk.run("build", str(desk.root / "all.yaml"), "--to", "pdf").exit_code == 0
    pdf = printed(desk.root, "one")
    assert len([name for name in inside(pdf) if name.endswith(".png")]) == 2
    assert again(pdf, tmp_path / "again").read_bytes() == pdf.read_bytes()


def test_a_pdf_goes_with_the_records_that_it_holds_though_no_page_shows_what_changed(desk):
    text = """
    project: {series: S, handling: TLP:CLEAR}
    events:
      - {id: e, date: 2024-03-01, title: Power fails, distinct_from: [OTHER]}
      - {id: f, date: 2024-03-01, title: Lights go out}
      - {id: g, date: 2024-03-01, title: Trains stop}
    briefs: [{id: one, title: One, cutoff: 2024-03-05, period: 2024-03}]
    """
    desk.write("content/all.yaml", text.replace("OTHER", "f"))
    assert desk.build("--to", "pdf").exit_code == 0
    assert desk.build("--to", "html").exit_code == 0
    assert printed(desk.root, "one").exists(), "made from the same records"
    desk.write("content/all.yaml", text.replace("OTHER", "g"))
    assert desk.build("--to", "html").exit_code == 0
    assert list(desk.root.glob("output/one/*.pdf")) == []


# Records as YAML


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn"]), min_size=1)
PIECES = st.lists(st.one_of(WORDS, st.sampled_from(
    ["\n", "\n\n", "  \n", "- ", "# ", ": ", " #", "null", "~", "yes", "'", '"', "{", "[", "|", ">", "%", "@", "&x",
     "*x", "!", "?", "---\n", "...\n", "\ttab", "\u00a0", "\u3000", "\\"])), min_size=1, max_size=8)  # fmt: skip


@settings(max_examples=300)
@given(PIECES.map("".join))
def test_a_text_is_read_again_as_it_was(text):
    line, text = " ".join(text.split()), text.strip()
    if not line:
        return
    event = {"id": "e", "date": "2024", "title": line, "text": text}
    made = reader.read("a.yaml", records._yaml({"events": [event]}))
    assert made.faults == []
    (read,) = made.values["events"]
    assert (read["title"], read["text"]) == (line, text)


@pytest.mark.parametrize(
    "number", ["0", "7", "0.5", "0.0000001", "123456789012345", "12345678901234.5", "-33.25", "0.1"]
)
def test_a_number_is_read_again_as_it_was(number):
    content = {"places": [{"id": "p", "name": "P", "at": [number, "12"]}]}
    for _ in range(2):
        loaded = loader.load([reader.read("a.yaml", records._yaml(content))])
        assert loaded.dossier is not None, loaded.faults
        (place,) = loaded.dossier.places
        assert place.at_[0] == float(number)
        content = {"places": [plain(place)]}


def test_every_record_of_the_sample_is_read_again_as_it_was():
    dossier = build.check(build.find(ROOT)).dossier
    for section in ("sources", "actors", "places", "events", "assessments", "forecasts", "briefs"):
        written = list(getattr(dossier, section))
        loaded = loader.load([reader.read("a.yaml", records._yaml({section: list(map(plain, written))}))])
        assert loaded.dossier is not None, loaded.faults
        assert [vars(each) for each in getattr(loaded.dossier, section)] == [vars(each) for each in written]


def test_what_is_written_once_is_written_again():
    dossier = build.check(build.find(ROOT)).dossier
    for brief in dossier.briefs.current:
        seen = briefing_of(dossier, brief).dossier
        files = records.files(seen, "default")
        assert files == records.files(seen, "default")
        assert all(data.decode().isprintable() or "\n" in data.decode() for data in files.values())
