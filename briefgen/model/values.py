"""The types of single values, read from the text an author typed.

Every reader of a value raises `ValueError` with a sentence for the author; pydantic collects them. Each type carries
the JSON Schema that an editor checks it by.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Annotated, Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from briefgen import language
from briefgen.dates import Clock, Date, DateError, Moment, ReversedIntervalError, Rhythm, meant, zone
from briefgen.language import ENGLISH
from briefgen.model.guesses import plain_id, plain_number
from briefgen.prose import MAX_BYTES

T = TypeVar("T")


class Role(Enum):
    """What a text in a record is to the rest of the dossier. Marks the types below."""

    REFERENCE = "the id of another record"
    PROSE = "Markdown, which may cite records"
    LINE = "plain text that readers see"
    WORDS_OR_ID = "plain text that readers see, or the id of another record"


TEXTUAL = {"type": ["string", "number", "boolean"]}
"""The schema of whatever is typed as one word or text."""


def typed(read: Callable[[str], T], wanted: str, form: str = "word") -> PlainValidator:
    """A validator that takes text only, says what is wanted otherwise, and passes the reader's own sentence on.

    `form` tells what may be meant by a list or a mapping: a `text` and a `date` can begin with a bracket, in quotes.
    """

    def validate(value: Any) -> T:
        if isinstance(value, str):
            try:
                return read(value)
            except (DateError, ValueError) as error:
                context = {"reason": str(error), "meant": isinstance(error, DateError) and _date_meant(value, read)}
                raise PydanticCustomError("wrong_value", "{reason}", context) from None
        raise PydanticCustomError("wanted", "{wanted}", {"wanted": f"{wanted} is wanted here", "form": form})

    return PlainValidator(validate)


def _date_meant(value: str, read: Callable[[str], object]) -> str | None:
    """What a date written as elsewhere is here, where `read` takes it."""
    date = meant(value)
    try:
        read(date or value)
    except ValueError:
        return None
    return date


def _text(value: str) -> str:
    text = value.strip()
    if not text:
        raise ValueError("a text is wanted here, and this one is empty")
    if len(text.encode()) > MAX_BYTES:
        raise ValueError(f"a text may have {MAX_BYTES // 1024} KiB at most; put long prose into several sections")
    return text


def _line(value: str) -> str:
    return " ".join(_text(value).split())


class Untold(str):
    """The origin of a source, where a record that may not be named is it: equal for sources that share one.

    Written `withheld-origin-1`, where another digit or hexadecimal number stands for another origin.
    """

    __slots__ = ()
    FORM = re.compile(r"withheld-origin-[0-9a-f]+")

    @classmethod
    def of(cls, key: object) -> Untold:
        """The one that a key stands for."""
        return cls(f"withheld-origin-{key}")


def _words_or_id(value: str) -> str:
    line = _line(value)
    return Untold(line) if Untold.FORM.fullmatch(line) else line


_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_ID = 100


@lru_cache(maxsize=65_536)  # each is written again wherever it is named, and then is one text in memory too
def _id(value: str) -> str:
    if len(value) > _LONGEST_ID:
        raise ValueError(f"an id may have {_LONGEST_ID} characters at most, and this one has {len(value)}")
    if not _ID.fullmatch(value):
        said = "an id is lower-case words and digits joined by hyphens, such as `homs-taken`"
        raise ValueError(f"{said}: write `{plain}`" if (plain := plain_id(value)) else said)
    return value


def _flag(value: str) -> bool:
    if value not in {"true", "false"}:
        raise ValueError("write `true` or `false`")
    return value == "true"


_INTEGER = re.compile(r"-?\d{1,15}")
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")


def _refuse_length(value: str) -> None:
    if (digits := re.fullmatch(r"-?(\d+)(?:\.(\d+))?", value)) and (most := max(map(len, digits.groups("")))) > 15:
        raise ValueError(f"a number may have 15 digits at most, and this one has {most}")


def _integer(value: str) -> int:
    if not _INTEGER.fullmatch(value):
        _refuse_length(value)
        raise ValueError("a whole number is wanted here, written in digits such as `2500`")
    return int(value)


def _positive(value: str) -> int:
    if (number := _integer(value)) < 1:
        raise ValueError("a number from 1 up is wanted here")
    return number


def _decimals(value: str) -> int:
    if value not in set("0123456"):
        raise ValueError("decimals are counted from 0 to 6")
    return int(value)


def _number(value: str) -> float:
    if not _NUMBER.fullmatch(value):
        _refuse_length(value)
        said = "a number is wanted here, written in digits such as `2500` or `0.85`"
        raise ValueError(f"{said}: {plain}" if (plain := plain_number(value)) else said)
    number = float(value)
    return int(number) if math.isfinite(number) and number == int(number) else number


def _amount(value: str) -> float:
    if (number := _number(value)) < 0:
        raise ValueError("a count or amount cannot be negative")
    return number


def _credibility(value: str) -> int:
    if value not in set("123456"):
        raise ValueError("credibility is a digit from 1 (confirmed) to 6 (cannot be judged)")
    return int(value)


def _stretch(value: str) -> Date:
    try:
        return Date.parse(value)
    except ReversedIntervalError as error:
        return error.date


def _zone(value: str) -> ZoneInfo:
    return zone(value)


def _url(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"\\^`{|}]+", value):
        raise ValueError("an address that begins with https:// or http:// is wanted here, without spaces")
    return value


def _sha256(value: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", value.lower()):
        raise ValueError("a SHA-256 is 64 hexadecimal digits")
    return value.lower()


_LABELLED = f"pages have labels in {ENGLISH.listed([f'`{tag}`' for tag in language.KNOWN])}"


@lru_cache(maxsize=1024)
def _language(value: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?", value):
        raise ValueError(f"a language is a tag such as `en`, `ar` or `zh-Hant`; {_LABELLED}")
    if not language.exists(value):
        raise ValueError(f"there is no language `{value}`; {_LABELLED}")
    return value


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A likelihood as written: a term of a scale by its key, or a probability or a range of them, in 0..1."""

    term: str | None = None
    low: float | None = None
    high: float | None = None

    @property
    def is_range(self) -> bool:
        """Whether two different bounds were given."""
        return self.low != self.high


def _likelihood(value: Any) -> Likelihood:
    if isinstance(value, list):
        if len(value) != 2 or not all(isinstance(end, str) for end in value):
            raise PydanticCustomError("counted", "{wanted}", {"wanted": "a range is two numbers, such as [0.8, 0.95]"})
        low, high = (_probability(end) for end in value)
        if low > high:
            raise PydanticCustomError("wrong_value", "{reason}", {"reason": "the range is reversed"})
        return Likelihood(low=low, high=high)
    if not isinstance(value, str):
        wanted = (
            "a term of the scale such as `very-likely`, a number such as 0.85 or a range [0.8, 0.95] is wanted here"
        )
        raise PydanticCustomError("wanted", "{wanted}", {"wanted": wanted})
    if re.match(r"[-+.\d]", value):
        number = _probability(value)
        return Likelihood(low=number, high=number)
    return Likelihood(term=value)


def _probability(value: str) -> float:
    reason = "a probability is a number from 0 to 1, such as 0.85"
    if (found := re.fullmatch(r"(\d{1,3}) ?%?", value)) and 1 < int(found[1]) <= 100:
        reason += f": write `{int(found[1]) / 100:g}`"
    if not _NUMBER.fullmatch(value) or not 0 <= float(value) <= 1:
        raise PydanticCustomError("wrong_value", "{reason}", {"reason": reason})
    return float(value)


def _schema(kind: str, **more: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": kind, **more})


Text = Annotated[str, typed(_text, "a text", "text"), WithJsonSchema(TEXTUAL), Role.PROSE]
"""Markdown prose, at most 64 KiB."""
Line = Annotated[str, typed(_line, "a text on one line", "text"), WithJsonSchema(TEXTUAL), Role.LINE]
"""Plain text on one line; a folded one is joined."""
WordsOrId = Annotated[str, typed(_words_or_id, "a text on one line", "text"), WithJsonSchema(TEXTUAL), Role.WORDS_OR_ID]
"""Free words, or the id of a record where there is one; `Untold` where it is withheld."""
_ID_SCHEMA = WithJsonSchema({"type": ["string", "number"], "pattern": f"^{_ID.pattern}$", "maxLength": _LONGEST_ID})
Id = Annotated[str, typed(_id, "an id"), _ID_SCHEMA]
"""A name of its own."""
Ref = Annotated[str, typed(_id, "an id"), _ID_SCHEMA, Role.REFERENCE]
"""The id of another record."""
Flag = Annotated[bool, typed(_flag, "`true` or `false`"), _schema("boolean")]
Positive = Annotated[int, typed(_positive, "a whole number"), _schema("integer", minimum=1)]
Decimals = Annotated[int, typed(_decimals, "a digit"), _schema("integer", minimum=0, maximum=6)]
Number = Annotated[float, typed(_number, "a number"), _schema("number")]
Amount = Annotated[float, typed(_amount, "a number"), _schema("number", minimum=0)]
Credibility = Annotated[int, typed(_credibility, "a digit"), _schema("integer", minimum=1, maximum=6)]
Zone = Annotated[ZoneInfo, typed(_zone, "the name of a time zone"), _schema("string", examples=["Asia/Damascus"])]
Url = Annotated[str, typed(_url, "an address"), _schema("string", pattern="^https?://")]
Sha256 = Annotated[str, typed(_sha256, "a SHA-256"), _schema("string", pattern="^[0-9a-fA-F]{64}$")]
Language = Annotated[str, typed(_language, "a language tag"), _schema("string", examples=["en", "ar"])]
EdtfDate = Annotated[
    Date,
    typed(Date.parse, "a date such as 2024-12-08", "date"),
    WithJsonSchema({"type": ["string", "integer"], "examples": ["2024-12-08", "2024-12-07/2024-12-08", "2024-12~"]}),
]
"""An EDTF date (ISO 8601-2:2019)."""
Stretch = Annotated[
    Date,
    typed(_stretch, "a date or an interval such as 2024-12-01/2024-12-08", "date"),
    WithJsonSchema({"type": ["string", "integer"], "examples": ["2024-12-01/2024-12-08", "2024-12"]}),
]
"""The same, which may end before it starts: a rule tells, and the rest can be understood."""
ClockTime = Annotated[
    Clock, typed(Clock.parse, "a time such as 02:30"), _schema("string", examples=["02:30", "02:30/04:00"])
]
Recurrence = Annotated[
    Rhythm,
    typed(Rhythm.parse, "a rhythm such as `weekly` or `every second Monday`"),
    _schema("string", examples=["weekly", "every second Monday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"]),
]
Instant = Annotated[
    Moment,
    typed(Moment.parse, "a day or a moment such as 2024-12-08T06:00+03:00"),
    WithJsonSchema({"type": ["string", "integer"], "examples": ["2024-12-08", "2024-12-08T06:00+03:00"]}),
]
Chance = Annotated[
    Likelihood,
    PlainValidator(_likelihood),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "examples": ["very-likely"]},
                {"type": "number", "minimum": 0, "maximum": 1},
                {
                    "type": "array",
                    "items": {"type": "number", "minimum": 0, "maximum": 1},
                    "minItems": 2,
                    "maxItems": 2,
                },
            ]
        }
    ),
]
