"""What a judgement that changes its mind owes its readers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from briefgen.diagnostics import Finding, error
from briefgen.model import Dossier, Judgement, Records


@error
def move_without_reason(dossier: Dossier) -> Iterator[Finding]:
    """A likelihood or a confidence moved, and nothing says why.

    A reader who acted on the last issue is told that the desk sees it otherwise now, and cannot judge whether the world
    changed or only the desk's mind. A revision that moves either has its reason under `changed:`, which the page prints
    with the move.

    Bad:

        assessments:
          - {id: grid-holds, text: "The grid will {likely} hold.", likelihood: likely}
          - {id: grid-holds, as_of: 2024-03-02, text: "The grid is {unlikely} to hold.", likelihood: unlikely}

    Good:

        assessments:
          - {id: grid-holds, text: "The grid will {likely} hold.", likelihood: likely}
          - id: grid-holds
            as_of: 2024-03-02
            text: The grid is {unlikely} to hold.
            likelihood: unlikely
            changed: A second line broke.
    """
    kinds: tuple[Records[Any], ...] = (dossier.assessments, dossier.forecasts)
    for records in kinds:
        for id_ in records.ids:
            for old, new in pairwise(records.revisions(id_)):
                if moved := [] if new.changed else _moved(old, new):
                    where = moved[0] if getattr(new, moved[0]) is not None else "id"
                    yield Finding(
                        new.at(where),
                        f"the {' and the '.join(moved)} moved since the earlier version, and nothing says why",
                        "write `changed:`, why this differs",
                    )


def _moved(old: Judgement, new: Judgement) -> list[str]:
    """What differs of likelihood and confidence; to state one for the first time is no move."""
    return [
        name
        for name in ("likelihood", "confidence")
        if (before := getattr(old, name)) is not None and before != getattr(new, name)
    ]
