"""What every record has: an id, a place in a file, and a memory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, PrivateAttr

from briefgen.model.values import Id, Instant, Line, Text
from briefgen.scales import Handling
from briefgen.spans import Place

NOWHERE = Place("")
"""The place of what its loader has not placed. Made by a function in the models: pydantic copies a default deeply."""


_GIVEN: dict[frozenset[str], set[str]] = {}
"""The sets of fields that mappings were given."""


class Part(BaseModel):
    """A mapping inside a record, unchangeable once made."""

    # Built when a file is read: for each mapping alone, it would be built for nothing.
    model_config = ConfigDict(frozen=True, extra="forbid", strict=False, arbitrary_types_allowed=True, defer_build=True)

    def model_post_init(self, _context: Any) -> None:
        """Share what pydantic keeps of each mapping, which fields it was given, with all that were given the same.

        A tenth of what a large ledger takes; nobody changes it in what is frozen, and a copy has its own.
        """
        given = self.__pydantic_fields_set__
        object.__setattr__(self, "__pydantic_fields_set__", _GIVEN.setdefault(frozenset(given), given))


class Downgrade(Part):
    """Who lowered a marking below that of what the record rests on, and why."""

    by: Line
    because: Text


class Allow(Part):
    """That a rule's findings in a record are meant to stand, and why."""

    rule: Id
    because: Line


class Translation(Part):
    """The texts of a record in another language, under the keys they have in it."""


class Record(Part):
    """Something an author wrote under a lasting id.

    A later record with the same id and an `as_of` is a revision: it replaces the earlier one from that moment on.
    """

    kind: ClassVar[str]
    section: ClassVar[str]

    id: Id
    as_of: Instant | None = None
    handling: Handling | None = None
    downgrade: Downgrade | None = None
    translations: Mapping[str, Translation] = {}
    """Its texts in other languages, by language; each kind says which texts it has."""
    allow: tuple[Allow, ...] = ()

    _place: Place = PrivateAttr(default_factory=lambda: NOWHERE)

    def at(self, *path: str | int) -> Place:
        """The place of a part of this record: `event.at("sources", 2)`."""
        # As `self._place`, in a tenth of the time; a check asks for the places of all texts.
        place: Place = (self.__pydantic_private__ or {})["_place"]
        return place.at(*path) if path else place

    def __hash__(self) -> int:
        return id(self)
