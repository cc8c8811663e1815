"""Pictures as their pixels: read, and encoded anew.

A file's metadata, thumbnails and cropped-away parts would travel into the page otherwise.
"""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image as Pixels
from PIL import ImageOps, UnidentifiedImageError

from briefgen.model import Image

MAX_PIXELS = 40_000_000
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")


def read(data: bytes) -> Image:
    """A picture of the page, or its fault."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Pixels.DecompressionBombWarning)
            return _encoded(data)
    except UnidentifiedImageError:
        return Image(fault="it is not a PNG, JPEG, GIF or WebP picture")
    except (Pixels.DecompressionBombError, Pixels.DecompressionBombWarning):
        return Image(fault="it has more pixels than a page can use")
    except (OSError, ValueError, SyntaxError, EOFError, OverflowError) as error:
        return Image(fault=f"it is broken: {str(error)[:80]}")


def _encoded(data: bytes) -> Image:
    with Pixels.open(BytesIO(data), formats=_FORMATS) as opened:
        if opened.width * opened.height > MAX_PIXELS:
            return Image(fault=f"it has more than {MAX_PIXELS:,} pixels")
        photograph = opened.format == "JPEG"
        upright = ImageOps.exif_transpose(opened)
        clean = upright.convert("RGB" if photograph else "RGBA" if _transparent(upright) else "RGB")
    file = BytesIO()
    bare = Pixels.frombytes(clean.mode, clean.size, clean.tobytes())
    if photograph:
        bare.save(file, "JPEG", quality=90, optimize=True)
        if _as_written_here(data, file.getvalue()):  # encoded once more, it would lose by it
            file = BytesIO(data)
    else:
        bare.save(file, "PNG", optimize=True)
    return Image(file.getvalue(), "image/jpeg" if photograph else "image/png", bare.width, bare.height)


_TABLES, _SCAN, _END = b"\xff\xc4", b"\xff\xda", b"\xff\xd9"


def _as_written_here(jpeg: bytes, anew: bytes) -> bool:
    """Whether a JPEG has the form of one that is encoded anew: that head, Huffman tables, one scan, nothing beside.

    By ITU-T T.81, annex B: in a scan, each byte of ones has a zero behind it.
    """
    place = anew.index(_TABLES)
    if jpeg[:place] != anew[:place] or not jpeg.endswith(_END):
        return False
    for _ in range(4):
        if jpeg[place : place + 2] == _TABLES:
            place += 2 + int.from_bytes(jpeg[place + 2 : place + 4])
    head = place + len(_SCAN) + int.from_bytes(jpeg[place + 2 : place + 4])
    return jpeg.startswith(_SCAN, place) and b"\xff" not in jpeg[head : -len(_END)].replace(b"\xff\x00", b"")


def _transparent(image: Pixels.Image) -> bool:
    return image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
