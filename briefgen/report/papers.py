"""What was found in PDFs, for people and for programs."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping
from dataclasses import asdict
from itertools import groupby
from typing import Any

from briefgen.archive.faults import Fault
from briefgen.archive.opening import Unreadable
from briefgen.archive.verifying import Check, Verified

Found = Mapping[str, Verified | Unreadable]
"""By file: what was found in it, or why nothing could be."""
_SHOWN = 10
"""Kinds of fault that are told of a check; of more, it is said how many they are."""
_NAMED = 6
"""Places that are told of one kind."""


def papers_as_text(found: Found, width: int) -> str:
    """A paragraph for each file, a line for each check, and below it what is wrong."""
    lines: list[str] = []
    for file, each in found.items():
        lines += [file, *(_unreadable(each) if isinstance(each, Unreadable) else _told(each, width)), ""]
    sound = sum(isinstance(each, Verified) and each.sound for each in found.values())
    lines.append(f"{sound} of {len(found)} file{'' if len(found) == 1 else 's'} sound.")
    return "\n".join(lines) + "\n"


def papers_as_json(found: Found) -> str:
    """A list of objects, one for each file, with the same checks and faults."""
    return json.dumps([_object(file, each) for file, each in found.items()], ensure_ascii=False, indent=2) + "\n"


def _unreadable(why: Unreadable) -> list[str]:
    return [f"  wrong  {why}", f"         {why.hint}"]


def _told(found: Verified, width: int) -> list[str]:
    lines = []
    if (made := found.manifest) is not None:
        as_of = f", as known {made.as_of}" if made.as_of else ""
        lines.append(f"  {made.generator}, brief `{made.brief}`, {made.handling}, closed {made.cutoff}{as_of}")
    for check in found.checks:
        lines.append(f"  {'wrong' if check.faults else 'sound'}  {check.name:<12} {check.of}")
        for line in _faults(check):
            lines += textwrap.wrap(line, max(width, 60), initial_indent=" " * 9, subsequent_indent=" " * 11)
    return lines


def _faults(check: Check) -> list[str]:
    """A sentence for each kind of fault: where, and what."""
    places: dict[str, list[Fault]] = {}
    for fault in check.faults:
        places.setdefault(fault.message, []).append(fault)
    told = [_sentence(message, faults) for message, faults in places.items()]
    more = len(told) - _SHOWN
    return [*told[:_SHOWN], f"and {more:,} more"] if more > 0 else told


def _sentence(message: str, faults: list[Fault]) -> str:
    pages = sorted({fault.page for fault in faults if fault.page is not None})
    objects = sorted({fault.number for fault in faults if fault.number})
    runs = [list(run) for _, run in groupby(enumerate(pages), key=lambda pair: pair[1] - pair[0])]
    ends = [f"{run[0][1]}–{run[-1][1]}" if len(run) > 1 else str(run[0][1]) for run in runs]
    places = (("page", ends), ("object", list(map(str, objects))))
    where = [
        f"{what}{'s' if len(words) > 1 or '–' in words[0] else ''} {_some(words)}" for what, words in places if words
    ]
    return f"{', '.join(where)}: {message}" if where else message


def _some(words: list[str]) -> str:
    more = len(words) - _NAMED
    return ", ".join(words) if more <= 0 else f"{', '.join(words[:_NAMED])} and {more:,} more"


def _object(file: str, found: Verified | Unreadable) -> dict[str, Any]:
    if isinstance(found, Unreadable):
        return {"file": file, "sound": False, "unreadable": str(found), "hint": found.hint}
    checks = [
        {
            "name": check.name,
            "of": check.of,
            "faults": [
                {"message": each.message, "page": each.page, "object": each.number or None} for each in check.faults
            ],
        }
        for check in found.checks
    ]
    manifest = asdict(found.manifest) if found.manifest else None
    return {"file": file, "sound": found.sound, "pages": found.pages, "manifest": manifest, "checks": checks}
