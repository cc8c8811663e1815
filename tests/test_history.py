"""The sample series made from its git history: what went out on a day is made again from the ledger of today.

The ledger of a day is cut from the YAML of today by the rules of docs/authoring.md alone, written down here a second
time: were the program's own sense of what was known used for it, this would hold whatever that is.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from conftest import ROOT, Desk

ZONE = ZoneInfo("Asia/Damascus")
pytestmark = pytest.mark.xdist_group("history")
SECTIONS = ("sources", "actors", "places", "events", "assessments", "forecasts", "briefs")


def written() -> dict[str, dict[str, Any]]:
    """The content of the sample as its authors wrote it, every scalar a string, by file; without its seals."""
    files = (path for path in sorted((ROOT / "content").rglob("*.yaml")) if path.parent.name != "issued")
    return {str(path.relative_to(ROOT)): yaml.load(path.read_text("utf-8"), yaml.BaseLoader) for path in files}


def instant(text: str, last: bool = False) -> datetime:
    """A moment; a day alone is its first instant, or its `last` one."""
    if "T" not in text:
        text += "T23:59:59" if last else "T00:00:00"
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)


def records(content: dict[str, dict[str, Any]], *sections: str) -> Iterator[dict[str, Any]]:
    return (each for file in content.values() for section in sections for each in file.get(section, ()))


def cited(event: dict[str, Any]) -> list[str]:
    return [each if isinstance(each, str) else each["source"] for each in event.get("sources", ())]


def on_the_day(content: dict[str, dict[str, Any]], moment: datetime) -> dict[str, dict[str, Any]]:
    """What the desk had written by a moment: nothing of later, and nothing that names it."""
    published = {each["id"]: each["published"] for each in records(content, "sources") if "published" in each}
    unpublished = {id_ for id_, day in published.items() if instant(day) > moment}

    def had(section: str, record: dict[str, Any]) -> bool:
        if "as_of" in record and instant(record["as_of"]) > moment:
            return False
        if section == "briefs":
            return instant(record["cutoff"], last=True) <= moment
        if section == "sources":
            return record["id"] not in unpublished
        if section == "events":
            return not unpublished.issuperset(cited(record)) if cited(record) else True
        return True

    kept = {
        name: {
            section: [each for each in held if had(section, each)] if section in SECTIONS else held
            for section, held in file.items()
        }
        for name, file in content.items()
    }
    everything = {each["id"] for each in records(content, *SECTIONS)}
    gone = everything - {each["id"] for each in records(kept, *SECTIONS)}
    return {
        name: {
            section: [without(each, gone, moment) for each in held] if section in SECTIONS else held
            for section, held in file.items()
        }
        for name, file in kept.items()
        if not set(file) <= set(SECTIONS) or any(file.values())
    }


def without(value: Any, gone: set[str], moment: datetime) -> Any:
    """A record without the outcome of later, and without every entry of a list that names what is gone."""
    if isinstance(value, dict):
        kept = {key: without(each, gone, moment) for key, each in value.items()}
        if "result" in kept.get("outcome", {}) and instant(kept["outcome"]["on"]) > moment:
            del kept["outcome"]
        return kept
    if isinstance(value, list):
        return [without(each, gone, moment) for each in value if not names(each, gone)]
    return value


def names(entry: Any, gone: set[str]) -> bool:
    if isinstance(entry, str):
        return entry in gone
    said = [entry.get(key) for key in ("source", "event", "indicator")] if isinstance(entry, dict) else []
    return any(not gone.isdisjoint([each] if isinstance(each, str) else each) for each in said if each)


class History:
    """A desk that keeps the sample's ledger in git."""

    def __init__(self, folder: Path) -> None:
        self.desk = Desk(folder)
        self.root = folder
        folder.mkdir()
        self._git("init", "--quiet")

    def write(self, files: dict[str, bytes], message: str) -> None:
        """Have these files, and no others but the seals, and record them."""
        for path in (self.root / "content").rglob("*.*"):
            if path.is_file() and path.parent.name != "issued":
                path.unlink()
        for name, data in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        self._git("add", "--all", "content")
        self._git("commit", "--quiet", "--allow-empty", "--message", message)

    def _git(self, *words: str) -> None:
        own = ["-c", "user.name=desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *own, *words], cwd=self.root, check=True, capture_output=True)

    def made(self, brief: str, where: str = "output") -> dict[str, bytes]:
        (folder,) = self.root.glob(f"{where}/{brief}")
        return {path.name: path.read_bytes() for path in folder.iterdir() if path.name[0] != "."}


@pytest.fixture(scope="module")
def history(tmp_path_factory) -> tuple[History, dict[str, tuple[str, dict[str, bytes]]]]:
    """Every brief of the sample as it was made on its day, by id with its cut-off: issues sealed, others built."""
    history = History(tmp_path_factory.mktemp("history") / "desk")
    content = written()
    texts = {str(each.relative_to(ROOT)): each.read_bytes() for each in (ROOT / "content").rglob("*.md")}
    briefs = sorted(records(content, "briefs"), key=lambda each: (instant(each["cutoff"]), each["id"]))
    made = {}
    for brief in briefs:
        day = on_the_day(content, instant(brief["cutoff"], last=True))
        files = {name: yaml.safe_dump(file, allow_unicode=True, sort_keys=False).encode() for name, file in day.items()}
        held = {each["file"] for own in records(day, "briefs") for each in own.get("sections", ()) if "file" in each}
        files |= {name: text for name, text in texts.items() if name.removeprefix("content/briefs/") in held}
        history.write(files, f"as of {brief['id']}")
        if brief.get("kind", "sitrep") == "sitrep" and "language" not in brief:
            result = history.desk.run("issue", brief["id"], str(history.root))
        else:
            result = history.desk.build("--brief", brief["id"], "--to", "html", "--to", "json")
        assert result.exit_code == 0, result.output
        made[brief["id"]] = brief["cutoff"], history.made(brief["id"])
    today = [each for each in (ROOT / "content").rglob("*.*") if each.is_file() and each.parent.name != "issued"]
    history.write({str(each.relative_to(ROOT)): each.read_bytes() for each in today}, "the ledger of today")
    return history, made


def test_the_ledger_of_a_day_was_another_than_that_of_today():
    """Else nothing would be proved: records were added, revised and resolved between any two issues."""
    content = written()
    cutoffs = sorted({instant(each["cutoff"], last=True) for each in records(content, "briefs")})
    sizes = [
        (
            len(list(records(day, "sources"))),
            len(list(records(day, "events"))),
            len(list(records(day, "assessments", "forecasts"))),
            sum("outcome" in each for each in records(day, "forecasts")),
        )
        for day in (on_the_day(content, cutoff) for cutoff in cutoffs)
    ]
    issues = [sizes[0], sizes[1], *sizes[-2:]]
    for before, after in pairwise(issues):
        assert all(earlier < later for earlier, later in zip(before, after, strict=True)), (before, after)


def test_from_the_ledger_of_today_every_brief_is_what_it_was_on_its_day(history):
    """Page and data to the byte; of the issues that were sealed the PDF too."""
    history, made = history
    found = [each for each in history.desk.findings() if each["rule"] == "edited-in-place"]
    assert found == []
    sealed = [brief for brief, (_, files) in made.items() if f"{brief}.pdf" in files]
    assert len(sealed) >= 4
    for brief, (_, files) in made.items():
        if brief in sealed:
            result = history.desk.run("issue", brief, str(history.root))
            assert "is the same, byte for byte" in result.stdout, result.output
        else:
            shutil.rmtree(history.root / "output" / brief)
            assert history.desk.build("--brief", brief, "--to", "html", "--to", "json").exit_code == 0
        assert history.made(brief) == files, brief


def test_as_of_its_cut_off_every_brief_is_what_it_was_on_its_day(history):
    history, made = history
    for brief, (cutoff, files) in made.items():
        forms = ["html", "json", *(["pdf"] if brief == "syria-2024-12-15" else [])]
        words = [word for form in forms for word in ("--to", form)]
        result = history.desk.build("--as-of", cutoff, "--brief", brief, *words)
        assert result.exit_code == 0, result.output
        again = history.made(brief, "output/as-of/*")
        assert again == {name: data for name, data in files.items() if name.rpartition(".")[2] in forms}, brief
