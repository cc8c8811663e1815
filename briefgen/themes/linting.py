"""What is wrong with a theme's files, found before a page is made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes

from briefgen.diagnostics import did_you_mean
from briefgen.fonts import FACES
from briefgen.themes.paper import NARROWEST, narrow_sheets
from briefgen.themes.theme import Theme

_GENERIC = frozenset(
    {"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "math", "inherit", "initial", "unset"}
)
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/|\{#.*?#\}|<!--.*?-->", re.DOTALL)
_FAMILIES = re.compile(r"(?:^|[;{\s])(?:font-family|--serif|--sans)\s*:\s*([^;}]+)")
_SHORTHAND = re.compile(
    r"[;{\s]font\s*:\s*[^;}]*?\d(?:p[xtc]|r?em|ex|ch|mm|cm|in|v[wh]|%)(?:\s*/\s*[\w.%]+)?\s+([^;}]+)"
)
_FETCHED = re.compile(
    r"url\(\s*[\"']?([^)\"'#][^)\"']*)|@import\s+[\"']([^\"']+)"
    r"|<(?:link|script|img|iframe|object|embed|audio|video|source|use)\b[^>]*?\s(?:href|src|data)\s*=\s*[\"']([^\"'#{][^\"']*)",
    re.IGNORECASE,
)


class Flaw(NamedTuple):
    """Something wrong with a file of a theme: which, on which line, what, and what to do about it."""

    file: str
    line: int
    message: str
    hint: str | None


def flaws(theme: Theme) -> Iterator[Flaw]:
    """The flaws of the files that are a project's own, file by file.

    Of a template that is none no more is asked; what fails only over the data of a page, `Theme.render` tells.
    """
    environment = Environment(autoescape=True)
    parsed = dict(_parsed(environment, theme))
    for file in sorted(theme.own):
        tree = parsed[file]
        if isinstance(tree, TemplateSyntaxError):
            yield Flaw(file, tree.lineno, f"this is no template: {tree.message}", None)
            continue
        yield from _lost(theme, file, tree)
        yield from _blocks(environment, theme, file, tree)
        yield from _of_text(theme, file, theme.files[file])
        if file.endswith(".css"):
            yield from _of_sheet(file, theme.files[file])


_Parsed = nodes.Template | TemplateSyntaxError


def _parsed(environment: Environment, theme: Theme) -> Iterator[tuple[str, _Parsed]]:
    for file in theme.own:
        try:
            yield file, environment.parse(theme.files[file])
        except TemplateSyntaxError as error:
            yield file, error


def _lost(theme: Theme, file: str, tree: nodes.Template) -> Iterator[Flaw]:
    """Templates that are named and not there."""
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        name = getattr(node.template, "value", None)  # type: ignore[attr-defined]
        if isinstance(name, str) and name not in theme.files:
            optional = isinstance(node, nodes.Include) and node.ignore_missing
            if not optional:
                yield Flaw(file, node.lineno, f"there is no template `{name}`", did_you_mean(name, theme.files))


def _blocks(environment: Environment, theme: Theme, file: str, tree: nodes.Template) -> Iterator[Flaw]:
    """Blocks that a template writes anew and that what it extends does not have: nothing of them would be printed."""
    above = _extended(tree)
    if above is None or above not in theme.files:
        return
    known = _names(environment, theme, above)
    own = {node.name for node in tree.find_all(nodes.Block)}
    for node in tree.body:
        for block in [node] if isinstance(node, nodes.Block) else ():
            if block.name not in known:
                hint = did_you_mean(block.name, known) or f"its blocks are {', '.join(sorted(known))}"
                yield Flaw(file, block.lineno, f"`{above}` has no block `{block.name}`", hint)
    for call in tree.find_all(nodes.Getattr):
        if isinstance(call.node, nodes.Name) and call.node.name == "self" and call.attr not in known | own:
            yield Flaw(file, call.lineno, f"there is no block `{call.attr}`", did_you_mean(call.attr, known | own))


def _extended(tree: nodes.Template) -> str | None:
    extends = tree.find(nodes.Extends)
    return getattr(extends.template, "value", None) if extends is not None else None


def _names(environment: Environment, theme: Theme, file: str) -> set[str]:
    """The blocks of a template and of those it extends."""
    found: set[str] = set()
    passed: set[str] = set()
    above: str | None = file
    while above is not None and above in theme.files and above not in passed:
        passed.add(above)
        try:
            tree = environment.parse(theme.files[above])
        except TemplateSyntaxError:
            break
        found |= {node.name for node in tree.find_all(nodes.Block)}
        above = _extended(tree)
    return found


def _of_text(theme: Theme, file: str, text: str) -> Iterator[Flaw]:
    """Addresses that a page would fetch, sheets that hold no page, and fonts that are not shipped."""
    bare = _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), text)
    for found in _FETCHED.finditer(bare):
        address = next(filter(None, found.groups())).strip()
        if not address.startswith("data:"):
            yield Flaw(
                file,
                _line(text, found.start()),
                f"it fetches `{address[:80]}`, and a page fetches nothing",
                "a page has to be whole without a network: put what is needed into the theme's own files, as `data:`",
            )
    for at, sheet in narrow_sheets(bare) if "print.css" not in theme.own else ():
        yield Flaw(
            file,
            _line(text, at),
            f"`{sheet}` is too narrow for the shipped pages, which need {NARROWEST} mm",
            "take A4, Letter or Legal, or write a `print.css` of your own",
        )
    shipped = {face.family for face in FACES}
    for found in (*_FAMILIES.finditer(bare), *(_SHORTHAND.finditer(bare))):
        for family in _families(found[1]):
            if family not in shipped:
                yield Flaw(
                    file,
                    _line(text, found.start(1)),
                    f"the font `{family}` is not shipped, so pages would be set in another",
                    did_you_mean(family, shipped) or f"the fonts are {', '.join(sorted(shipped))}",
                )


def _of_sheet(file: str, text: str) -> Iterator[Flaw]:
    """Where a style sheet is none: whoever reads it passes over a rule, or over all that follows."""
    import tinycss2  # what few projects need
    from tinycss2.ast import ParseError

    # An end too many is told where all that began has ended, and so has to be told here.
    bare = f"{_without_jinja(text)}\n}}"
    found: dict[int, str] = {}
    waiting = tinycss2.parse_stylesheet(bare, skip_comments=True, skip_whitespace=True)
    while waiting:
        each = waiting.pop()
        if isinstance(each, ParseError):
            found[int(each.source_line)] = each.message.lower().rstrip(".")
            continue
        for name in ("prelude", "value", "arguments"):
            part = getattr(each, name, None)
            waiting += part if isinstance(part, list) else ()
        content = getattr(each, "content", None)
        if each.type in {"qualified-rule", "at-rule"} and content is not None:
            waiting += tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
        elif content is not None:
            waiting += content
    last = bare.count("\n") + 1
    if found.pop(last, None) is None:
        found[last - 1] = "a block or a comment has no end"
    for line, message in sorted(found.items()):
        yield Flaw(file, line, f"this is no style sheet: {message}", None)


def _without_jinja(text: str) -> str:
    """A style sheet in which an expression is a word, or nothing where it stands for rules; lines stay in place."""

    def word(found: re.Match[str]) -> str:
        lines = "\n" * found[0].count("\n")
        before, after = text[: found.start()].rstrip()[-1:], text[found.end() :].lstrip()[:1]
        is_part = found[0].startswith("{{") and (before not in ("", ";", "{", "}") or after == ":")
        return f"x{lines}" if is_part else f" {lines}"

    return _JINJA.sub(word, text)


def _families(value: str) -> Iterator[str]:
    for part in value.split(","):
        family = part.replace("!important", "").strip().strip("\"'")
        if family and family.lower() not in _GENERIC and not re.search(r"[{(]", family):
            yield family


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
