"""The fields of a record that nothing else tells when they are different: as authors write them, under their keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from briefgen import ledger, model
from briefgen.briefing.elements import as_written
from briefgen.briefing.news import Difference, Told
from briefgen.briefing.viewpoint import Viewpoint
from briefgen.briefing.wording import FIELDS
from briefgen.model import Untold

_APART = frozenset({"id", "as_of", "handling", "downgrade", "allow", "translations", "likelihood", "by"})
"""Keys that are not held against each other as they are written.

A marking is that which a record has, written or not. Likelihoods and horizons that are the same and are written
otherwise did not move. Translations count where nothing else is different: each version has its own.
"""
_TOLD_WITH = {"date": "time", "credibility": "sources"}
"""What is told together with another field."""
_OPEN = frozenset({"published", "withdrawn"})
"""What is told of a confidential source, beside what is told of it in words."""
_WHOLE = frozenset({"handling", "timezone"})
"""Names: of them no part is told as changed, nor of a number its digits."""
_CALLED_BY = ("title", "theatre", "source", "indicator", "event", "what")
"""The keys that an entry of a list is called by."""
_APART_IN_SETTINGS = frozenset({"likelihood", "translations", "rules", "theme", "rhythm", "protect"})
"""Settings that are told in another way; and those that readers do not read by: checks, look, and when the next closes.

Of translations those of the project's own texts count: its words for what records hold may be of withheld ones.
"""


def settings(view: Viewpoint, old: model.Project, new: model.Project) -> Iterator[Difference]:
    """The settings that are different in two states of a project, of those that a brief says or is read by."""
    if old.scale is not new.scale:
        was, is_now = (Told(each.scale.name, each.likelihood) for each in (old, new))
        yield Difference("likelihood", view.locale.pgettext("field", FIELDS["scale"]), was, is_now)
    before, now = _settings(old), _settings(new)
    for key in dict.fromkeys((*before, *now)):
        if before.get(key) != now.get(key):
            yield from _entries(view, key, before.get(key), now.get(key))


def _settings(project: model.Project) -> dict[str, Any]:
    """The settings that readers go by, also those that nobody wrote."""
    names = [name for name in type(project).model_fields if name not in _APART_IN_SETTINGS]
    seen = {name: model.plain(getattr(project, name)) for name in names}
    told = {tag: model.plain(each.model_copy(update={"words": {}})) for tag, each in project.translations.items()}
    return {**seen, "translations": told}


def other_fields(
    view: Viewpoint, old: model.Record, new: model.Record, told: Sequence[Difference]
) -> Iterator[Difference]:
    """The fields that are different in two versions of a record, beside those that are `told` already."""
    made = [*_marking(view, old, new), *_written(view, old, new, {each.key for each in told})]
    if not made and not told and old.translations != new.translations:
        made = list(_entries(view, "translations", *(model.plain(each.translations) for each in (old, new))))
    yield from made


def _marking(view: Viewpoint, old: model.Record, new: model.Record) -> Iterator[Difference]:
    """That of a brief which is compared is that of the comparison."""
    if new.id in {view.brief.id, view.previous.id if view.previous else None}:
        return
    was, is_now = (str(ledger.marking(*each)) for each in ((view.then.dossier, old), (view.dossier, new)))
    if was != is_now:
        yield _difference(view, "handling", was, is_now)


def _written(view: Viewpoint, old: model.Record, new: model.Record, told: set[str]) -> Iterator[Difference]:
    if old.__dict__ == new.__dict__ and not isinstance(new, model.Brief):  # whose texts may stand beside it
        return
    told |= {_TOLD_WITH[key] for key in told if key in _TOLD_WITH}
    before, now = _values(view.then.dossier, old), _values(view.dossier, new)
    for key in dict.fromkeys((*before, *now)):
        was, is_now = before.get(key), now.get(key)
        if key not in told and was != is_now and _counts(key, old, new):
            yield from _entries(view, key, was, is_now)


def _values(dossier: model.Dossier, record: model.Record) -> dict[str, Any]:
    """What an author wrote, by key; the sections of a brief with their texts, wherever these stand."""
    values: dict[str, Any] = model.plain(model.reword(record, lambda text: str(as_written(text))))
    if isinstance(record, model.Brief) and record.sections:
        values["sections"] = [
            {"title": each.title, "part": each.part, "text": dossier.prose(record, each)} for each in record.sections
        ]
    return {key: value for key, value in values.items() if key not in _APART}


def _counts(key: str, old: model.Record, new: model.Record) -> bool:
    """Whether a field that is different is a change of a record, and not of another kind or of what is withheld."""
    if key == "changed":
        return old.as_of == new.as_of
    if isinstance(old, model.Forecast) and key == "outcome":
        return old.outcome is not None
    if isinstance(old, model.Source) and isinstance(new, model.Source):
        if new.confidential:
            return key in _OPEN
        return key != "origin" or not any(isinstance(each.origin, Untold) for each in (old, new))
    return True


def _entries(view: Viewpoint, key: str, before: Any, now: Any) -> Iterator[Difference]:
    """A field that is different: of a list of mappings, or of a mapping, each entry that is."""
    was, is_now = _by_name(before), _by_name(now)
    found = [name for name in dict.fromkeys((*was, *is_now)) if was.get(name) != is_now.get(name)]
    if found and "" not in found:
        for name in found:
            yield _difference(view, key, was.get(name), is_now.get(name), name)
    else:
        yield _difference(view, key, before, now)


def _by_name(value: Any) -> dict[str, Any]:
    """The entries of a field by what they are called; one entry, called nothing, of what is no list of mappings."""
    if isinstance(value, dict):
        return {str(key): entry for key, entry in value.items()}
    if isinstance(value, list) and all(isinstance(each, dict) for each in value):
        return {next((each[key] for key in _CALLED_BY if key in each), ""): each for each in value}
    return {} if value is None else {"": value}


def _difference(view: Viewpoint, key: str, before: Any, now: Any, which: str | None = None) -> Difference:
    name = view.locale.pgettext("field", FIELDS[key]) if key in FIELDS else key
    was, is_now = (None if each is None else Told(_in_words(each, which), each) for each in (before, now))
    words = key not in _WHOLE and any(isinstance(each, (str, dict)) for each in (before, now))
    return Difference(key, f"{name}, {which}" if which else name, was, is_now, which=which, prose=words)


def _in_words(value: Any, name: str | None = None) -> str:
    """A plain value as an author writes it, without brackets: entries of lists of mappings a line each.

    An entry does not say its `name` again.
    """
    if isinstance(value, dict):
        held = {key: each for key, each in value.items() if each is not None and not (name and each == name)}
        return "; ".join(f"{key}: {_in_words(each)}" for key, each in held.items())
    if isinstance(value, list):
        return ("\n" if any(isinstance(each, dict) for each in value) else ", ").join(map(_in_words, value))
    return str(value).lower() if isinstance(value, bool) else str(value)
