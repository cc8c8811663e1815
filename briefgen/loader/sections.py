"""A content file: its sections, the keys that stand where, and the schema of both."""

from __future__ import annotations

from typing import Any, get_origin

from pydantic import BaseModel, ConfigDict

from briefgen.model import Actor, Assessment, Brief, Event, Forecast, Issue, Lexicon, Location, Project, Source
from briefgen.model.forms import ShortForm
from briefgen.model.meanings import meaning
from briefgen.spans import Path


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
    issued: list[Issue] = []


def fields(path: Path) -> list[str]:
    """The keys that the mapping at a path may have."""
    model = _model(path)
    return [info.alias or name for name, info in model.model_fields.items()] if model else []


def holds_words(path: Path) -> bool:
    """Whether the list at a path is one of words, or of what a word can stand for."""
    model = _model(path[:-1])
    if model is None:
        return False
    annotation = _annotation(model, str(path[-1]))
    return inner(annotation) is None or _has_short_form(annotation)


def _model(path: Path) -> type[BaseModel] | None:
    """What the mapping at a path is; None where its keys are an author's own, such as languages."""
    model: type[BaseModel] | None = Content
    free = False
    for step in path:
        if isinstance(step, int):
            continue
        if free:
            free = False
        elif model is not None:
            annotation = _annotation(model, step)
            model, free = inner(annotation), get_origin(annotation) is dict
    return None if free else model


def _has_short_form(annotation: Any) -> bool:
    if any(isinstance(part, ShortForm) for part in getattr(annotation, "__metadata__", ())):
        return True
    return any(map(_has_short_form, getattr(annotation, "__args__", ())))


def _annotation(model: type[BaseModel], key: str) -> Any:
    for name, info in model.model_fields.items():
        if key in (name, info.alias):
            return info.annotation
    return None


def inner(annotation: Any) -> type[BaseModel] | None:
    """The model inside an annotation such as `tuple[Annotated[Citation, ...], ...] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if (found := inner(part)) is not None:
            return found
    return None


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a content file."""
    made = Content.model_json_schema(by_alias=True)
    for name, definition in made["$defs"].items():
        for key, value in definition.get("properties", {}).items():
            if (words := meaning(name, key)) is not None:
                value["description"] = words
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_pruned(made)}


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
