"""What keeps a page from being laid out in parts: what one place of it says of another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_COUNTING = {"counter_increment", "counter_reset", "counter_set"}


class Unfit(Exception):  # noqa: N818 - said of a page
    """Why a page cannot be laid out in parts: the single pass prints it."""


def check(source: Any) -> None:
    """Raise `Unfit` where a page has something that parts would not show alike, wherever they are cut."""
    for sheet, origin, _ in source.sheets:
        if origin != "author":
            continue
        for declared in _declarations(sheet.matcher):
            _rule(declared)
        for _, selectors, declared in sheet.page_rules:
            if _COUNTING & {name for name, *_ in declared}:
                raise Unfit("the style sheet counts something on its pages")
            for _, _, kind in selectors:
                if (kind.side, kind.blank, kind.name, kind.index) != (None, None, None, None):
                    raise Unfit("the style sheet has rules for some of its pages")
    for element in source.html.etree_element.iter():
        style = element.get("style", "") if isinstance(element.tag, str) else ""
        if "counter" in style or "list-item" in style:
            raise Unfit("an element counts something")


def _declarations(matcher: Any) -> Iterator[dict[str, Any]]:
    """What each rule of a style sheet declares."""
    groups = (
        *matcher.id_selectors.values(),
        *matcher.class_selectors.values(),
        *matcher.lower_local_name_selectors.values(),
        *matcher.namespace_selectors.values(),
        matcher.lang_attr_selectors,
        matcher.other_selectors,
    )
    for entries in groups:
        for *_, (declarations, _) in entries:
            yield {name: value for name, value, _ in declarations}


def _rule(declared: dict[str, Any]) -> None:
    if counting := _COUNTING & set(declared):
        raise Unfit(f"the style sheet has `{min(counting).replace('_', '-')}`")
    display = declared.get("display", "")
    if not isinstance(display, str | tuple) or "list-item" in display:
        raise Unfit("the style sheet makes items of lists, which are counted")
    if declared.get("page", "auto") != "auto":
        raise Unfit("the style sheet names kinds of pages")
    if declared.get("float") == "footnote":
        raise Unfit("the style sheet has notes at the foot of the page")
    if declared.get("position") == "fixed":
        raise Unfit("the style sheet has something that stands on every page")
    named = repr([declared.get(name) for name in ("string_set", "bookmark_label")])
    if "counter" in named or "target" in named:
        raise Unfit("the style sheet names something by a number")
    content = declared.get("content", ())
    if not isinstance(content, list | tuple | str):
        raise Unfit("the style sheet has a variable for `content`")
    for kind, value in () if isinstance(content, str) else content:
        if kind in {"target-text()", "quote"}:
            raise Unfit(f"the style sheet has a `content` of `{kind}`")
        if kind.startswith("target-counter") and value[1] not in {"page", "pages"}:
            raise Unfit(f"the style sheet tells the counter `{value[1]}` of something elsewhere")
