"""Tags of languages (BCP 47): which exist, which have labels here, and which way they run."""

from __future__ import annotations

KNOWN: tuple[str, ...] = ("ar", "en", "es", "fr", "ru", "uk")
"""The languages that pages have labels in."""

_TWO_LETTERS = frozenset(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo
    es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka
    kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng
    nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st
    su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """.split()  # noqa: SIM905 - shorter so
)
"""ISO 639-1, and `sh`, which is still in use."""

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"})
"""Languages whose usual script runs from right to left."""
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"})


def primary(tag: str) -> str:
    """`ar` of `ar-SY`."""
    return tag.partition("-")[0]


def region(tag: str) -> str:
    """`SY` of `ar-SY`; empty where a tag has none."""
    last = tag.rpartition("-")[2]
    return last if last.isupper() or last.isdigit() else ""


def has_labels(tag: str) -> bool:
    """Whether a page can be in this language."""
    return primary(tag) in KNOWN


def exists(tag: str) -> bool:
    """Whether there is such a language: by ISO 639-1; of three letters, any but one of a language that has two.

    ISO 639-3 has thousands, and leaves some for local use.
    """
    code = primary(tag)
    if len(code) == 2:
        return code in _TWO_LETTERS
    from babel.core import get_global  # no page of the usual languages waits for it

    return code not in get_global("language_aliases")


def right_to_left(tag: str) -> bool:
    """Whether a language is written from right to left: by the script its tag names, else by its usual one."""
    script = next((part for part in tag.split("-")[1:] if len(part) == 4 and part.isalpha()), None)
    return primary(tag) in _RIGHT_TO_LEFT if script is None else script in _RIGHT_TO_LEFT_SCRIPTS
