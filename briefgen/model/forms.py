"""How a value may be written that is no single word: short for a mapping, or as so many entries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_before_validator_function

from briefgen.model.values import TEXTUAL


@dataclass(frozen=True, slots=True)
class ShortForm:
    """Lets a word stand for a mapping with this one key: `sana-1207` for `{source: sana-1207}`."""

    key: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """What reads a value: a word is written out first."""
        written_out = no_info_before_validator_function
        return written_out(lambda value: {self.key: value} if isinstance(value, str) else value, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """What editors accept: a word, or the mapping."""
        return {"anyOf": [TEXTUAL, handler(schema)]}


@dataclass(frozen=True, slots=True)
class OneOrMore:
    """Lets one word stand for a list of it; `wanted` says what may stand there.

    Of ids written so, none can be taken out alone: where one is withheld, what holds them is.
    """

    wanted: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """What reads a value: a word is put into a list first."""
        return no_info_before_validator_function(self._listed, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """What editors accept: a word, or the list."""
        made = handler(schema)
        return {"anyOf": [made["items"], made, {"type": "null"}]}

    def _listed(self, value: Any) -> list[Any]:
        if value is None or isinstance(value, list):
            listed = value or []
            return [each for index, each in enumerate(listed) if each not in listed[:index]]  # once is enough
        if isinstance(value, str):
            return [value]
        raise PydanticCustomError("wanted", "{wanted}", {"wanted": self.wanted, "form": "word"})


@dataclass(frozen=True, slots=True)
class Exactly:
    """Takes a list of just so many entries; `wanted` says what they are."""

    count: int
    wanted: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """What reads a value: one of another length is no value of this kind."""
        return no_info_before_validator_function(self._counted, handler(source))

    def _counted(self, value: Any) -> list[Any]:
        if isinstance(value, list) and len(value) == self.count:
            return value
        raise PydanticCustomError("counted", "{wanted}", {"wanted": self.wanted})
