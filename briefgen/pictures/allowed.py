"""What a drawing may be made of: what browsers and the renderer of PDFs draw alike, and nothing that acts or fetches.

Names are those of SVG 1.1 (W3C Recommendation, 2011). What is left out without a word paints nothing, or is how the
picture is drawn anyway; all else is refused, for a picture with a hole may say the opposite.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from tinycss2.color4 import parse_color

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
XML = "{http://www.w3.org/XML/1998/namespace}"

Value = re.Pattern[str] | None


def _all(names: str, value: Value = None) -> dict[str, Value]:
    return dict.fromkeys(names.split(), value)


ELEMENTS = frozenset(
    _all(
        "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan linearGradient "
        "radialGradient stop pattern clipPath marker"
    )
)
TEXT = frozenset({"text", "tspan"})
UNPAINTED = frozenset({"title", "desc", "metadata", "style"})

TARGETS: Mapping[str, frozenset[str]] = {
    "fill": frozenset({"linearGradient", "radialGradient", "pattern"}),
    "stroke": frozenset({"linearGradient", "radialGradient", "pattern"}),
    "clip-path": frozenset({"clipPath"}),
    "marker-start": frozenset({"marker"}),
    "marker-mid": frozenset({"marker"}),
    "marker-end": frozenset({"marker"}),
}
"""The properties that may name a part of the drawing, and of what kind."""
LINKED: Mapping[str, frozenset[str]] = {
    "use": ELEMENTS - {"defs", "linearGradient", "radialGradient", "stop", "pattern", "clipPath", "marker"},
    "linearGradient": frozenset({"linearGradient", "radialGradient"}),
    "radialGradient": frozenset({"linearGradient", "radialGradient"}),
    "pattern": frozenset({"pattern"}),
}
"""The elements that may have a link, and to what kind of part."""

# Possessive all of them: a long row of digits can be cut into numbers in more ways than anyone can wait for.
_NUMBER = r"[+-]?+(?:\d++\.?+\d*+|\.\d++)(?:[eE][+-]?+\d++)?+"
_LENGTH = rf"{_NUMBER}(?:px|pt|pc|mm|cm|in|em|ex|%)?+"
_NEXT = r"(?:\s++,?+\s*+|,\s*+)"
_LENGTHS = re.compile(rf"\s*+(?:{_LENGTH}{_NEXT}?+)*+")
_NUMBERS = re.compile(rf"\s*+(?:{_NUMBER}{_NEXT}?+)*+")
_ONE = re.compile(_LENGTH)
_PATH = re.compile(rf"(?:[MmZzLlHhVvCcSsQqTtAa]|{_NUMBER}|[\s,])*+")
_TRANSFORM = re.compile(
    rf"none|(?:(?:matrix|translate|scale|rotate|skewX|skewY)\s*+\(\s*+(?:{_NUMBER}{_NEXT}?+){{1,6}}+\){_NEXT}?+)*+"
)
# A gradient that is turned or slanted is left empty at the corners of what it fills, on paper.
_UNTURNED = re.compile(
    rf"(?:(?:(?:translate|scale)\s*+\(\s*+(?:{_NUMBER}{_NEXT}?+){{1,2}}+\)|"
    rf"matrix\s*+\(\s*+{_NUMBER}{_NEXT}[+-]?0{_NEXT}[+-]?0{_NEXT}(?:{_NUMBER}{_NEXT}?+){{3}}+\)){_NEXT}?+)*+"
)
_WORDS = re.compile(r"[\w\s.-]*")
_ORIENT = re.compile(rf"auto|auto-start-reverse|{_NUMBER}")
_FONTS = re.compile(r"[^<>&\\;{}()@]*")
NUMBER = re.compile(_NUMBER)
_ID = re.compile(r"[^\s()'\"<>&\\#]+")

ATTRIBUTES: Mapping[str, Value] = {
    **_all("x y dx dy x1 y1 x2 y2 cx cy r rx ry fx fy fr width height rotate", _LENGTHS),
    **_all("offset refX refY markerWidth markerHeight textLength", _ONE),
    **_all("points viewBox", _NUMBERS),
    **_all("transform patternTransform", _TRANSFORM),
    **_all("gradientUnits patternUnits patternContentUnits clipPathUnits markerUnits", _WORDS),
    **_all("spreadMethod lengthAdjust preserveAspectRatio", _WORDS),
    "gradientTransform": _UNTURNED,
    "d": _PATH,
    "orient": _ORIENT,
    "id": _ID,
}
"""The attributes that say what is drawn, and what their values look like."""
NUMBERLESS = frozenset({"none", "inherit", "normal", "auto"})
PROPERTIES: Mapping[str, Value] = {
    **_all("fill stroke stop-color color", None),
    **_all("fill-opacity stroke-opacity stop-opacity opacity stroke-width stroke-miterlimit", _ONE),
    **_all("stroke-dashoffset font-size letter-spacing", _ONE),
    "stroke-dasharray": _LENGTHS,
    **_all("fill-rule clip-rule stroke-linecap stroke-linejoin display visibility overflow", _WORDS),
    **_all("font-weight font-style text-anchor dominant-baseline alignment-baseline", _WORDS),
    **_all("clip-path marker-start marker-mid marker-end", _WORDS),
    "font-family": _FONTS,
}
"""The properties that say how it is drawn, and what their values look like; those without a pattern are colours."""

_IDLE = re.compile(
    r"-.*|version|baseProfile|role|aria-.*|data-.*|class|style|lang|tabindex|focusable|enable-background|"
    r"(?:color|shape|text|image)-rendering|color-interpolation(?:-filters)?|color-profile|solid-(?:color|opacity)|"
    r"line-height|text-align|text-indent|white-space|word-spacing|writing-mode|direction|unicode-bidi|block-progression|"
    r"font-(?:variant|feature|variation|stretch|kerning|synthesis|optical).*|text-decoration-(?:line|style|color)|"
    r"text-orientation|shape-(?:padding|margin)|isolation|cursor|pointer-events|contentScriptType|contentStyleType|"
    r"zoomAndPan|target|rel|flood-(?:color|opacity)|lighting-color|inline-size|user-select|overflow-[xy]"
)
"""Attributes and properties that change nothing worth a word in a picture that stands still."""
_USUAL = frozenset({"none", "normal", "auto", "initial", "0", "visible", "baseline"})

_URL = re.compile(r"url\(\s*([\"']?)#([^\s()'\"<>&\\#]+)\1\s*\)(?:\s+[\w#-]+)?")


def is_idle(name: str, value: str) -> bool:
    """Whether an attribute or a property may be left out without a word."""
    return _IDLE.fullmatch(name) is not None or value.strip() in _USUAL


def target(value: str) -> str | None:
    """The id of the part of the drawing that the value of a property names, as in `url(#id)`."""
    found = _URL.fullmatch(value.strip())
    return found[2] if found else None


def is_sound(name: str, value: str) -> bool:
    """Whether the value of an attribute or property of the lists, which names no part, is drawn alike everywhere."""
    if name in PROPERTIES and value.strip() in NUMBERLESS:
        return True
    pattern = PROPERTIES[name] if name in PROPERTIES else ATTRIBUTES[name]
    return parse_color(value) is not None if pattern is None else pattern.fullmatch(value.strip()) is not None
