"""What the author of a wrong value probably meant, by what is wanted there and what stands there."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any

from briefgen.diagnostics import did_you_mean
from briefgen.loader.sections import holds_words
from briefgen.reader import ODD_SPACES, called
from briefgen.spans import Path

_NOTHING = {"none", "no", "nothing", "n/a", "na", "nil", "-", "false", "unknown"}
_DASHES = "–—−‐‑•*"
_CURLY = "“”„«»‘’‚‹›"


def written(value: Any) -> str:
    """What stands there, where it is no word: to go on a sentence that says what is wanted."""
    if value is None:
        return ", and nothing is written"
    if isinstance(value, list):
        return f", and this is a list of {len(value)}" if value else ", and this is an empty list"
    return ", and this is a mapping of keys and values" if isinstance(value, dict) else ""


def for_one(value: Any, source: str, line: str, wanted: str) -> str | None:
    """What to do where one value is wanted: a `text` or a `date`, which may hold brackets in quotes, or a `word`."""
    if value is None:
        return "put a text that begins with `#` into quotes" if "#" in line else "write it, or delete the key"
    if isinstance(value, str):
        return oddity(value)
    bracket = source[:1] if source[:1] in {"[", "{"} else ""
    if wanted == "date" and bracket and len(source) < 60 and set(source).isdisjoint("\n'\"`:"):
        return f'put the date into quotes: `"{source.replace(" ", "")}"`'
    single = _single(value)
    if wanted == "text" and bracket and single is not None:
        return f"a text that begins with `{bracket}` needs quotes around it"
    if wanted == "text" and isinstance(value, dict) and len(value) == 1 and not bracket:
        return "a text that holds `: ` needs quotes around it"
    if single is not None and wanted != "text":
        return f"write it without brackets: `{single}`" if bracket else f"write it behind the key: `{single}`"
    if isinstance(value, dict) and wanted == "word" and isinstance(value.get("id"), str):
        return f"write its id alone: `{value['id']}`"
    one = "keep one" if isinstance(value, list) else "write it behind the key"
    return f"{one}, or put a text that begins with `{bracket}` into quotes" if bracket and wanted == "text" else one


def for_list(value: Any, path: Path) -> str | None:
    """What to do where a list is wanted."""
    if value is None:
        return "write an entry, or delete the key"
    if isinstance(value, dict) and value and all(isinstance(held, dict) for held in value.values()):
        return f"write `- id: {next(iter(value))}` and its keys below, and so for each"
    if isinstance(value, dict):
        return dash(next(iter(value), "")) or "put `- ` before it, even where it is the only one"
    word = str(value).strip()
    if word.casefold() in _NOTHING:
        return "delete the key where there is nothing to say"
    if hint := dash(word):
        return hint
    if word[:1] == "[" and word[-1:] == "]":
        return "write it without quotes"
    return f"write `[{word}]`" if holds_words(path) and len(word) <= 60 else None


def for_mapping(value: Any, known: list[str]) -> str | None:
    """What to do where keys and values are wanted."""
    if isinstance(value, str) and (hint := no_space(value) or dash(value) or _other_colon(value)):
        return hint
    if value is None:
        return "write some below it, or delete it"
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
        return "write it without the `- ` or the brackets around it"
    return f"its keys are {', '.join(known)}" if known else "write `{key: value}`, or each on a line of its own"


def for_numbers(value: Any) -> str | None:
    """What to do where a list of numbers is wanted."""
    numbers = re.split(r"[,;]\s*|\s+", value.strip()) if isinstance(value, str) else []
    return f"write `[{', '.join(numbers)}]`" if len(numbers) > 1 and len(value) <= 60 else None


def for_key(key: str, known: list[str], alone: bool) -> str | None:
    """What to do about an unknown key; one that stands alone between commas has no colon behind it."""
    if key == "<<":
        return "write out the keys that it stands for"
    if hint := no_space(key) or dash(key) or oddity(key):
        return hint
    if alone and key.isdigit():
        return "write a number without commas: inside { } they separate keys"
    if " " in key or (alone and not _nearest(key, known)):
        return "a text that holds a comma needs quotes inside { }"
    return did_you_mean(key.lower(), known) or (f"known here: {', '.join(known)}" if known else None)


def instead_of(key: str, record: Any, known: list[str]) -> bool:
    """Whether a missing key is there, and only typed wrong: then that is told."""
    others = [other for other in record if other not in known] if isinstance(record, dict) else []
    return any(_bare(other) == key or _nearest(other, known) == key for other in others)


def _bare(key: str) -> str:
    return key.partition(":")[0].strip(f"{_CURLY}{_DASHES} \t")


def _nearest(word: str, known: list[str]) -> str | None:
    return next(iter(get_close_matches(word.lower(), known, 1, 0.6)), None)


def no_space(words: str) -> str | None:
    """A hint for a key without a space behind its colon."""
    if found := re.match(r"([a-z][a-z_]*):(?=[^\s:/])", words):
        return f"a colon behind a key needs a space behind it: write `{found[1]}: `"
    return None


def _other_colon(words: str) -> str | None:
    if found := re.match(r"([a-z][a-z_]*) ?([=：﹕∶])", words):
        return f"behind a key stands a colon, and here `{found[2]}`: write `{found[1]}: `"
    return None


def dash(words: str) -> str | None:
    """A hint for a dash or a bullet that stands for the hyphen of a list."""
    if words[:1] in _DASHES and words[1:2].isspace():
        return f"an entry of a list begins with a hyphen, and here stands `{words[0]}`: write `- `"
    return None


def oddity(word: str) -> str | None:
    """A hint for signs that word processors and other formats put in or around a word."""
    if found := re.search(f"[{ODD_SPACES}\u00ad‐‑–]", word):
        return f"it holds a {called(found[0])}: write a plain one, or none"
    if word[:1] in _CURLY or word[-1:] in _CURLY:
        return "curly quotes are a part of the text to YAML: write straight ones, or none"
    if word[-1:] in {",", ";"}:
        return f"delete the `{word[-1]}` at its end"
    return None


def _single(value: Any) -> str | None:
    """The one word that a list or a mapping in brackets holds: `[Update]`, `{very likely}`."""
    if isinstance(value, dict):
        held = [key for key, behind in value.items() if behind is None]
        return held[0] if len(value) == len(held) == 1 else None
    return value[0] if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str) else None
