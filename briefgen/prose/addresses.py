"""Where links and pictures lead, and whether a page may lead there."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

_SAFE_SCHEMES = frozenset({"https", "http", "mailto"})


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image: its address, and the text or alternative text it has; of an image, whose it is said to be."""

    address: str
    text: str
    image: bool = False
    credit: str = ""

    @property
    def fault(self) -> str | None:
        """Why this address is refused, or None. Images must be files of the project."""
        return _image_fault(self.address) if self.image else link_fault(self.address)


def picture_file(folder: str, address: str) -> str:
    """The project's name of the file that a picture's address means in a text that stands in `folder`."""
    return posixpath.normpath(posixpath.join(folder, unquote(address)))


def link_fault(address: str) -> str | None:
    """Why a page may not link to an address, or None."""
    if address.startswith("#"):
        return "a place on the page is not for prose to name: cite the record, such as [@id]"
    try:
        scheme = urlsplit(unquote(address).strip()).scheme.lower()
    except ValueError:
        return "it cannot be read as an address"
    if scheme in _SAFE_SCHEMES:
        return None
    if scheme:
        return f"`{scheme}:` is not a scheme that a page may link to"
    return "it leads to a file of this machine, which a reader of the page does not have"


def _image_fault(address: str) -> str | None:
    path = unquote(address)
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", path):
        return "a picture must be a file of the project"
    if path.startswith(("/", "~")) or "\\" in path or ".." in path.split("/"):
        return "it leads out of the folder the text stands in"
    return None
