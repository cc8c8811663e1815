"""The records of an issue as YAML files that briefgen reads: a project made of what its readers may know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from posixpath import basename, dirname
from typing import Any

import yaml

from briefgen.ledger import marking
from briefgen.model import SECTIONS, Brief, Dossier, Project, Record, Untold, leaves, plain, plain_with
from briefgen.rules import RULES
from briefgen.scales import Handling

FOLDER = "content"
_OF_THE_DESK = frozenset({"allow", "downgrade"})
"""What a record says to those who check it, and no page to its readers."""


def files(dossier: Dossier, theme: str) -> dict[str, bytes]:
    """The content of a project, by file name: a dossier as one brief sees it, which is printed in a theme.

    Read and seen by that brief again, it gives the same files. The marking of each record is stated. Without saved
    copies, which belong to others, without the words that a desk adds to the lexicon, and without pictures: what these
    are called there, `inside` tells.
    """
    made = {name: _yaml(values) for name, values in content(dossier, theme).items()}
    return made | {name: text.encode() for name, text in texts(dossier).items()}


def texts(dossier: Dossier) -> dict[str, str]:
    """The Markdown files among these."""
    return {inside(dossier, name): text for name, text in sorted(dossier.texts.items())}


def content(dossier: Dossier, theme: str) -> dict[str, dict[str, Any]]:
    """The YAML files among these as plain values."""
    origins = _origins(dossier)
    settings = _settings(dossier, theme)
    made: dict[str, dict[str, Any]] = {_in(_home(dossier.project, dossier), "project"): {"project": settings}}
    for section in SECTIONS:
        homes = sorted(((_home(record, dossier), record) for record in getattr(dossier, section)), key=lambda at: at[0])
        for home, held in groupby(homes, key=lambda at: at[0]):
            records = (_record(record, marking(dossier, record), origins) for _, record in held)
            made[_in(home, section)] = {section: list(records)}
    return made


def inside(dossier: Dossier, name: str) -> str:
    """What a file is called in the project that is made: that of a single YAML file had no `content/`."""
    single = all("/" not in brief.at().file for brief in dossier.briefs)
    return f"{FOLDER}/{name}" if single else name


def _in(home: str, section: str) -> str:
    return f"{home}/{section}.yaml"


def _home(part: Record | Project, dossier: Dossier) -> str:
    """The folder of a record: its own where it names a file that lies there, and else the one of all."""
    named = bool(dossier.images) and any("![" in leaf.text for leaf in leaves(part))
    if isinstance(part, Brief):
        named = named or any(section.file for section in part.sections)
    return dirname(inside(dossier, part.at().file)) if named else FOLDER


def _settings(dossier: Dossier, theme: str) -> dict[str, Any]:
    """The project's settings, for one issue in one theme.

    What a check asks was asked of the whole ledger. Of the part that one issue may show, some of it would not be true:
    a copy that is not here, an event whose other witness is withheld; and what the desk let stand it had reasons for,
    which it keeps. So nothing is asked that need not be, whatever the desk's own settings are by now. Words that no
    record here is grouped or counted by have no translation: they may be those of a record that is withheld.
    """
    project = dossier.project
    kept = {key: value for key, value in plain(project).items() if key not in {"theme", "rules"}}
    translated = [version for version in kept.get("translations", {}).values() if "words" in version]
    used = set(_words(plain([tuple(getattr(dossier, section)) for section in SECTIONS]))) if translated else set()
    for version in translated:
        version["words"] = {word: said for word, said in version["words"].items() if word in used}
    return {**kept, "theme": theme, "rules": dict.fromkeys(sorted(rule.name for rule in RULES if rule.settable), "off")}


def _words(value: Any) -> Iterator[str]:
    """Every text in plain values, whole."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for entry in value.values() if isinstance(value, dict) else value:
            yield from _words(entry)


def _origins(dossier: Dossier) -> Mapping[str, str]:
    """Numbers for the origins that are withheld: of what these are called, nothing is left."""
    withheld = dict.fromkeys(s.origin for s in dossier.sources if s.origin and Untold.FORM.fullmatch(s.origin))
    return {origin: str(Untold.of(number)) for number, origin in enumerate(withheld, 1)}


def _record(record: Record, handling: Handling, origins: Mapping[str, str]) -> dict[str, Any]:
    values = plain_with(record, handling=handling)
    for key in _OF_THE_DESK:
        values.pop(key, None)
    if "saved" in values:
        values["saved"]["file"] = basename(values["saved"]["file"])
    if "origin" in values:
        values["origin"] = origins.get(values["origin"], values["origin"])
    return values


class _Dumper(yaml.CSafeDumper):
    """Writes paragraphs as blocks."""


def _text(dumper: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def _yaml(values: Mapping[str, Any]) -> bytes:
    text: str = yaml.dump(values, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
    return text.encode()
