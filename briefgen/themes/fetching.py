"""What a finished page would fetch or run. Only whoever lays it out can know: a template may compose an address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from briefgen.themes.theme import TemplateFault, Theme

_SCRIPT = re.compile(r"(<script\b[^>]*>).*?</script>", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"""<([A-Za-z][\w:-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>""")
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_ADDRESS = frozenset(
    {"action", "background", "data", "formaction", "href", "manifest", "ping", "poster", "src", "srcset", "xlink:href"}
)
_IN_STYLE = re.compile(r"""url\(\s*["']?([^)"']*)|@import\s+["']([^"']*)""", re.IGNORECASE)
_FOLLOWED = frozenset({"a", "area"})
"""What a reader follows, and a page does not fetch by itself."""
_INSIDE = ("#", "briefgen:")
_LEADS = re.compile(r"(?!\w[\w+.-]*:)|https?:|mailto:|tel:")
_BEGINNING = re.compile(r"[\w+.-]+:(?://[^/]*)?|//[^/]*|\S+")
_RELOADS = re.compile(r"^\s*\d*\s*[;,]?\s*url\s*=", re.IGNORECASE)
_BLANK = re.compile(r"[\x00-\x20]+")  # which browsers pass over in an address


def contained(page: str, theme: Theme) -> None:
    """Refuse a page of a project's templates that is not whole without a network. Raises `TemplateFault`."""
    for address in fetched(page) if theme.own else ():
        says = (
            f"it makes the page fetch or run `{address[:80]}`, and a page fetches nothing and runs its own script alone"
        )
        raise TemplateFault(f"{_written(address, theme)}: {says}")


def _written(address: str, theme: Theme) -> str:
    """The line of a project's template where an address begins, as far as that can be told."""
    begins = _BEGINNING.match(address.strip())
    for file in sorted(theme.own):
        for number, line in enumerate(theme.files[file].split("\n"), 1):
            if begins and begins[0] in line:
                return f"templates/{theme.name}/{file}, line {number}"
    return f"a template of the theme `{theme.name}`"


def fetched(page: str) -> Iterator[str]:
    """The addresses in a page that it fetches from elsewhere, or that a reader's click would run."""
    for style in _STYLE.findall(page):
        yield from _of_style(style)
    for name, inside in _TAG.findall(_STYLE.sub("", _SCRIPT.sub(r"\1", page))):
        for attribute, *values in _ATTRIBUTE.findall(inside):
            value = unescape("".join(values))
            if attribute.lower() == "content" and _RELOADS.search(value):
                yield value
            elif attribute.lower() == "style":
                yield from _of_style(value)
            elif attribute.lower() in _ADDRESS and not _harmless(name, value):
                yield value


def _of_style(style: str) -> Iterator[str]:
    for either in _IN_STYLE.findall(style):
        address = "".join(either)
        if not _harmless("style", address):
            yield address


def _harmless(name: str, address: str) -> bool:
    address = _BLANK.sub("", address).lower()
    if not address or address.startswith(_INSIDE):
        return True
    return bool(_LEADS.match(address)) if name.lower() in _FOLLOWED else address.startswith("data:")
