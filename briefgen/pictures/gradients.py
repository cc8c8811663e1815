"""Gradients in the form that every reader of PDFs draws.

WeasyPrint makes of a gradient that is measured by the box of what it fills a tile of one by one, which Poppler, and so
Evince and Okular, leave empty. Measured in thousandths of that box it is the same gradient, and is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

KINDS = frozenset({"linearGradient", "radialGradient"})
_FINER = 1000
_SCALE = f"scale({1 / _FINER:g})"
_MEASURES: Mapping[str, Mapping[str, str]] = {
    "linearGradient": {"x1": "0", "y1": "0", "x2": "1", "y2": "0"},
    "radialGradient": {"cx": "0.5", "cy": "0.5", "r": "0.5", "fx": "", "fy": "", "fr": "0"},
}
"""The measures of each kind and what they are where nothing is stated (SVG 1.1, 13.2); `fx` is `cx`, `fy` is `cy`."""


def refine(root: Element) -> None:
    """Have the gradients of a finished drawing measured so. Those that are already stay as they are."""
    gradients = [element for element in root.iter() if element.tag in KINDS]
    by_id = {f"#{element.get('id')}": element for element in reversed(gradients)}
    for changes, element in [(_finer(element, by_id), element) for element in gradients]:
        element.attrib.update(changes)


def _finer(element: Element, by_id: Mapping[str, Element]) -> dict[str, str]:
    chain = [element]
    while (above := by_id.get(chain[-1].get("href", ""))) is not None and above not in chain:
        chain.append(above)

    def stated(name: str, usual: str = "") -> str:
        return next((each.attrib[name] for each in chain if name in each.attrib), usual)

    transform = stated("gradientTransform").strip()
    if stated("gradientUnits") == "userSpaceOnUse" or transform.endswith(_SCALE):
        return {}
    found = {name: stated(name, usual) for name, usual in _MEASURES[element.tag].items()}
    if element.tag == "radialGradient":
        found["fx"], found["fy"] = found["fx"] or found["cx"], found["fy"] or found["cy"]
    made = {name: f"{_share(value) * _FINER:.6g}" for name, value in found.items()}
    return {**made, "gradientTransform": f"{transform} {_SCALE}".lstrip()}


def _share(value: str) -> float:
    """A measure as a part of the box; one in another unit, which has no meaning here, as none of it."""
    try:
        return float(value[:-1]) / 100 if value.endswith("%") else float(value)
    except ValueError:
        return 0.0
