"""A file's bytes as a picture of the page, or what is wrong with them."""

from __future__ import annotations

from functools import lru_cache

from briefgen.model import Image

# What reads them is imported where there are any: it takes 60 ms, and few projects have pictures.

_BEGINS_XML = (b"<", b"\xef\xbb\xbf<", b"<\0", b"\xff\xfe<\0", b"\xfe\xff\0<", b"\0<")


def read(data: bytes) -> Image:
    """A picture as print needs it, or its fault. The same bytes give the same picture."""
    from briefgen.pictures import drawing, pixels

    return drawing.read(data) if data.lstrip().startswith(_BEGINS_XML) else pixels.read(data)


@lru_cache(maxsize=8)  # a page may show a picture several times
def for_screen(image: Image) -> bytes:
    """A sound picture as a screen needs it, of the same type."""
    from briefgen.pictures import drawing, pixels

    return drawing.for_screen(image) if image.mime == drawing.MIME else pixels.for_screen(image)
