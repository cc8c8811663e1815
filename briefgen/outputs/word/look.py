"""The theme in Word's terms: colours, faces and paper, as its tokens give them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefgen.themes import DEFAULT, Paper, Theme, paper_of

_TOKENS = "tokens.css"
_TOKEN = re.compile(r"--([\w-]+):\s*([^;}]+)")
_HEX = re.compile(r"#([0-9A-Fa-f]{6})\b")
_FACE = re.compile(r"\"([^\"<>&]+)\"|'([^'<>&]+)'")
_COLOURS = ("ink", "muted", "rule", "paper", "ground", "accent")


@dataclass(frozen=True, slots=True)
class Look:
    """What a document looks like: `words` fill its styles, by the names of the theme's tokens."""

    words: dict[str, str]
    paper: Paper


def look_of(theme: Theme) -> Look:
    """The look of a theme. What its tokens say in a way that Word does not know is as in the shipped theme.

    The last face that its serif names is for scripts that run from right to left.
    """
    shipped, own = theme.files[f"{DEFAULT}/{_TOKENS}"], theme.files[_TOKENS]
    words = {"theme": re.sub(r"[^\w-]", "", theme.name), "mono": "Consolas"}
    for name in _COLOURS:
        words[name] = (_HEX.search(_token(own, name)) or _HEX.search(_token(shipped, name)) or ["", "000000"])[
            1
        ].upper()
    for name in ("serif", "sans"):
        faces = _faces(_token(own, name)) or _faces(_token(shipped, name))
        words[name] = faces[0]
        words.setdefault("complex", faces[-1])
    return Look(words, paper_of(theme))


def _token(css: str, name: str) -> str:
    """What a token is given last, which is what counts."""
    values: dict[str, str] = dict(_TOKEN.findall(css))
    return values.get(name, "")


def _faces(families: str) -> list[str]:
    return [double or single for double, single in _FACE.findall(families)]
