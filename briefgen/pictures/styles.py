"""The styles of a drawing as attributes of its elements, where every program that draws finds them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from xml.etree.ElementTree import Element

import cssselect2
import tinycss2

from briefgen.pictures.allowed import SVG
from briefgen.pictures.tree import Tree

Say = Callable[[Element, str], None]
"""Told what is wrong with an element."""
_MAX_CSS = 100_000
_MAX_WORK = 5_000_000
"""The most looks at elements that finding out which rule is whose may take; each takes a microsecond or less."""
_COMBINATORS = (">", "+", "~")
_NO_RULES = frozenset({"font-face", "charset"})  # the page has its own faces


def styled(tree: Tree, say: Say) -> Mapping[Element, Mapping[str, str]]:
    """The properties that style sheets and `style` attributes set, by element, those that prevail in CSS."""
    sheets = [element for element in tree.lines if element.tag == f"{SVG}style"]
    if not sheets:
        return {each: _first_to_last(_declared(each.get("style", ""))) for each in tree.lines if "style" in each.attrib}
    if sum(len(sheet.text or "") for sheet in sheets) > _MAX_CSS:
        say(sheets[0], f"`<style>` has more than {_MAX_CSS:,} characters: save it as plain SVG")
        return {}
    matcher = cssselect2.Matcher()
    work = 0
    for sheet in sheets:
        for prelude, selectors, content in _rules(sheet, say):
            work += len(tree.lines) * len(selectors) * tree.depth ** _combined(prelude)
            if work > _MAX_WORK:
                say(sheet, "`<style>` has too many rules for so many elements, or too long ones: save it as plain SVG")
                return {}
            for selector in selectors:
                if selector.pseudo_element is None:  # a drawing has none
                    matcher.add_selector(selector, _declared(content))
    found = {}
    for wrapper in cssselect2.ElementWrapper.from_xml_root(tree.root).iter_subtree():
        element = wrapper.etree_element
        matched = [each for *_, declared in matcher.match(wrapper) for each in declared]
        found[element] = _first_to_last([*matched, *_declared(element.get("style", ""))])
    return found


def _combined(prelude: list[tinycss2.ast.Node]) -> int:
    """How many elements a selector looks at beside the one it selects, at most."""
    return sum(token.type == "whitespace" or token in _COMBINATORS for token in prelude)


def _rules(
    sheet: Element, say: Say
) -> Iterator[tuple[list[tinycss2.ast.Node], list[cssselect2.compiler.CompiledSelector], object]]:
    if sheet.get("media", "all") not in {"all", "screen", ""}:
        say(sheet, "`<style>` is for some media only")
        return
    for rule in tinycss2.parse_stylesheet(sheet.text or "", skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            try:
                yield rule.prelude, cssselect2.compile_selector_list(rule.prelude), rule.content
            except cssselect2.SelectorError:
                say(sheet, f"`{tinycss2.serialize(rule.prelude).strip()[:40]}` in `<style>` is no selector")
        elif rule.type == "error":
            say(sheet, "`<style>` cannot be read as CSS")
        elif rule.lower_at_keyword not in _NO_RULES:
            say(sheet, f"`@{rule.at_keyword[:20]}` in `<style>` may change what is seen")


def _declared(content: object) -> list[tuple[bool, str, str]]:
    """The declarations of a rule: whether each is important, its name and its value."""
    return [
        (each.important, each.lower_name, tinycss2.serialize(each.value).strip())
        for each in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
        if each.type == "declaration"
    ]


def _first_to_last(declared: list[tuple[bool, str, str]]) -> dict[str, str]:
    """What counts in the end: the last of the important ones, or else the last."""
    return {name: value for _, name, value in sorted(declared, key=lambda each: each[0])}
