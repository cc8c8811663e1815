"""A comparison for a terminal: what came stands in {+…+}, what went in [-…-], as Git has it; colours say no more."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from briefgen.briefing.comparison import Comparison
from briefgen.briefing.news import Change, Difference
from briefgen.prose import plain, revised
from briefgen.scales import Handling

_HEADINGS = {"project": "Settings", "assessment": "Judgements", "forecast": "Forecasts", "figure": "Key figures",
             "event": "Events", "source": "Sources", "actor": "Actors", "place": "Places",
             "brief": "Issues"}  # fmt: skip
_KINDS = {
    "retraction": "withdrawn",
    "resolved": "came out",
    "dropped": "not carried on",
    "source": "regraded",
}
"""What a change is called where its kind is not the word."""
_MARKS = {"gone": ("[-", "-]", "red"), "added": ("{+", "+}", "green"), "same": ("", "", "")}
_MIN_WIDTH = 40


def redline(comparison: Comparison, colour: bool, width: int) -> str:
    """What is different, a paragraph for each record, and how many they are. No control character gets through."""
    console = Console(
        file=StringIO(),
        width=max(width, _MIN_WIDTH),
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
    )
    with console.capture() as captured:
        for line, indent in _lines(comparison):
            console.print(Padding(line, (0, 0, 0, indent)), highlight=False)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().split("\n")[:-1])


def _lines(comparison: Comparison) -> Iterator[tuple[Text, int]]:
    """Every paragraph, and by how many cells it is indented."""
    yield Text(f"{comparison.series}, {comparison.handling}", "bold"), 0
    for word, side in (("from", comparison.old), ("to", comparison.new)):
        yield Text(f"{word:<4} {side.words} ({_printable(side.asked)})"), 0
    if comparison.scales:
        old, new = comparison.scales
        yield Text(f"The two use different scales of likelihood, {old} and {new}: no bands are counted."), 0
    if comparison.markings:
        yield Text(_marked_apart(*comparison.markings, comparison.handling)), 0
    if not comparison.changes:
        yield Text("Nothing is different."), 0
    for of, heading in _HEADINGS.items():
        found = [each for each in comparison.changes if _of(each) == of]
        if found:
            yield Text(), 0
            yield Text(heading, "bold"), 0
            for change in found:
                yield from _told(change)


def _marked_apart(old: Handling, new: Handling, limit: Handling) -> str:
    return (
        f"The project is marked {old} in the one and {new} in the other: nothing above {limit} is "
        "compared, and what one of them marks higher than the other reads as new or gone."
    )


def _of(change: Change) -> str | None:
    return "figure" if change.kind == "figure" else change.of


def _told(change: Change) -> Iterator[tuple[Text, int]]:
    if change.kind != "figure" and change.label:
        line = Text().append(_KINDS.get(change.kind, change.kind), "bold").append(f"  {change.label.id}  ", "dim")
        kind = {"new": "added", "dropped": "gone", "gone": "gone", "retraction": "gone"}.get(change.kind, "same")
        yield line.append_text(_marked(kind, change.label.title)), 2
    if change.kind in ("resolved", "dropped") and change.text:
        yield Text(change.text), 6
    for each in change.differences:
        yield _field(each), 2 if change.kind == "figure" else 6
    if change.reason and change.kind != "source":  # whose descriptor says it
        yield Text(f"Why: {_printable(plain(change.reason))}"), 6


def _field(each: Difference) -> Text:
    line = Text().append(f"{each.name[:1].upper()}{each.name[1:]}: ", "italic")
    if each.prose or each.key == "title":
        return line.append_text(_text(each))
    parts = []
    if each.key == "indicators" and each.before and each.now:
        parts.append(_marked("same", each.now.words))
    else:
        parts += [_marked(kind, end.words) for kind, end in (("gone", each.before), ("added", each.now)) if end]
    parts += [_marked("gone", label.title) for label in each.gone]
    parts += [_marked("added", label.title) for label in each.added]
    line.append_text(Text(" ").join(parts))
    if each.bands:
        count = abs(each.bands)
        line.append(f" ({'up' if each.bands > 0 else 'down'} by {count} band{'' if count == 1 else 's'})")
    return line


def _text(each: Difference) -> Text:
    """A text word by word; as written where only its marks, such as its citations, are others."""
    before, now = each.before, each.now
    if before and now and (each.key == "title" or before.words == now.words):
        pieces = revised(str(before.value), str(now.value))
    else:
        pieces = revised(before.words if before else "", now.words if now else "")
    return Text("").join(_marked(piece.kind, piece.text) for piece in pieces)


def _marked(kind: str, text: str) -> Text:
    opened, closed, style = _MARKS[kind]
    return Text(f"{opened}{_printable(text)}{closed}", style)


def _printable(text: str) -> str:
    return "".join(each if each.isprintable() else " " for each in text)
