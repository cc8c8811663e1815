"""Values to a dossier, or what is wrong with their shape."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from briefgen.diagnostics import Diagnostic, Rule, Severity, Slip, Wording, did_you_mean, rule_of_shape
from briefgen.model import (
    SECTIONS,
    Actor,
    Assessment,
    Brief,
    Dossier,
    Event,
    Forecast,
    Lexicon,
    Location,
    Project,
    Records,
    Source,
)
from briefgen.model.meanings import meaning
from briefgen.reader import Document, fix, places
from briefgen.scales import Handling
from briefgen.slips import surely_meant
from briefgen.spans import Path, Place, SpanTree

RULES: list[Rule] = []
_fault = rule_of_shape(RULES)


class Content(BaseModel):
    """A content file: any of the sections, each a list of records."""

    model_config = ConfigDict(extra="forbid", title="briefgen content file")

    project: Project | None = None
    lexicon: Lexicon | None = None
    sources: list[Source] = []
    actors: list[Actor] = []
    places: list[Location] = []
    events: list[Event] = []
    assessments: list[Assessment] = []
    forecasts: list[Forecast] = []
    briefs: list[Brief] = []


@dataclass(slots=True)
class Loaded:
    """A dossier, or the faults that keep the files from being one."""

    dossier: Dossier | None = None
    faults: list[Diagnostic] = field(default_factory=list)


@_fault
def unknown_section(name: str, known: list[str]) -> tuple[str, str | None]:
    """A file has a section that is none.

    Bad:

        event:
          - {id: outage, date: 2024-03-01, title: Power fails}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails}
    """
    return f"there is no section `{name[:60]}`", did_you_mean(name, known) or f"the sections are {', '.join(known)}"


@_fault
def unknown_key(key: str, known: list[str]) -> tuple[str, str | None]:
    """A record has a key that its kind does not know.

    What stands under a misspelt key would be lost in silence.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, confilcts: Operators disagree.}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, conflicts: Operators disagree.}
    """
    hint = "a text that holds a comma needs quotes inside { }" if " " in key else did_you_mean(key, known)
    hint = hint or (f"known here: {', '.join(known)}" if known else None)
    return f"`{key[:60]}` is not known here", hint


@_fault
def missing_field(key: str, path: Path) -> tuple[str, str | None]:
    """A record lacks a key that its kind cannot do without.

    Bad:

        events:
          - {id: outage, title: Power fails}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails}
    """
    kind = SECTIONS.get(str(path[0])) if path else None
    whose = f"this {kind.kind}" if kind and len(path) == 3 else "it"
    return f"`{key}` is missing; {whose} needs one", None


@_fault
def unknown_handling(value: str) -> tuple[str, str | None]:
    """A marking is not a label of the Traffic Light Protocol 2.0.

    A reader who meets a label of another scheme cannot know whom the page may be given to.

    Bad:

        sources:
          - {id: log, title: Grid operator's log, handling: TLP:WHITE}

    Good:

        sources:
          - {id: log, title: Grid operator's log, handling: TLP:CLEAR}
    """
    labels = [str(label) for label in Handling]
    if value.upper() == "TLP:WHITE":
        return f"`{value}` is the old name of `TLP:CLEAR`", "write `TLP:CLEAR`"
    known = value.upper() if value.upper() in labels else f"TLP:{value.upper()}"
    hint = f"write `{known}`" if known in labels else did_you_mean(value.upper(), labels)
    return f"`{value[:60]}` is not a label of TLP 2.0", hint or f"the labels are {', '.join(labels)}"


@_fault
def unknown_word(value: str, known: list[str]) -> tuple[str, str | None]:
    """A value is not one of the words that its key allows.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, status: confrimed}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, status: confirmed}
    """
    return f"`{value[:60]}` is not one of the words allowed here", did_you_mean(value, known) or ", ".join(known)


@_fault
def wrong_value(wanted: str, hint: str | None = None) -> tuple[str, str | None]:
    """A value is not of the kind that its key wants: a date that does not exist, a word for a number.

    Bad:

        events:
          - {id: outage, date: 2024-02-30, title: Power fails}

    Good:

        events:
          - {id: outage, date: 2024-02-29, title: Power fails}
    """
    return wanted, hint


@_fault
def brief_period_reversed(reason: str) -> tuple[str, str | None]:
    """The period of a brief ends before it starts.

    No event falls into such a period, and the brief would be empty.

    Bad:

        briefs:
          - {id: issue-1, title: Power fails, cutoff: 2024-03-08, period: 2024-03-08/2024-03-01}

    Good:

        briefs:
          - {id: issue-1, title: Power fails, cutoff: 2024-03-08, period: 2024-03-01/2024-03-08}
    """
    return f"the period of this brief is reversed: {reason}", "exchange its two ends"


@_fault
def second_project(first: str) -> tuple[str, str | None]:
    """The project is described twice.

    A series has one time zone, one scale and one marking to fall back on.
    """
    return f"the project is already described in {first}", "keep one `project:` section"


def content(document: Document) -> Content | list[Diagnostic]:
    """The records of one document, or the faults of their shape."""
    try:
        return Content.model_validate(document.values)
    except ValidationError as error:
        return list(_faults(document, error))


def load(documents: Iterable[Document], content: Callable[[Document], Content | list[Diagnostic]] = content) -> Loaded:
    """Load the documents of a project. All faults of shape in all files are found in one run."""
    loaded = Loaded()
    contents: list[tuple[str, Content]] = []
    projects: list[tuple[Document, Project]] = []
    for document in documents:
        loaded.faults += document.faults
        if document.values is None:
            continue
        held = content(document)
        if isinstance(held, list):
            loaded.faults += held
            continue
        contents.append((document.file, held))
        if held.project is not None:
            held.project._place = Place(document.file, ("project",))  # noqa: SLF001 - set once, by its maker
            projects.append((document, held.project))
    for document, _ in projects[1:]:
        span = places(document.file, document.text).span(Place(document.file, ("project",), key=True))
        loaded.faults.append(_diagnostic(second_project(projects[0][0].file), span))
    if not loaded.faults:
        loaded.dossier = _dossier(contents, projects[0][1] if projects else Project.model_construct(series=""))
    return loaded


def _pruned(node: Any) -> Any:
    """A schema without the titles that pydantic gives every field: editors would show them as noise."""
    if isinstance(node, dict):
        return {
            key: {name: _pruned(value) for name, value in node[key].items()}
            if key in ("properties", "$defs")
            else _pruned(value)
            for key, value in node.items()
            if key != "title" or not isinstance(value, str)
        }
    return [_pruned(entry) for entry in node] if isinstance(node, list) else node


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a content file."""
    made = Content.model_json_schema(by_alias=True)
    for name, definition in made["$defs"].items():
        for key, value in definition.get("properties", {}).items():
            if (words := meaning(name, key)) is not None:
                value["description"] = words
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_pruned(made)}


def _dossier(contents: list[tuple[str, Content]], project: Project) -> Dossier:
    sections: dict[str, list[Any]] = {name: [] for name in SECTIONS}
    for file, content in contents:
        for name, records in sections.items():
            for index, record in enumerate(getattr(content, name)):
                record._place = Place(file, (name, index))  # noqa: SLF001 - set once, by its maker
                records.append(record)
    zone = project.timezone
    lexicons = tuple(content.lexicon for _, content in contents if content.lexicon is not None)
    kinds = {name: Records(records, zone) for name, records in sections.items()}
    return Dossier(project, lexicons=lexicons, **kinds)  # type: ignore[arg-type]


def _faults(document: Document, error: ValidationError) -> Iterator[Diagnostic]:
    tree = places(document.file, document.text)
    for details in error.errors(include_url=False):
        path: Path = tuple(part for part in details["loc"])
        wording, at_key = _wording(details, path, document, tree)
        place = Place(document.file, path, key=at_key)
        yield _diagnostic(wording, tree.span(place))._replace(fix=fix(tree, place, _slip(details, path)))


def _slip(details: ErrorDetails, path: Path) -> Slip | None:
    """The slip that a value is, where only one word or date allowed here can be meant by it."""
    written, context = details["input"], details.get("ctx", {})
    if not isinstance(written, str):
        return None
    if details["type"] not in {"literal_error", "enum"}:
        meant = context.get("meant")
    elif path[-1] == "handling":
        meant = Handling.meant(written)
    else:
        meant = surely_meant(written, re.findall(r"'([^']*)'", str(context.get("expected", ""))))
    return Slip(written, str(meant)) if meant else None


def _diagnostic(wording: Wording, span: Any) -> Diagnostic:
    return Diagnostic(wording.rule, Severity.ERROR, wording.message, wording.hint, span)


def _wording(details: ErrorDetails, path: Path, document: Document, tree: SpanTree) -> tuple[Wording, bool]:
    """A validation error in our words, by its type, and whether it stands at the key rather than the value."""
    kind, last = details["type"], str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        known = _fields(path[:-1])
        return (unknown_section(last, known) if len(path) == 1 else unknown_key(last, known)), True
    if kind == "missing":
        return missing_field(last, path), False
    if kind in {"literal_error", "enum"}:
        expected = str(details.get("ctx", {}).get("expected", ""))
        if path[-1] == "handling":
            return unknown_handling(str(details["input"])), False
        return unknown_word(str(details["input"]), re.findall(r"'([^']*)'", expected)), False
    ctx = details.get("ctx", {})
    wanted = ctx.get("reason") or ctx.get("wanted") or str(ctx.get("error", "")) or _WANTED.get(kind, details["msg"])
    if path[:1] == ("briefs",) and last == "period" and "ends before it starts" in wanted:
        return brief_period_reversed(str(wanted)), False
    trap = _yaml_trap(details["input"], tree, Place(document.file, path), date="date such as" in wanted)
    return wrong_value(str(wanted), trap), False


_WANTED = {
    "model_type": "a mapping of keys and values is wanted here",
    "model_attributes_type": "a mapping of keys and values is wanted here",
    "dict_type": "a mapping of keys and values is wanted here",
    "list_type": "a list is wanted here: entries that begin with `- `, or [one, two]",
    "tuple_type": "a list is wanted here: entries that begin with `- `, or [one, two]",
    "too_short": "an entry is missing",
    "too_long": "there is an entry too many",
    "string_type": "a word is wanted here",
}


def _yaml_trap(value: object, tree: SpanTree, place: Place, *, date: bool) -> str | None:
    """A hint where YAML itself turned a text into something else."""
    mark = tree.values.get(place.path)
    if mark is None:
        return None
    source = tree.text[mark.start : mark.end]
    if isinstance(value, (dict, list)) and source[:1] in {"{", "["}:
        if date and len(source) < 60 and set(source).isdisjoint("\n'\"`:"):
            return f'put the date into quotes: `"{source.replace(" ", "")}"`'
        return f"a text that begins with `{source[0]}` needs quotes around it"
    line = tree.text[mark.start : (tree.text + "\n").index("\n", mark.start)]
    if value is None and "#" in line:
        return "what follows ` #` is a comment to YAML: put a text that holds one into quotes"
    if isinstance(value, dict) and ": " in source:
        return "a text that holds `: ` needs quotes around it"
    return None


def _fields(path: Path) -> list[str]:
    """The keys that the mapping at a path may have."""
    model: Any = Content
    for step in path:
        if isinstance(step, str):
            model = _inner(_annotation(model, step))
        if model is None:
            return []
    return [info.alias or name for name, info in model.model_fields.items()]


def _annotation(model: type[BaseModel], key: str) -> Any:
    for name, info in model.model_fields.items():
        if key in (name, info.alias):
            return info.annotation
    return None


def _inner(annotation: Any) -> type[BaseModel] | None:
    """The model inside an annotation such as `tuple[Annotated[Citation, ...], ...] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if (found := _inner(part)) is not None:
            return found
    return None
