"""What is marked above a brief is nowhere in it: not in the page, its data, its PDF, nor in how they look.

Every field of every kind of record is given a canary, found by walking the models: a field added later is covered, or
the test says that it does not know how to fill it.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import typing
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import pikepdf
import pytest
from conftest import Desk
from hypothesis import given, settings
from hypothesis import strategies as st
from test_bad_input import PNG, tree

from briefgen import ledger, loader, model, prose, reader
from briefgen.briefing import briefing_of
from briefgen.build.series import SITE
from briefgen.diagnostics import Severity
from briefgen.loader import sections
from briefgen.model import SECTIONS, Dossier, mentions
from briefgen.model import values as vocabulary
from briefgen.model.record import Part
from briefgen.outputs import OUTPUTS
from briefgen.outputs.data import document
from briefgen.scales import Handling

EVERY_FORM = [word for form in OUTPUTS for word in ("--to", form)]

# A desk with secrets

KINDS = tuple(record.kind for record in SECTIONS.values())
SKIPPED = {
    "brief.select": "it would keep events out of the full build",
    "brief.theme": "only one that is there can be named",
    "brief.language": "it would change the words of the full build",
    "source.confidential": "a secret of its own, below",
}
"""Fields that get no canary, and why."""


@dataclass
class Secrets:
    """Records full of canaries, by section; every canary with the patterns that betray it, by the path of its field."""

    length: int
    planted: dict[str, tuple[str, ...]] = field(default_factory=dict)
    days: int = 0

    def word(self, path: str) -> str:
        made = f"zq{self.length}{len(self.planted):03}" + "x" * self.length
        self.planted[path] = (made,)
        return made

    def number(self, path: str) -> str:
        made = f"{self.length}39{len(self.planted):03}"
        self.planted[path] = (made,)
        return made

    def day(self, path: str) -> str:
        """A day of two digits, so that none is found inside another."""
        month, day = divmod(self.days + 2 * self.length, 19)
        self.days += 1
        made = date(2031, 1 + month, 10 + day)
        self.planted[path] = (made.isoformat(), f"{made:%d %B}")
        return made.isoformat()

    def fill(self, kind: type[Part], path: str, **given: Any) -> dict[str, Any]:
        """A record or part with a canary in each of its fields."""
        hints = typing.get_type_hints(kind, include_extras=True)
        record = {}
        for name, info in kind.model_fields.items():
            key = info.alias or name
            if key in given:
                record[key] = given[key]
            elif f"{path}.{key}" not in SKIPPED:
                record[key] = self.value(hints[name], f"{path}.{key}")
        return {key: value for key, value in record.items() if value is not None}

    def value(self, annotation: Any, path: str) -> Any:
        for special, made in self.special().items():
            if annotation == getattr(vocabulary, special):
                return made(path)
        origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
        if origin is Annotated:
            return self.value(inner[0], path)
        if origin is Literal:
            return inner[0]
        if origin is tuple:
            return [self.value(inner[0], path)]
        if origin is dict:
            keys = ("fr",)
            return {key: self.value(inner[1], f"{path}.{key}") for key in keys}
        if inner:
            return self.value(next(each for each in inner if each is not type(None)), path)
        if annotation is Handling:
            return "TLP:RED"
        if isinstance(annotation, type) and issubclass(annotation, Part):
            return self.fill(annotation, path)
        raise NotImplementedError(f"say how `{path}` gets a canary: {annotation}")

    def special(self) -> Mapping[str, Callable[[str], Any]]:
        return {
            "Text": self.word,
            "Line": self.word,
            "WordsOrId": self.word,
            "Id": self.word,
            "Ref": self.word,
            "Amount": self.number,
            "Number": self.number,
            "Positive": self.number,
            "EdtfDate": self.day,
            "Instant": self.day,
            "Url": lambda path: f"https://{self.word(path)}.example/",
            "Sha256": lambda path: self.number(path).ljust(64, "0"),
            "Language": lambda path: self.plant(path, "qab", "qab"),
            "Credibility": lambda _: "6",
            "ClockTime": lambda path: self.plant(path, "13:37", "13:37"),
            "Chance": lambda path: self.plant(path, "0.8371", "83.71", "0.8371"),
            "Flag": lambda _: "true",
        }

    def plant(self, path: str, made: str, *patterns: str) -> str:
        self.planted[path] = patterns
        return made


def secret_records(secrets: Secrets) -> dict[str, list[dict[str, Any]]]:
    """One record of each kind, marked TLP:RED, that name one another; and the brief that shows them."""
    ids = {kind: secrets.word(f"{kind}.id") for kind in KINDS}
    fill = secrets.fill
    known = {"as_of": "2031-03-20", "handling": "TLP:RED"}
    figure = fill(model.Figure, "event.figures", source=ids["source"])
    event = fill(
        model.Event,
        "event",
        id=ids["event"],
        place=ids["place"],
        actors=[ids["actor"]],
        order={"after": ["open-event"]},
        distinct_from=["open-event"],
        sources=[fill(model.Citation, "event.sources", source=ids["source"])],
        figures=[figure],
        status="reported",
        **known,
    )
    indicator = fill(model.Indicator, "forecast.indicators", seen=[ids["event"]])
    known_on = secrets.plant("forecast.outcome.on", "2031-03-29", "2031-03-29", "29 March")  # after it was made
    outcome = fill(model.Outcome, "forecast.outcome", because=[ids["event"]], on=known_on)
    opinion = {"basis": [ids["event"], ids["source"]], **known}
    seen = {"text": secrets.word("assessment.would_change.text"), "seen": [ids["event"]]}
    signposts = [seen, {"indicator": indicator["id"]}]
    secrets.plant("brief.sections.file", "", f"zq{secrets.length}file")
    sections = [
        fill(model.Section, "brief.sections", part="fact", file=None),
        {"part": "assessment", "title": secrets.word("brief.sections.title2"), "file": f"zq{secrets.length}file.md"},
    ]
    key_figures = [
        {"event": ids["event"], "what": figure["what"]},
        fill(model.KeyFigure, "brief.key_figures", event=None, source=ids["source"]),
    ]
    brief = fill(
        model.Brief,
        "brief",
        id=ids["brief"],
        cutoff="2031-04-01",
        period="2031",
        highlights=[ids["event"]],
        sections=sections,
        key_figures=key_figures,
        judgements=None,
        forecasts=None,
        handling="TLP:RED",
        as_of=None,
        phases=[{"title": secrets.word("brief.phases.title"), "from": "2031-01-01", "to": "2031-03-31"}],
    )
    return {
        "sources": [fill(model.Source, "source", id=ids["source"], speaks_for=ids["actor"], **known)],
        "actors": [fill(model.Actor, "actor", id=ids["actor"], opposes=[ids["actor"]], **known)],
        "places": [
            fill(
                model.Location,
                "place",
                id=ids["place"],
                at=[secrets.plant("place.at", "34.739", "34.739"), "36.741"],
                **known,
            )
        ],
        "events": [event],
        "assessments": [fill(model.Assessment, "assessment", id=ids["assessment"], would_change=signposts, **opinion)],
        "forecasts": [
            fill(
                model.Forecast,
                "forecast",
                id=ids["forecast"],
                by="2031-12-31",
                indicators=[indicator],
                outcome=outcome,
                **opinion,
            )
        ],
        "briefs": [brief],
    }


def desk_files(secrets: Secrets | None) -> dict[str, bytes]:
    """A project with an open brief and, with secrets, all of them, named by open records wherever these may."""
    secret = secret_records(secrets) if secrets else {}
    ids = {section: records[0]["id"] for section, records in secret.items()}
    indicator = secret["forecasts"][0]["indicators"][0]["id"] if secret else ""

    def word(what: str) -> str:
        assert secrets is not None
        return secrets.word(f"{what} {len(secrets.planted)}")

    def also(section: str, *more: str) -> list[str]:
        return [*([ids[section]] if secrets else []), *more]

    def cite(*sections: str) -> str:
        cited = [f"@{ids[each]}, p. {word('locator')}" for each in sections if secrets]
        return f" [{'; '.join(cited)}]" if cited else ""

    def where_secret(*made: Callable[[], Any]) -> list[Any]:
        return [make() for make in made if secrets]

    quote = where_secret(lambda: {"source": ids["sources"], "at": word("at"), "quote": word("quote")})
    figure = where_secret(
        lambda: {"what": word("what"), "unit": word("unit"), "source": ids["sources"], "best": "7"},
        lambda: {"what": word("range"), "source": ["open-source", ids["sources"]], "low": "6", "high": "8"},
    )
    lowered = {"handling": "TLP:CLEAR", "downgrade": {"by": "Desk", "because": "Agreed."}}
    earlier = where_secret(
        lambda: {"id": "open-twice", "date": "2031-02-02", "title": word("superseded title"), "handling": "TLP:RED"}
    )
    views = where_secret(
        lambda: {
            "id": "open-view-twice",
            "text": word("superseded view"),
            "likelihood": "0.1234",
            "handling": "TLP:RED",
            "changed": word("superseded change"),
        }
    )
    turned = where_secret(
        lambda: {"id": "turned", "date": "2031-02-04", "title": word("turned secret")},
        lambda: {
            "id": "turned",
            "date": "2031-02-04",
            "title": word("turned again"),
            "as_of": "2031-03-01",
            "handling": "TLP:RED",
        },
    )
    content: dict[str, Any] = {
        "project": {
            "series": "Open Watch",
            "timezone": "UTC",
            "handling": "TLP:CLEAR",
            "exclusions": f"All else{cite('events', 'actors')}.",
            "rules": {"copy-altered": "off", "unfit-brief-dates": "off"},  # no copy, and no date that fits
        },
        "sources": [
            {
                "id": "open-source",
                "title": "Open page",
                "published": "2031-01-05",
                "handling": "TLP:CLEAR",
                "why": f"A wire{cite('sources')}.",
                **({"origin": ids["sources"]} if secret else {}),
            },
        ],
        "actors": [{"id": "open-actor", "name": "Open actor"}],
        "places": [{"id": "open-place", "name": "Open place"}],
        "events": [
            {
                "id": "open-event",
                "date": "2031-01-01",
                "title": "Open event",
                "text": f"It is told{cite('sources', 'events')}.",
                "actors": also("actors", "open-actor"),
                "sources": [*quote, {"source": "open-source"}],
                "figures": [*figure, {"what": "dead", "best": "3"}],
                "conflicts": f"Some say more{cite('forecasts')}.",
                **lowered,
            },
            {
                "id": "open-elsewhere",
                "date": "2031-03-28",
                "title": "Elsewhere",
                "sources": ["open-source"],
                "order": {"after": also("events", "open-event")},
                "distinct_from": also("events", "open-event"),
                **({"place": ids["places"]} if secret else {}),
                **lowered,
            },
            *earlier,
            {
                "id": "open-twice",
                "date": "2031-02-02",
                "title": "Twice",
                "as_of": "2031-03-01",
                "sources": ["open-source"],
            },
            *turned,
        ],
        "assessments": [
            {
                "id": "open-view",
                "text": f"It will go on{cite('assessments')}.",
                "basis": also("events", "open-event"),
                "likelihood": "likely",
                "confidence": "low",
                "because": f"Few sources{cite('sources')}.",
                **lowered,
                "would_change": [{"text": "A sign."}, *([{"indicator": indicator}] if secret else [])],
            },
            *views,
            {
                "id": "open-view-twice",
                "text": "A view.",
                "as_of": "2031-03-01",
                "likelihood": "likely",
                "basis": ["open-event"],
                "changed": "More is known.",
            },
        ],
        "forecasts": [
            {
                "id": "open-forecast",
                "text": "It will end",
                "by": "2031-12-31",
                "judged_by": "A truce.",
                "likelihood": "likely",
                "confidence": "low",
                "basis": also("events", "open-event"),
                "indicators": [{"id": "open-sign", "text": "Talks", "seen": also("events", "open-event")}],
                **lowered,
            },
        ],
        "briefs": [
            {
                "id": "open-brief",
                "title": "Open brief",
                "cutoff": "2031-04-02",
                "period": "2031-01/2031-03",
                "handling": "TLP:CLEAR",
                "number": "2",
                "bottom_line": "All is told [@open-event].",
                "sections": [{"part": "fact", "title": "Story", "file": "open.md"}],
            },
        ],
    }
    files = {
        "content/open.yaml": json.dumps(content).encode(),
        "content/open.md": b"The story [@open-event].\n\n![An open picture](open.png)\n",
        "content/open.png": PNG,
    }
    if secrets:
        alt, name = secrets.word("image alt text"), secrets.word("image file name")
        comment = f"# {secrets.word('comment')}\n".encode()
        files["content/secret.yaml"] = comment + json.dumps(secret).encode()
        shown = f"{secrets.word('markdown file')} [@{ids['events']}, p. 1].\n\n![{alt}]({name}.png)\n"
        files[f"content/zq{secrets.length}file.md"] = shown.encode()
        files[f"content/{name}.png"] = PNG
    return files


def project_of(root: Path, files: Mapping[str, bytes]) -> Desk:
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return Desk(root)


@pytest.fixture(scope="module")
def secrets() -> Secrets:
    return Secrets(8)


@pytest.fixture(scope="module")
def desk_with_secrets(secrets: Secrets, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The project with its secrets, both briefs built in all forms, and as French editions of both beside."""
    desk = project_of(tmp_path_factory.mktemp("secrets"), desk_files(secrets))
    made_of(desk, secrets, desk.root)
    made_of(in_french(desk, tmp_path_factory.mktemp("french")), secrets, desk.root / "french")
    return desk


def made_of(desk: Desk, secrets: Secrets, out: Path) -> None:
    """Both briefs in all forms, the open one in `output` and the full one in `full`."""
    for brief, folder in (("open-brief", "output"), (secrets.planted["brief.id"][0], "full")):
        result = desk.build("--brief", brief, "--out", str(out / folder), *EVERY_FORM)
        assert result.exit_code == 0, result.output


def in_french(desk: Desk, root: Path) -> Desk:
    """The same project with its briefs in French, which the translations of its records are in."""
    shutil.copytree(desk.root / "content", root / "content")
    for path in root.glob("content/*.yaml"):
        *comment, content = path.read_text("utf-8").splitlines()
        values = json.loads(content)
        for brief in values["briefs"]:
            brief["language"] = "fr"
        path.write_text("\n".join([*comment, json.dumps(values)]), "utf-8")
    return Desk(root)


# Searching


def squeezed(text: str) -> str:
    """A text without what a line break or the format of numbers puts between its characters."""
    return re.sub(r"[\s\u00ad\u200b,-]+", "", text).lower()


def strings(value: Any, seen: set[Any]) -> Iterator[str]:
    """Every string, name and decompressed stream of a PDF."""
    if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream, pikepdf.Array)):
        if value.is_indirect:
            if value.objgen in seen:
                return
            seen.add(value.objgen)
        if isinstance(value, pikepdf.Stream):
            yield value.read_bytes().decode("latin-1")
            yield value.read_bytes().decode("utf-16-be", "replace")
        if isinstance(value, pikepdf.Array):
            for each in value:
                yield from strings(each, seen)
        else:
            for key, each in value.items():
                yield key
                yield from strings(each, seen)
    else:
        yield str(value)


def pdf_text(path: Path) -> dict[str, str]:
    """What a PDF says, by who reads it."""
    with pikepdf.open(path) as pdf:
        seen: set[Any] = set()
        inside = "\n".join(text for each in (pdf.trailer, *pdf.objects) for text in strings(each, seen))
    poppler = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout
    mupdf = subprocess.run(
        ["mutool", "draw", "-q", "-F", "text", str(path)], capture_output=True, text=True, check=True
    ).stdout
    outline = subprocess.run(
        ["mutool", "show", str(path), "outline"], capture_output=True, text=True, check=True
    ).stdout
    return {"pdf inside": inside, "pdftotext": poppler, "mutool": mupdf, "outline": outline}


def word_text(path: Path) -> dict[str, str]:
    """What a Word document says, in every part of it: as words that run on, and as it is written."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name).decode("utf-8", "replace") for name in packed.namelist()}
    text = "\n".join(html.unescape(re.sub("<[^>]*>", "", part)) for part in parts.values())
    return {"docx text": text, "docx inside": "\n".join((*parts, *parts.values()))}


def output_text(folder: Path) -> dict[str, str]:
    """All that an output folder says: the names of its files, and each in every way it can be read."""
    found = {"file names": "\n".join(str(path.relative_to(folder)) for path in folder.rglob("*"))}
    for path in folder.rglob("*"):
        if path.suffix == ".pdf":
            found |= {f"{path.name}: {how}": text for how, text in pdf_text(path).items()}
            found[f"{path.name}: bytes"] = path.read_bytes().decode("latin-1")
        elif path.suffix == ".docx":
            found |= {f"{path.name}: {how}": text for how, text in word_text(path).items()}
        elif path.is_file():
            found[path.name] = re.sub("base64,[A-Za-z0-9+/=]*", "", path.read_text())  # fonts and pictures
    return found


def leaks(planted: Mapping[str, tuple[str, ...]], texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """The canaries found, each with where."""
    plain = {where: squeezed(text) for where, text in texts.items()}
    return [
        (path, where)
        for path, patterns in planted.items()
        for where, text in plain.items()
        if any(squeezed(pattern) in text for pattern in patterns if len(pattern) > 5 or not where.endswith(": bytes"))
    ]  # a short one stands among compressed bytes by chance


TRANSLATIONS = {
    f"{record.kind}.translations.fr.{'.'.join(path)}"
    for section, record in SECTIONS.items()
    for key in sections.fields((section, 0, "translations", "fr"))
    for path in ([(key, inner) for inner in ("text", "why_less")] if key == "alternatives" else [(key,)])
}
UNTOLD = {
    *TRANSLATIONS,
    *(f"{kind}.downgrade.{key}" for kind in KINDS for key in ("by", "because")),
    *(f"{kind}.allow.{key}" for kind in KINDS for key in ("rule", "because")),
    "comment",
}
"""What neither a page nor the records in its PDF tell, reviewed."""

UNPRINTED = UNTOLD | {
    "source.saved.file",
    "assessment.changed",
    "forecast.changed",  # of a first version
    "brief.sections.file",
    "superseded title",
    "superseded view",
    "turned secret",
}
"""What no page prints, reviewed: a canary that is missing from the full build and not listed here fails."""


def archive_text(desk: Desk, out: Path, handling: str) -> dict[str, str]:
    """All that the archive beside the issues in a folder says, and the list of these."""
    result = desk.run("site", str(desk.root), "--handling", handling, "--out", str(out))
    assert result.exit_code == 0, result.output
    told = {**output_text(out / SITE), "index.html": output_text(out)["index.html"]}
    return {name: text for name, text in told.items() if not name.startswith(".")}  # hashes say nothing


def test_an_archive_tells_nothing_above_its_marking(desk_with_secrets: Desk, secrets: Secrets, tmp_path: Path) -> None:
    shutil.copytree(desk_with_secrets.root / "full", tmp_path / "full")
    assert leaks(secrets.planted, archive_text(desk_with_secrets, tmp_path / "open", "TLP:CLEAR")) == []
    full = leaks(secrets.planted, archive_text(desk_with_secrets, tmp_path / "full", "TLP:RED"))
    told = {path for path, _ in full}
    for path in ("event.title", "event.text", "source.title", "actor.name", "place.name", "assessment.text"):
        assert path in told, "the canaries would be found if they were there"


def test_nothing_that_is_withheld_is_anywhere_in_an_open_brief(secrets: Secrets, desk_with_secrets: Desk) -> None:
    texts = output_text(desk_with_secrets.root / "output")
    wanted = {"html", "json", "pdf: pdftotext", "pdf: mutool", "docx: docx text"}
    assert {"index.html", *(f"open-brief-draft.{how}" for how in wanted)} <= set(texts)
    for where in (f"open-brief-draft.{how}" for how in wanted):
        assert "Open event" in texts[where], "what is open is there"
    assert leaks(secrets.planted, texts) == []
    assert "zq" not in "".join(texts[name] for name in ("open-brief-draft.json", "index.html", "file names"))


def test_nothing_that_is_withheld_is_anywhere_in_a_french_edition(secrets: Secrets, desk_with_secrets: Desk) -> None:
    texts = output_text(desk_with_secrets.root / "french" / "output")
    assert "Open event" in texts["open-brief-draft.html"]
    assert leaks(secrets.planted, texts) == []


def test_the_search_finds_each_translation_in_the_full_french_edition(
    secrets: Secrets, desk_with_secrets: Desk
) -> None:
    texts = output_text(desk_with_secrets.root / "french" / "full")
    found = {path for path, _ in leaks(secrets.planted, texts)}
    assert TRANSLATIONS - found == set()


def test_the_search_finds_each_canary_in_the_full_brief(secrets: Secrets, desk_with_secrets: Desk) -> None:
    texts = output_text(desk_with_secrets.root / "full")
    found: dict[str, set[str]] = {}
    for path, where in leaks(secrets.planted, texts):
        found.setdefault(path, set()).add(where.partition(": ")[2] or where.rpartition(".")[2])
    told = {"html", "json", "pdftotext", "mutool", "outline", "docx text"}
    for missed, ways in ((UNTOLD, {"pdf inside"}), (UNPRINTED, told)):
        missing = {re.sub(r" \d+$", "", path) for path in secrets.planted if not found.get(path, set()) & ways}
        assert missing == missed, sorted(missing ^ missed)
    wanted = {"html": 80, "json": 80, "pdftotext": 80, "mutool": 80, "pdf inside": 10, "outline": 1}
    for how, least in {**wanted, "docx text": 80, "docx inside": 80}.items():
        assert sum(how in found[path] for path in found) >= least, how


# Non-interference


def test_what_is_withheld_changes_no_byte_of_an_open_brief(desk_with_secrets: Desk, tmp_path: Path) -> None:
    expected = tree(desk_with_secrets.root / "output")
    assert len(expected) == 7  # four forms, the index, two manifests
    other = Secrets(13)
    for name, files in {"others": desk_files(other), "none": desk_files(None)}.items():
        desk = project_of(tmp_path / name, files)
        result = desk.build("--brief", "open-brief", *EVERY_FORM)
        assert result.exit_code == 0, result.output
        made = tree(desk.root / "output")
        assert set(made) == set(expected)
        assert [file for file in made if made[file] != expected[file]] == [], name


# Confidential sources


def test_of_a_confidential_source_only_descriptor_grade_and_date_are_told(tmp_path: Path) -> None:
    told = Secrets(5)
    source = told.fill(
        model.Source,
        "source",
        id="zq-informer",
        confidential="true",
        reliability="B",
        published="2031-01-07",
        as_of=None,
        handling="TLP:CLEAR",
        why="An officer with access.",
        withdrawn="false",
        origin="zq-network",
        speaks_for="zq-employer",
    )
    told.planted |= {"id": ("zq-informer",), "origin": ("zq-network",), "speaks_for": ("zq-employer",)}
    citation = {"source": "zq-informer", "credibility": "2", "at": told.word("at"), "quote": told.word("quote")}
    text = f"Told [@zq-informer, p. {told.word('locator')}; @relay].\n\n"
    text += f"> Again [@relay;\n> @zq-informer, {told.word('quoted')}]"
    content = {
        "project": {
            "series": "S",
            "timezone": "UTC",
            "handling": "TLP:CLEAR",
            "exclusions": "All else [@zq-informer].",
            "rules": {"copy-altered": "off"},
        },
        "actors": [{"id": "zq-employer", "name": "N"}],
        "sources": [
            source,
            {
                "id": "second",
                "title": told.word("second title"),
                "origin": "zq-network",
                "confidential": "true",
                "reliability": "C",
            },
            {"id": "relay", "title": "Relay", "published": "2031-01-08", "origin": "zq-informer"},
            {"id": "later-hidden", "title": "Was open", "published": "2031-01-02"},
            {
                "id": "later-hidden",
                "title": told.word("later"),
                "origin": told.word("later origin"),
                "as_of": "2031-01-09",
                "confidential": "true",
            },
        ],
        "events": [
            {
                "id": "told",
                "date": "2031-01-06",
                "title": "It was told",
                "text": text,
                "sources": [citation, "second", "relay", "later-hidden"],
                "figures": [{"what": "dead", "best": "3", "source": "zq-informer"}],
            },
        ],
        "assessments": [
            {"id": "view", "text": "So it is.", "basis": ["zq-informer"], "because": "One source [@second]."}
        ],
        "briefs": [
            {
                "id": "b",
                "title": "B",
                "cutoff": "2031-02-01",
                "period": "2031-01",
                "key_figures": [{"what": "lost", "best": "4", "source": "zq-informer"}],
                "sections": [{"part": "fact", "title": "F", "text": "As told [@zq-informer, by phone]."}],
            },
        ],
    }
    desk = project_of(tmp_path, {"content/a.yaml": json.dumps(content).encode()})
    assert desk.build(*EVERY_FORM).exit_code == 0
    texts = output_text(desk.root / "output")
    assert leaks(told.planted, texts) == []
    made = json.loads((desk.root / "output/b/b-draft.json").read_text())
    (informer,) = [each for each in made["sources"] if each["why"] == "An officer with access."]
    assert (informer["title"], informer["reliability"], informer["published_words"]) == (
        "Confidential source",
        "B",
        "7 January 2031",
    )
    cited = {each["source"]: each for each in made["chronology"][0]["sources"]}
    assert cited[informer["id"]] == {"source": informer["id"], "number": 1, "grade": "B2", "at": None, "quote": None}
    for where in ("b-draft.html", "b-draft.pdf: pdftotext", "b-draft.docx: docx text"):
        assert "An officer with access." in texts[where]
        assert "7 January 2031" in texts[where].replace("\N{NO-BREAK SPACE}", " ")


# The data itself


def dossier_of(text: str, handling: str = "TLP:GREEN") -> Dossier:
    head = f"project: {{series: S, handling: {handling}, timezone: UTC}}\n"
    loaded = loader.load([reader.read("a.yaml", (head + text).encode())])
    assert loaded.dossier is not None, loaded.faults
    return loaded.dossier


MARKED = """
sources:
  - {id: clear, title: T, handling: TLP:CLEAR}
  - {id: amber, title: T, handling: TLP:AMBER}
  - {id: strict, title: T, handling: TLP:AMBER+STRICT}
  - {id: unmarked, title: T}
events:
  - {id: of-clear, date: 2024, title: T, sources: [clear]}
  - {id: of-both, date: 2024, title: T, sources: [clear, amber]}
  - {id: of-none, date: 2024, title: T}
  - {id: lowered, date: 2024, title: T, sources: [strict], handling: TLP:CLEAR, downgrade: {by: D, because: B}}
assessments:
  - {id: on-both, text: T, basis: [of-clear, of-both]}
  - {id: on-judgement, text: T, basis: [on-both, lowered]}
  - {id: on-source, text: T, basis: [strict, unmarked]}
  - {id: own, text: T, basis: [of-clear], handling: TLP:RED}
  - {id: circle-a, text: T, basis: [circle-b]}
  - {id: circle-b, text: T, basis: [circle-a, of-both]}
forecasts:
  - {id: forecast, text: T, basis: [lowered]}
"""


@pytest.mark.parametrize(
    ("id_", "label"),
    {
        "unmarked": "GREEN",
        "of-clear": "CLEAR",
        "of-both": "AMBER",
        "of-none": "GREEN",
        "lowered": "CLEAR",
        "on-both": "AMBER",
        "on-judgement": "AMBER",
        "on-source": "AMBER+STRICT",
        "own": "RED",
        "circle-a": "AMBER",
        "circle-b": "AMBER",
        "forecast": "CLEAR",
    }.items(),
)
def test_a_marking_is_a_records_own_or_that_of_what_it_rests_on_or_the_projects(id_: str, label: str) -> None:
    dossier = dossier_of(MARKED)
    record = dossier.find(id_)
    assert record is not None
    assert ledger.marking(dossier, record) == Handling(f"TLP:{label}")


def test_what_nobody_marked_is_for_the_named_recipients_only() -> None:
    loaded = loader.load([reader.read("a.yaml", b"actors: [{id: a, name: N}]")])
    assert loaded.dossier is not None
    assert ledger.marking(loaded.dossier, loaded.dossier.actors["a"]) is Handling.RED


LABELS = st.none() | st.sampled_from([str(label) for label in Handling])
NAMED = st.lists(st.sampled_from([f"{kind}{number}" for kind in "sejf" for number in range(3)]), max_size=3)
PIECES = st.sampled_from(
    [
        "[@{0}]",
        "[@{0}, p. 1; @{1}]",
        "> [@{0};\n> @{1}]",
        "> > [@{0}\n> > ; @{1}, x\n> > y]",
        "`[@{0}]`",
        "- [@{0};\n  @{1}]",
        "| [@{0}] |\n|-|\n",
        "text",
        "\n\n",
        "[^1]\n\n[^1]: [@{1}]",
        "![[@{0}]](x.png)",
        "[@{0} ;@{1} ]",
    ]
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(PIECES, max_size=4))
    return " ".join(["T", *(piece.format(*(draw(NAMED.filter(bool))[0] for _ in range(2))) for piece in pieces)])


@st.composite
def ledgers(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    def records(kind: str, **fields: st.SearchStrategy[Any]) -> list[dict[str, Any]]:
        made = [
            {"id": f"{kind}{number}", "handling": draw(LABELS), **{key: draw(values) for key, values in fields.items()}}
            for number in range(3)
        ]
        return [{key: value for key, value in record.items() if value is not None} for record in made]

    def of(kind: str) -> st.SearchStrategy[list[str]]:
        return st.lists(st.sampled_from([f"{kind}{number}" for number in range(3)]), max_size=3, unique=True)

    title = st.just("T")
    return {
        "sources": records(
            "s",
            title=title,
            why=texts(),
            origin=st.none() | NAMED.map(lambda ids: ids[0] if ids else None),
            confidential=st.sampled_from(["true", "false"]),
        ),
        "events": records("e", title=title, date=st.just("2024"), text=texts(), sources=of("s")),
        "assessments": records(
            "j",
            text=texts(),
            basis=NAMED,
            translations=st.fixed_dictionaries({"fr": st.fixed_dictionaries({"text": texts()})}),
        ),
        "forecasts": records("f", text=texts(), basis=NAMED, alternatives=st.lists(texts(), max_size=1)),
        "briefs": [
            {
                "id": "b",
                "title": "T",
                "cutoff": "2025",
                "period": "2024",
                "gaps": [draw(texts())],
                "highlights": draw(of("e")),
            }
        ],
    }


@settings(max_examples=150, deadline=None)
@given(ledgers(), st.sampled_from(list(Handling)), texts())
def test_a_release_holds_nothing_above_its_marking_and_names_nothing_that_it_does_not_hold(
    content: dict[str, Any], limit: Handling, text: str
) -> None:
    dossier = dossier_of("\n".join(f"{section}: {json.dumps(records)}" for section, records in content.items()))
    dossier = dossier.having(texts={"a.md": text})
    released = ledger.releasable(dossier, limit)
    written = {record.id for records in dossier.kinds for record in records}
    above = {r.id for records in dossier.kinds for r in records.current if ledger.marking(dossier, r) > limit}
    confidential = {source.id for source in dossier.sources if source.confidential}
    held = [record for records in released.kinds for record in records]
    assert {record.id for record in held} & above == set()
    assert {record.id for record in held} & written == written - above - confidential
    named = {id_ for record in held for id_ in mentions(record)} | set(prose.written_ids(released.texts["a.md"]))
    named |= {id_ for record in held for leaf in strings_of(record) for id_ in prose.cited_ids(leaf)}
    assert named & (above | confidential) == set()
    assert all(ledger.marking(released, record) <= limit for record in held)


def test_a_record_keeps_its_marking_where_what_it_rested_on_is_put_out_of_reach() -> None:
    """With a citation gone, what stood behind it may be read otherwise, and cite nothing more."""
    dossier = dossier_of("""
sources:
  - {id: s0, title: T, confidential: true, why: T}
  - {id: s1, title: T, confidential: true, why: "T > [@s0;\\n> @s0] text > [@e0;\\n> @f0] > > [@s0\\n> > ; @s0]"}
events: [{id: e0, handling: TLP:CLEAR, date: 2024, title: T}]
forecasts: [{id: f0, text: T, basis: [s1]}]
""")
    for limit in Handling:
        released = ledger.releasable(dossier, limit)
        held = [record for records in released.kinds for record in records]
        assert all(ledger.marking(released, record) <= limit for record in held), limit


def strings_of(value: Any) -> Iterator[str]:
    if isinstance(value, Part):
        for name in type(value).model_fields:
            yield from strings_of(getattr(value, name))
    elif isinstance(value, (tuple, dict)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings_of(each)
    elif isinstance(value, str):
        yield value


def test_a_superseded_version_above_the_marking_is_gone_and_a_record_turned_secret_is_gone_whole() -> None:
    dossier = dossier_of("""
actors:
  - {id: opened, name: Secret name, handling: TLP:RED}
  - {id: opened, name: Open name, as_of: 2024-12-05, handling: TLP:CLEAR}
  - {id: closed, name: Open name, handling: TLP:CLEAR}
  - {id: closed, name: Secret name, as_of: 2024-12-05, handling: TLP:RED}
""")
    assert [(each.id, each.name) for each in ledger.releasable(dossier, Handling.GREEN).actors] == [
        ("opened", "Open name")
    ]


# What the desk is told

HEAD = "project: {series: S, handling: TLP:CLEAR, timezone: UTC}\n"
AMBER = (
    HEAD
    + "events: [{id: e, date: 2024-12-01, title: T, handling: TLP:AMBER}, {id: open, date: 2024-12-01, title: T}]\n"
)
BRIEF = "briefs: [{{id: b, title: T, cutoff: 2024-12-08, period: 2024-12, {}}}]\n"


def errors(desk: Desk, text: str) -> list[str]:
    desk.write("content/a.yaml", text)
    return [each["rule"] for each in desk.findings() if each["severity"] == str(Severity.ERROR)]


def test_a_judgement_that_loses_all_its_basis_is_an_error(desk: Desk) -> None:
    lowered = "handling: TLP:CLEAR, downgrade: {by: D, because: B}"
    judgement = "assessments: [{{id: j, text: T, basis: [{}], {}}}]\n"
    assert errors(desk, AMBER + judgement.format("e", lowered) + BRIEF.format("judgements: [j]")) == ["withheld-basis"]
    assert desk.build("--to", "json").exit_code == 1
    assert not (desk.root / "output").exists()
    assert errors(desk, AMBER + judgement.format("e", lowered) + BRIEF.format("number: 1")) == ["withheld-basis"]
    assert errors(desk, AMBER + judgement.format("e, open", lowered) + BRIEF.format("judgements: [j]")) == []
    assert errors(desk, AMBER + judgement.format("e", lowered) + BRIEF.format("handling: TLP:AMBER")) == []
    assert errors(desk, AMBER + judgement.format("e", "handling: TLP:AMBER") + BRIEF.format("number: 1")) == []


@pytest.mark.parametrize(
    "naming",
    [
        "highlights: [e]",
        "key_figures: [{event: e, what: dead, best: 1}]",
        "gaps: ['What of [@e]?']",
        "bottom_line: 'So [@e].'",
        "sections: [{part: fact, title: S, text: 'So [@e].'}]",
        "sections: [{part: fact, title: S, text: '> So [@open;\n\n > @e].'}]",
    ],
)
def test_a_brief_that_names_what_is_above_it_is_an_error(desk: Desk, naming: str) -> None:
    assert errors(desk, AMBER + BRIEF.format(naming)) == ["handling-above-brief"]
    assert errors(desk, AMBER + BRIEF.format(f"{naming}, handling: TLP:RED")) == []


def test_a_marking_below_the_basis_needs_someone_who_answers_for_it(desk: Desk) -> None:
    source = HEAD + "sources: [{id: s, title: T, handling: TLP:AMBER}]\n"
    event = "events: [{{id: e, date: 2024-12-01, title: T, sources: [s], {}}}]\n"
    assert errors(desk, source + event.format("handling: TLP:GREEN")) == ["handling-below-basis"]
    assert errors(desk, source + event.format("handling: TLP:GREEN, downgrade: {by: D, because: B}")) == []
    assert errors(desk, source + event.format("handling: TLP:AMBER+STRICT")) == []


def test_the_index_lists_what_may_be_shown_at_the_projects_marking(desk: Desk) -> None:
    desk.write(
        "content/a.yaml",
        HEAD + "briefs:\n"
        "  - {id: open, title: Open issue, cutoff: 2024-12-01, period: 2024}\n"
        "  - {id: closed, title: Closed issue, cutoff: 2024-12-02, period: 2024, handling: TLP:GREEN}\n",
    )
    assert desk.build("--to", "json").exit_code == 0
    index = (desk.root / "output" / "index.html").read_text()
    assert "Open issue" in index
    assert "losed" not in re.sub("base64,[A-Za-z0-9+/=]*", "", index)
    assert json.loads((desk.root / "output/closed/closed-draft.json").read_text())["brief"]["previous"]
    assert (desk.root / "output/open/open-draft.json").is_file()


LATER = """
project: {series: S, handling: TLP:CLEAR, timezone: UTC}
sources:
  - {id: open, title: Open, published: 2024-03-01}
  - {id: closed, title: Closed, published: 2024-03-06, handling: TLP:RED}
events:
  - {id: mixed, date: 2024-03-01, title: CANARY, text: CANARY, sources: [open, closed]}
  - {id: quoting, date: 2024-03-01, title: CANARY, text: "CANARY [@closed].", sources: [open]}
  - {id: plain, date: 2024-03-01, title: Plain, sources: [open]}
assessments:
  - {id: view, text: CANARY, likelihood: likely, confidence: low, because: B., basis: [mixed]}
briefs:
  - {id: early, title: Early, cutoff: 2024-03-04, period: 2024-03}
  - {id: late, title: Late, cutoff: 2024-03-08, period: 2024-03}
"""


@pytest.mark.parametrize("brief", ["early", "late"])
def test_what_rests_on_a_restricted_source_is_withheld_even_before_that_source_was_published(desk, brief):
    desk.write("content/all.yaml", LATER)
    page = desk.briefing(brief)
    assert "CANARY" not in json.dumps(page)
    assert [event["id"] for event in page["chronology"]] == ["plain"]


# Knowledge


EARLIER = """
project: {series: S, handling: TLP:CLEAR, timezone: Asia/Damascus}
sources:
  - {id: w, title: W, published: 2024-02-20, handling: TLP:AMBER}
  - {id: c, title: C, published: 2024-03-05}
events:
  - id: e
    date: 2024-02-19
    title: E
    sources: [w, c]
    handling: TLP:CLEAR
    downgrade: {by: Desk, because: Told by others since.}
briefs:
  - {id: b1, title: B, cutoff: 2024-02-25, period: 2024-02-19/2024-02-25}
  - {id: b2, title: B, cutoff: 2024-03-06, period: 2024-02-26/2024-03-06}
"""


def test_a_withheld_source_does_not_decide_from_when_an_open_brief_knows_an_event(desk: Desk) -> None:
    desk.write("content/all.yaml", EARLIER)
    first, second = desk.briefing("b1"), desk.briefing("b2")
    assert first["chronology"] == []
    assert [(event["id"], event["late"]) for event in second["chronology"]] == [("e", "new")]
    assert [change["text"] for change in second["changes"]] == [None, "1 event new in the chronology."]


def test_a_brief_that_names_an_event_before_it_may_know_it_is_told_so(desk: Desk) -> None:
    assert errors(desk, EARLIER.replace("2024-02-19/2024-02-25}", "2024-02-19/2024-02-25, highlights: [e]}")) == [
        "event-after-cutoff"
    ]
    assert errors(desk, EARLIER.replace("2024-02-26/2024-03-06}", "2024-02-26/2024-03-06, highlights: [e]}")) == []


def test_two_sources_whose_one_origin_is_withheld_are_still_one_origin(desk: Desk) -> None:
    text = """
project: {series: S, handling: TLP:CLEAR, timezone: UTC}
sources:
  - {id: w, title: W, published: 2024-02-20, handling: TLP:AMBER}
  - {id: a, title: A, published: 2024-02-20, origin: w}
  - {id: b, title: B, published: 2024-02-20, origin: w}
events: [{id: e, date: 2024-02-20, title: E, sources: [a, b]}]
briefs: [{id: x, title: X, cutoff: 2024-02-25, period: 2024-02}]
"""
    desk.write("content/all.yaml", text)
    page = desk.briefing("x")
    assert page["source_summary"][0] == "This issue rests on 2 sources of 1 independent origin."
    assert [source["origin"] for source in page["sources"]] == [None, None]
    desk.write("content/all.yaml", text.replace("origin: w}", "}", 1))
    assert "2 independent origins" in desk.briefing("x")["source_summary"][0]


def test_what_a_withheld_source_confirms_is_only_probable_and_reported_in_an_open_brief(desk: Desk) -> None:
    text = """
project: {series: S, handling: TLP:CLEAR, timezone: UTC}
sources:
  - {id: w, title: W, published: 2024-02-20, handling: TLP:AMBER}
  - {id: a, title: A, published: 2024-02-20, reliability: B}
events:
  - {id: e, date: 2024-02-20, title: E, sources: [{source: a, credibility: 1}, {source: w, credibility: 1}],
     status: confirmed, handling: TLP:CLEAR, downgrade: {by: Desk, because: Told by a.}}
briefs:
  - {id: x, title: X, cutoff: 2024-02-25, period: 2024-02}
  - {id: y, title: Y, cutoff: 2024-02-26, period: 2024-02, handling: TLP:AMBER}
"""
    desk.write("content/all.yaml", text)
    told = {each: desk.briefing(each)["chronology"][0] for each in "xy"}
    assert {each: [cite["grade"] for cite in event["sources"]] for each, event in told.items()} == {
        "x": ["B2"],
        "y": ["B1", "F1"],
    }
    assert {each: event["status"] for each, event in told.items()} == {"x": "reported", "y": "confirmed"}


def test_whose_report_a_withheld_source_relays_decides_no_status_in_an_open_brief(desk: Desk) -> None:
    text = """
project: {series: S, handling: TLP:CLEAR, timezone: UTC}
sources:
  - {id: w, title: W, handling: TLP:AMBER}
  - {id: a, title: A, reliability: B}
events:
  - {id: e, date: 2024-02-20, title: E, sources: [a, w], status: confirmed, handling: TLP:CLEAR,
     downgrade: {by: Desk, because: Told by a.}}
briefs: [{id: x, title: X, cutoff: 2024-02-25, period: 2024-02}]
"""
    for origin in ("", ", origin: a"):
        desk.write("content/all.yaml", text.replace("TLP:AMBER}", f"TLP:AMBER{origin}}}"))
        assert desk.briefing("x")["chronology"][0]["status"] == "reported"


@pytest.mark.parametrize("origin", ["", ", origin: a"])
def test_whose_report_a_withheld_source_relays_lowers_no_grade_in_an_open_brief(desk: Desk, origin: str) -> None:
    desk.write(
        "content/all.yaml",
        f"""
project: {{series: S, handling: TLP:CLEAR, timezone: UTC}}
sources:
  - {{id: w, title: W, handling: TLP:RED{origin}}}
  - {{id: a, title: A, reliability: B}}
  - {{id: later, title: L, as_of: 2024-03-04}}
  - {{id: relay, title: R, reliability: B, origin: w}}
events:
  - {{id: e, date: 2024-03-01, title: E,
     sources: [{{source: relay, credibility: 1}}, {{source: a, credibility: 2}}, {{source: later, credibility: 2}}]}}
briefs: [{{id: x, title: X, cutoff: 2024-03-03, period: 2024-03-01/2024-03-03}}]
""",
    )
    assert [each["grade"] for each in desk.briefing("x")["chronology"][0]["sources"]] == ["B1", "B2"]


DAY = st.integers(1, 9).map(lambda day: f"2024-03-0{day}")
DAYS = st.none() | DAY
SOURCE_IDS = [f"s{number}" for number in range(4)]


def stated(**fields: Any) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value is not None}


@st.composite
def watched(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    """Three issues of a series, and what they rest on: some of it restricted, whenever it was published."""
    some = st.lists(st.sampled_from(SOURCE_IDS), unique=True, max_size=4)
    marks = st.sampled_from([None, None, "TLP:RED"])

    def source(id_: str) -> dict[str, Any]:
        origin = draw(st.none() | st.sampled_from([*SOURCE_IDS, "A wire"]))
        return stated(id=id_, title="T", published=draw(DAYS), as_of=draw(DAYS), handling=draw(marks), origin=origin)

    def event(id_: str) -> dict[str, Any]:
        cited = [{"source": each, "credibility": draw(st.sampled_from("12"))} for each in draw(some)]
        own = draw(st.sampled_from([None, "TLP:CLEAR", "TLP:CLEAR", "TLP:RED"]))
        after = draw(st.lists(st.sampled_from(["e0", "e1", "e2"]), max_size=2, unique=True))
        date = draw(DAY)
        return stated(
            id=id_,
            title="T",
            date=date,
            as_of=draw(DAYS),
            sources=cited,
            order={"after": after},
            handling=own,
            status=draw(st.sampled_from(["confirmed", "reported"])),
        )

    def view(id_: str) -> dict[str, Any]:
        basis = [*draw(some), *draw(st.lists(st.sampled_from(["e0", "e1", "e2"]), max_size=2, unique=True))]
        return stated(id=id_, text="T", as_of=draw(DAYS), basis=basis, handling="TLP:CLEAR")

    return {
        "sources": [source(id_) for id_ in SOURCE_IDS],
        "events": [event(id_) for id_ in ("e0", "e1", "e2")],
        "assessments": [view(id_) for id_ in ("j0", "j1")],
        "briefs": [
            {"id": f"b{day}", "title": "B", "cutoff": f"2024-03-0{day}", "period": f"2024-03-0{day - 2}/2024-03-0{day}"}
            for day in (3, 6, 9)
        ],
    }


def open_pages(content: Mapping[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """All issues as data, but for whose report a source relays: an origin that is withheld is none to be named."""
    text = "\n".join(f"{section}: {json.dumps(records)}" for section, records in content.items())
    dossier = dossier_of(text, "TLP:CLEAR")
    pages = [document(briefing_of(dossier, brief)) for brief in dossier.briefs]
    return [{**page, "sources": [{**each, "origin": None} for each in page["sources"]]} for page in pages]


@settings(max_examples=150, deadline=None)
@given(watched(), st.data())
def test_what_is_withheld_changes_nothing_of_what_an_open_brief_knows(
    content: dict[str, list[dict[str, Any]]], data: st.DataObject
) -> None:
    expected = open_pages(content)
    secret = {record["id"] for record in content["sources"] if record.get("handling")}
    other = st.fixed_dictionaries({"published": DAYS, "as_of": DAYS, "origin": st.none() | st.sampled_from(SOURCE_IDS)})
    when = st.fixed_dictionaries({"date": DAY, "as_of": DAYS})
    changed = {
        **content,
        "sources": [
            stated(**(each | (data.draw(other) if each["id"] in secret else {}))) for each in content["sources"]
        ],
        "events": [
            stated(**(each | (data.draw(when) if each.get("handling") == "TLP:RED" else {})))
            for each in content["events"]
        ],
    }
    assert open_pages(changed) == expected, "whatever it says"

    def open_(event: dict[str, Any]) -> bool:
        own = event.get("handling")
        return own == "TLP:CLEAR" if own else secret.isdisjoint(each["source"] for each in event["sources"])

    secret |= {event["id"] for event in content["events"] if not open_(event)}
    left = {
        **content,
        "sources": [record for record in content["sources"] if record["id"] not in secret],
        "events": [
            {
                **event,
                "sources": [each for each in event["sources"] if each["source"] not in secret],
                "order": {"after": [id_ for id_ in event["order"]["after"] if id_ not in secret]},
            }
            for event in content["events"]
            if event["id"] not in secret
        ],
        "assessments": [
            {**view, "basis": [id_ for id_ in view["basis"] if id_ not in secret]} for view in content["assessments"]
        ],
    }
    assert ungraded(open_pages(left)) == ungraded(expected), "even where it is not there at all"


def ungraded(pages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Pages without grades: what nobody but a withheld source confirmed, its author would not call so without it."""
    for event in (event for page in pages for event in page["chronology"] + page["background"]):
        del event["status"]
        for citation in event["sources"]:
            del citation["grade"]
    return pages
