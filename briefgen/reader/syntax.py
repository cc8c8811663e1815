"""What libyaml has against a text, in plain words: what was probably meant, and where it went wrong.

libyaml says where it could not go on. That is often a line below the slip, or the end of the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml
from yaml.events import Event, ScalarEvent

from briefgen.reader import faults
from briefgen.reader.faults import yaml_syntax
from briefgen.reader.scene import Scene
from briefgen.reader.text import Unreadable
from briefgen.spans import Mark


def offsets(event: Event) -> tuple[int, int]:
    """Where an event begins and ends in its text."""
    start, end = event.start_mark, event.end_mark
    return (start.index if start else 0), (end.index if end else 0)


_QUOTES = "put the text into quotes"
_IN_QUOTES = "inside a text in \" \", write \\\" for a quote; or put it all into ' ', with '' for each ' inside"
_BACKSLASH = "write \\\\ for a backslash, or single quotes"
_DIGITS = {"\\x": "two", "\\u": "four", "\\U": "eight"}
_DASHES = "–—−‐‑‒―•·‣*"


def fault(error: yaml.MarkedYAMLError, text: str, last: Event | None) -> Unreadable:
    """A syntax error of the YAML parser, in plain words and where it can be mended."""
    mark, context = error.problem_mark or error.context_mark, error.context_mark
    read = last if isinstance(last, ScalarEvent) else None
    scene = Scene(
        text,
        str(error.problem or error.context or "this is not YAML"),
        str(error.context or ""),
        mark.index if mark else 0,
        context.index if context else mark.index if mark else 0,
        Mark(*offsets(read)) if read else None,
        str(read.style or "") if read else "",
    )
    found = next(filter(None, (guess(scene) for guess in _GUESSES)), None)
    return found or scene.fault("this is not YAML", "look at this line and the one above")


def _unclosed(scene: Scene) -> Unreadable | None:
    if "quoted scalar" in scene.context and "end of stream" in scene.problem:
        return scene.fault("the quotes that open here are never closed", "close them", scene.begun)
    return None


def _directive(scene: Scene) -> Unreadable | None:
    if "directive" not in scene.context + scene.problem and "incompatible YAML" not in scene.problem:
        return None
    line = scene.line(scene.stop)
    if not re.compile("%(?:YAML|TAG)").match(scene.text, line.start):
        return None
    return Unreadable(faults.yaml_directive(), *line)


def _document_mark(scene: Scene) -> Unreadable | None:
    """Quotes that are open where a line begins with what begins or ends a document."""
    if "document indicator" not in scene.problem:
        return None
    mark = scene.text[scene.stop : scene.stop + 3]
    line = scene.text.count("\n", 0, scene.stop) + 1
    said = f"the quotes that open here are still open on line {line}, which begins with `{mark}`"
    return scene.fault(said, "close them, or indent that line", scene.begun)


def _tab(scene: Scene) -> Unreadable | None:
    line = scene.line(scene.stop)
    if found := re.compile(r" *\t").match(scene.text, *line):
        return scene.fault("a tab stands where indentation is wanted", "indent with spaces", found.start())
    return None


def _ends_early(scene: Scene) -> Unreadable | None:
    """A text in quotes behind which more follows: quotes inside it, or none at the end of one further up."""
    if scene.last is None or scene.style not in {'"', "'"} or scene.text[scene.last.end : scene.stop].strip(" "):
        return None
    if scene.text[scene.stop : scene.stop + 1] in {"", "\n", "\r"}:
        return None
    if (lines := scene.text.count("\n", *scene.last)) > 0:
        line = scene.text.count("\n", 0, scene.last.end) + 1
        said = f"the quotes that open here are closed on line {line}, where other quotes open"
        return scene.fault(said, f"close them {lines} line{'s' if lines > 1 else ''} earlier", scene.last.start)
    if scene.text[scene.stop] == ",":
        return scene.fault("a comma stands behind a text in quotes", "delete it: here a line ends an entry")
    return scene.fault("the quotes are closed here, and more follows", _IN_QUOTES)


def _block(scene: Scene) -> Unreadable | None:
    """A text in a block that ends where its author went on."""
    if scene.last is None or scene.style not in {"|", ">"}:
        return None
    begun = scene.begun if scene.begun >= scene.last.end else scene.stop
    if scene.text[scene.last.end : begun].strip():
        return None
    sign = scene.text[scene.last.start]
    hint = "indent all its lines alike, deeper than their key"
    return scene.fault(f"the text that begins with `{sign}` above ends before this line", hint, begun)


def _bracket(scene: Scene) -> Unreadable | None:
    """A bracket that nothing closes, or that closes nothing; a comma of another script."""
    here = scene.text[scene.stop : scene.stop + 1]
    if "',' or" in scene.problem:
        if found := re.compile("[،，、]").search(scene.text, scene.begun, scene.stop):
            return scene.fault(f"the comma `{found[0]}` is none to YAML", "write `,`", found.start())
        if scene.line(scene.begun) != scene.line(scene.stop):
            hint = "close it, or put a text that begins with a bracket into quotes"
            return scene.fault(f"the `{scene.text[scene.begun]}` that opens here is not closed", hint, scene.begun)
    elif here and here in "]}":
        return scene.fault(f"a `{here}` closes here that nothing opens", "delete it, or put the text into quotes")
    return None


def _dash(scene: Scene) -> Unreadable | None:
    """A dash or a bullet that word processors make of a hyphen."""
    for line in scene.lines():
        if found := re.compile(rf" *(?:- +)*([{_DASHES}])[ \t]").match(scene.text, *line):
            said = f"an entry of a list begins with a hyphen, and here stands `{found[1]}`, {faults.called(found[1])}"
            return scene.fault(said, "write `- `", found.start(1))
    return None


def _no_space(scene: Scene) -> Unreadable | None:
    """A key or a dash without the space behind it."""
    for line in scene.lines():
        if found := re.compile(r" *(?:- +)*([a-z][a-z_]*):(?=[^\s:/])").match(scene.text, *line):
            hint = f"write `{found[1]}: `"
            return scene.fault("a colon behind a key needs a space behind it", hint, found.end() - 1)
        if found := re.compile(r" *-(?=[a-z][a-z_]*: )").match(scene.text, *line):
            return scene.fault("the dash of a list needs a space behind it", "write `- `", found.end() - 1)
    return None


def _opening(scene: Scene) -> Unreadable | None:
    """A text that begins with a character by which YAML means something else."""
    scanned = {"an alias", "an anchor", "a tag", "a directive"}
    tagged = "tag handle" in scene.problem or scene.context == "while parsing a tag"
    if tagged or scene.context.removeprefix("while scanning ") in scanned:
        return scene.fault(f"a text cannot begin with `{scene.text[scene.begun]}`", _QUOTES, scene.begun)
    if "cannot start any token" in scene.problem or "did not find expected node content" in scene.problem:
        sign = scene.text[scene.stop : scene.stop + 1]
        if sign.isprintable() and sign.strip() and sign not in ",]}":
            shown = "a backtick" if sign == "`" else f"`{sign}`"
            return scene.fault(f"a text cannot begin with {shown}", _QUOTES)
    if "scanning a block scalar" in scene.context:
        sign = scene.text[scene.begun]
        return scene.fault(
            f"behind `{sign}`, a text begins on a line of its own",
            f"move it there, or put a text that begins with `{sign}` into quotes",
        )
    return None


def _escape(scene: Scene) -> Unreadable | None:
    start = scene.text.rfind("\\", 0, scene.stop + 1)
    sign = scene.text[start : start + 2]
    if "hexdecimal" in scene.problem:
        said = (
            f"behind `{sign}` in double quotes, {_DIGITS.get(sign, 'some')} digits of a character's number are wanted"
        )
        return scene.fault(said, _BACKSLASH, start)
    if "character escape code" in scene.problem:
        code = re.compile(r"\\[xuU][0-9A-Fa-f]*(?:\\u[Dd][C-Fc-f][0-9A-Fa-f]{2})?").match(scene.text, start)
        written = code[0] if code else sign
        return scene.fault(f"`{written}` is no character", _meant(written), start)
    return (
        scene.fault(f"`{sign}` means nothing in double quotes", _BACKSLASH)
        if "escape character" in scene.problem
        else None
    )


def _meant(code: str) -> str:
    """What to write for a character, or for the two halves of UTF-16 that other formats write for one."""
    halves = re.fullmatch(r"\\u([Dd][89ABab]..)\\u(....)", code)
    if halves is None:
        return "write the character itself, or \\\\ for a backslash"
    return "write the character itself, " + bytes.fromhex("".join(halves.groups())).decode("utf-16-be")


def _second_colon(scene: Scene) -> Unreadable | None:
    if "mapping values are not allowed" not in scene.problem:
        return None
    line = scene.line(scene.stop)
    before, behind = scene.text[line.start : scene.stop], scene.text[scene.stop + 1 : line.end]
    if re.fullmatch(r"\s*(?:- +)*[\w-]+", before):
        hint = "line it up with the keys it belongs to"
        return scene.fault("this key is indented deeper than the ones before", hint, len(before.rstrip()) + line.start)
    if not behind.strip():
        return scene.fault("a colon ends this line, and one stands before it", "delete it, or " + _QUOTES)
    if found := re.search(": *([“”„«‘’‚])", before):
        hint = "write straight ones, \" or '"
        return scene.fault(f"the quotes `{found[1]}` are none to YAML", hint, line.start + found.start(1))
    return scene.fault("a second `: ` on one line", "put a text that holds `: ` into quotes")


def _simple_key(scene: Scene) -> Unreadable | None:
    if "could not find expected ':'" not in scene.problem:
        return None
    words = scene.text[slice(*scene.line(scene.begun))].strip()
    shown = f"{words}: " if re.fullmatch("[a-z_]+", words) else "key: value"
    hint = f"write `{shown}`, or indent the line"
    return scene.fault("a line without `: ` stands among keys", hint, scene.begun)


def _brackets(scene: Scene) -> Unreadable | None:
    """Brackets that are closed before the text ends.

    In a list or mapping in brackets, two that follow each other want a comma rather than quotes.
    """
    line = scene.line(scene.stop)
    closing = scene.text[line.start : scene.stop].rstrip()[-1:]
    flow = "',' or" in scene.problem
    goes_on = scene.stop < line.end and scene.text[scene.stop] not in ("]}[{," if flow else "]},")
    if goes_on and (brackets := {"]": "[]", "}": "{}"}.get(closing)):
        return scene.fault(
            f"to YAML, what begins with `{brackets[0]}` ends with `{brackets[1]}`, and here more follows",
            f"a text that begins with `{brackets[0]}` needs quotes around it",
        )
    return None


_FRIENDLY = {
    "found character '\\t'": ("a tab stands where indentation is wanted", "indent with spaces"),
    "did not find expected '-' indicator": ("the indentation does not fit the list", "line it up with the others"),
    "did not find expected key": (
        "the indentation or the quotes do not fit what stands before",
        "look at this line and the one above",
    ),
    "did not find expected ',' or": (
        "a comma is missing before this, or a bracket behind it, or a text needs quotes",
        "write it, or put a text that holds such signs into quotes",
    ),
    "did not find expected node content": ("a value is missing or begins with a special character", _QUOTES),
    "<document start>": ("more follows here, where the file could only end", "look at this line and the one above"),
    "block sequence entries are not allowed": (
        "a list cannot begin on the line of its key",
        "begin it on the next line, or put a text that begins with `- ` into quotes",
    ),
    "mapping keys are not allowed": ("a text cannot begin with `?`", _QUOTES),
}
"""What libyaml says, by a stretch of its words, in ours, with what to do."""


def _friendly(scene: Scene) -> Unreadable | None:
    return next((scene.fault(*ours) for theirs, ours in _FRIENDLY.items() if theirs in scene.problem), None)


_GUESSES: tuple[Callable[[Scene], Unreadable | None], ...] = (
    _unclosed,
    _directive,
    _document_mark,
    _tab,
    _escape,
    _block,
    _dash,
    _ends_early,
    _opening,
    _no_space,
    _second_colon,
    _simple_key,
    _brackets,
    _bracket,
    _friendly,
)
"""The first that knows counts."""


def refused(error: yaml.reader.ReaderError) -> Unreadable:
    """A character that libyaml does not take."""
    return Unreadable(yaml_syntax("a character stands here that YAML does not take", "delete it"), error.position)
