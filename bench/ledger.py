"""A ledger of any size in the sample project's own proportions.

The records of `content/` are the pattern, cut at every value. A copy of the pattern is the same YAML four weeks later,
under ids of its own and in other words of the same length; actors and places, which a desk names over and over, are
there once. The last copy is cut to give the number of events asked for, with what goes with them. So citations, words,
revisions, figures, markup and the share of judgements and briefs are the sample's, whatever the sample is by then.
"""

from __future__ import annotations

import re
import sys
from calendar import month_name
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from briefgen import build, prose, reader
from briefgen.dates import days
from briefgen.model import Dossier, Record, Role, leaves, references
from briefgen.spans import SpanTree

ROOT = Path(__file__).parent.parent
STEP = timedelta(weeks=4)
SHARED = ("actors", "places")
_DAY_OF = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?=(?:{'|'.join(filter(None, month_name))})\b)")
SAME_IN_ALL = {"actors", "places", "theatre", "theatres", "category", "categories", "kind", "publisher", "unit", "what"}
"""Keys whose words name a group of records, and so are the same in every copy."""

_PLAIN = """
ab on km map oil bus sea gas road town line crew port farm mill lake power grid water fence river depot plant
bridge valley valves supply ferry harbour station reports repairs traffic operator turbines reported pipeline cable
transport workshops buildings reservoir engineers warehouse generators floodgate substation waterworks inspectors
electricity contractors maintenance powerstation transformers neighbouring construction administrator refrigeration
switchboards excavations foundations waterproofing reconstruction infrastructure administration interconnectors
electrification
"""
_WORDS = {n: [word for word in _PLAIN.split() if len(word) == n] for n in range(2, 16)}
_TOKEN = re.compile(r"\[@[^\]]*\]|\{[^{}]*\}|\]\([^)]*\)|https?://\S+|[^\W\d_]+")
_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?(?!\d)")


class Value(NamedTuple):
    """One value of the pattern: the YAML before it, how it changes from copy to copy, and how it was written."""

    before: str
    form: str
    written: str


class Unit(NamedTuple):
    """One record of the pattern, in one revision."""

    id: str
    section: str
    moment: str
    """The date that puts it into a month's file; empty for none."""
    values: list[Value]


class Pattern:
    """The sample project, ready to be copied."""

    def __init__(self, root: Path) -> None:
        checked = build.check(build.find(root))
        assert checked.dossier is not None, "the sample project has errors"
        self.dossier: Dossier = checked.dossier
        self.texts = sorted(self.dossier.texts)
        trees = {name: reader.places(name, text) for name, text in checked.texts.items() if name.endswith(".yaml")}
        records = [record for records in self.dossier.kinds for record in records]
        self.names = self._named(records)
        self.units = [self._unit(record, trees[record.at().file]) for record in records]
        self.needs: dict[str, set[str]] = defaultdict(set)
        for record in records:
            self.needs[record.id] |= {self.owner.get(id_, id_) for id_ in self._naming(record)} - {record.id}
        ends = [end for event in self.dossier.events for end in days(event.date) if end is not None]
        self.first, self.last = (date(end.year, end.month, end.day) for end in (min(ends), max(ends)))

    def _named(self, records: list[Record]) -> dict[str, str]:
        """The plain name of every id, and in `owner` the forecast of every indicator."""
        names: dict[str, str] = {}
        self.owner: dict[str, str] = {}
        for record in records:
            names.setdefault(record.id, f"{record.kind}-{len(names)}")
            for sign in getattr(record, "indicators", ()):
                names.setdefault(sign.id, f"indicator-{len(names)}")
                self.owner[sign.id] = record.id
        return names

    def _naming(self, record: Record) -> Iterator[str]:
        yield from references(record)
        for section in getattr(record, "sections", ()):
            yield from prose.cited_ids(self.dossier.prose(record, section) or "")  # type: ignore[arg-type]

    def _unit(self, record: Record, tree: SpanTree) -> Unit:
        base = record.at().path
        roles = {}
        for leaf in leaves(record):
            short = (*base, *leaf.path) not in tree.values  # `sources: [log]` for `sources: [{source: log}]`
            roles[leaf.path[:-1] if short else leaf.path] = leaf.role
        whole = tree.values[base]
        at, values = whole.start, []
        marks = [(mark, path[len(base) :]) for path, mark in tree.values.items() if path[: len(base)] == base]
        for mark, path in sorted(marks):
            written = tree.text[mark.start : mark.end].rstrip()
            form = self._form(path, written, roles.get(path)) if path else ""
            if form:
                values.append(Value(tree.text[at : mark.start], form, written))
                at = mark.start + len(written)
        values.append(Value(tree.text[at : whole.end].rstrip(), "", ""))
        moments = (getattr(record, name, None) for name in ("date", "published", "as_of", "cutoff"))
        moment = next((str(each) for each in moments if each is not None), "")
        return Unit(record.id, record.section, moment, values)

    def _form(self, path: tuple[str | int, ...], written: str, role: Role | None) -> str:
        """How a value changes from copy to copy; empty for a value that stays as it is."""
        key = next(part for part in reversed(path) if isinstance(part, str))
        if written.strip("'\"") in self.names and role is not Role.PROSE:
            return "id"
        if key == "file" and any(name.endswith(written) for name in self.texts):
            return "file"
        if role is Role.PROSE or role is Role.LINE:
            return "group" if key in SAME_IN_ALL else "words"
        return {"number": "number", "url": "words"}.get(key, "date" if _DATE.match(written) else "")

    def share(self, count: int) -> set[str]:
        """The ids of the first `count` events by date, and of all that needs no other event."""
        events = self.dossier.events
        if count >= len(events.ids):
            return set(self.names)
        chosen: set[str] = set()
        for id_ in sorted(events.ids, key=lambda id_: events[id_].date.text):
            if sum(each in events for each in chosen | self._closure(id_)) <= count:
                chosen |= self._closure(id_)
        shown = {id_ for id_ in chosen if id_ in events}
        for unit in self.units:
            needed = self._closure(unit.id)
            if unit.section in {"assessments", "forecasts", "briefs"} and {i for i in needed if i in events} <= shown:
                chosen |= needed
        return chosen

    def _closure(self, id_: str) -> set[str]:
        found: set[str] = set()
        waiting = [id_]
        while waiting:
            if (each := waiting.pop()) not in found:
                found.add(each)
                waiting += self.needs[each]
        return found


class Copy:
    """The pattern once more: everything is `number` times four weeks later."""

    def __init__(self, pattern: Pattern, number: int) -> None:
        self.pattern, self.number = pattern, number

    def record(self, unit: Unit) -> str:
        """A record as an entry of its section's list."""
        text = "".join(value.before + self._new(value) for value in unit.values)
        column = min((len(line) - len(line.lstrip()) for line in text.splitlines()[1:] if line.strip()), default=4)
        return "  - " + text.replace("\n" + " " * column, "\n    ") + "\n"

    def _new(self, value: Value) -> str:
        match value.form:
            case "id":
                return self.id(value.written.strip("'\""))
            case "date":
                return self.date(value.written)
            case "file":
                names = [i for i, name in enumerate(self.pattern.texts) if name.endswith(value.written)]
                return f"text-{self.number}-{names[0]}.md"
            case "number":
                return str(int(value.written) + self.number * len(self.pattern.dossier.briefs.ids))
            case "group":
                return _TOKEN.sub(lambda found: _word(found[0], 0), value.written)
        return self.prose(value.written)

    def id(self, id_: str) -> str:
        """The id of a record in this copy."""
        name = self.pattern.names.get(id_, id_)
        return name if name.startswith(("actor-", "place-")) else f"{name}-{self.number}"

    def date(self, written: str) -> str:
        """A date or moment, moved."""

        def moved(found: re.Match[str]) -> str:
            text = found[0] if found[1] else found[0] + "-01"
            return (date.fromisoformat(text) + self.number * STEP).isoformat()[: len(found[0])]

        return _DATE.sub(moved, written)

    def prose(self, written: str) -> str:
        """Other words of the same length, the same markup."""

        def other(found: re.Match[str]) -> str:
            if found[0].startswith("[@"):
                return re.sub(r"@([\w.:-]+)", lambda cited: f"@{self.id(cited[1])}", found[0])
            if found[0].startswith("http"):
                rest = found[0].partition("://")[2].partition("/")[2]
                return f"https://example.org/{self.number}/" + _TOKEN.sub(
                    lambda word: _word(word[0], self.number), rest
                )
            return found[0] if found[0][0] in "{]" else _word(found[0], self.number)

        return _TOKEN.sub(other, _DAY_OF.sub("", written))  # with another month, the day would be that of no event


def write(folder: Path, count: int, root: Path = ROOT) -> None:
    """Write a project of so many events, in files by month, with a brief called `whole` whose period holds them all."""
    pattern = Pattern(root)
    content = folder / "content"
    content.mkdir(parents=True)
    every = len(pattern.dossier.events.ids)
    copies = -(-count // every)
    months: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    shown: list[tuple[str, str]] = []
    for number in range(copies):
        copy, share = Copy(pattern, number), pattern.share(count - number * every)
        for unit in pattern.units:
            if unit.id in share and (number == 0 or unit.section not in SHARED):
                month = copy.date(unit.moment or str(pattern.first))[:7]
                months["named" if unit.section in SHARED else month][unit.section].append(copy.record(unit))
        for brief in pattern.dossier.briefs.current:
            for section in brief.sections if brief.id in share else ():
                name = pattern.dossier.text_file(brief, section)
                if name is not None:
                    file = f"text-{number}-{pattern.texts.index(name)}.md"
                    (content / file).write_text(copy.prose(pattern.dossier.texts[name]), "utf-8")
                    shown.append((section.part, file))
    for month, sections in months.items():
        text = "\n".join(f"{section}:\n" + "\n".join(records) for section, records in sections.items())
        (content / f"{month}.yaml").write_text(text, "utf-8")
    (content / "project.yaml").write_text(_project(pattern, copies, shown), "utf-8")


def _project(pattern: Pattern, copies: int, shown: list[tuple[str, str]]) -> str:
    own, last = pattern.dossier.project, pattern.last + (copies - 1) * STEP
    sections = "".join(f"      - {{part: {part}, title: Section {file}, file: {file}}}\n" for part, file in shown)
    return f"""project:
  series: Benchmark
  timezone: {own.timezone}
  likelihood: {own.likelihood}
  handling: {own.handling}
  rules: {{overdue-forecast: "off"}}  # those that are open in the sample are so in every copy
briefs:
  - id: whole
    title: All events
    cutoff: {last + STEP}
    period: {pattern.first}/{last}
    bottom_line: Everything that the ledger holds.
    sections:{sections and chr(10)}{sections or " []"}
"""


@cache
def _word(word: str, salt: int) -> str:
    """A plain word of about the same length; short words, which join the others, stay, and so do names, months not."""
    if word not in month_name and (len(word) < 4 or not word.islower()):
        return word
    choices = _WORDS[min(len(word), max(_WORDS))]
    new = choices[crc32(f"{salt} {word}".encode()) % len(choices)]
    return new.capitalize() if word[0].isupper() else new


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
