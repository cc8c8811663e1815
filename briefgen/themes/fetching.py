"""What a finished page would fetch. Only whoever lays it out can know: a template may compose an address.

Which scripts run is no question here: the policy of a page names the theme's own by what they say, and browsers run no
others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

_ADDRESS = frozenset(
    {"action", "background", "data", "formaction", "href", "manifest", "ping", "poster", "src", "xlink:href"}
)
_ADDRESSES = frozenset({"srcset", "imagesrcset"})
_FOLLOWED = frozenset({"a", "area"})
"""What a reader follows, and a page does not fetch by itself; so are links to other forms of it."""
_INSIDE = ("#", "briefgen:", "data:")
_SCHEME = re.compile(r"\w[\w+.-]*:|//")
_LEADS = re.compile(r"(?!\w[\w+.-]*:)|https?:|mailto:|tel:")
_DESCRIPTOR = re.compile(r"[\d.]+[wxh],?")
_BLANK = re.compile(r"[\x00-\x20]+")  # which browsers pass over in an address
_IMAGES = frozenset({"url", "src", "image-set", "-webkit-image-set"})


def fetched(page: str, beside: bool = False) -> Iterator[str]:
    """The addresses in a page that it fetches from elsewhere, or by which a reader's click would run something.

    `beside`: whether there are files beside it, which it may fetch.
    """
    import lxml.html  # what few projects need

    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    for element in lxml.html.document_fromstring(page.encode(), parser=parser).iter():
        if element.tag == "style":
            yield from (each for each in _of_style(element.text or "") if not _harmless(each, beside))
        follows = element.tag in _FOLLOWED or (element.tag == "link" and element.get("rel") == "alternate")
        for name, value in element.items():
            for address in _addresses(element, name, value):
                if not (_LEADS.match(_bare(address)) if follows else _harmless(address, beside)):
                    yield address


def _addresses(element: Any, name: str, value: str) -> Iterable[str]:
    if name in _ADDRESS:
        return [value]
    if name in _ADDRESSES:
        return [each for each in re.findall(r"[^\s,]\S*", value) if not _DESCRIPTOR.fullmatch(each)]
    if name == "content" and (element.get("http-equiv") or "").lower() == "refresh":
        return [re.sub(r"^[\s\d.]*[;,]?\s*(url\s*=)?\s*", "", value, flags=re.IGNORECASE)]
    return _of_style(value) if "(" in value and name != "content" else ()


def _of_style(style: str) -> Iterator[str]:
    """The addresses in a style sheet, or in a part of one."""
    import tinycss2

    after_import = False
    waiting = list(reversed(tinycss2.parse_component_value_list(style, skip_comments=True)))
    while waiting:
        each = waiting.pop()
        if each.type == "url" or (each.type == "string" and after_import):
            yield each.value
        elif each.type == "function":
            if each.lower_name in _IMAGES:
                yield from (argument.value for argument in each.arguments if argument.type == "string")
            waiting += reversed(each.arguments)
        waiting += reversed(getattr(each, "content", None) or ())
        after_import = (after_import and each.type == "whitespace") or getattr(each, "lower_value", "") == "import"


def _harmless(address: str, beside: bool) -> bool:
    bare = _bare(address)
    return not bare or bare.startswith(_INSIDE) or (beside and not _SCHEME.match(bare))


def _bare(address: str) -> str:
    return _BLANK.sub("", address).lower()
