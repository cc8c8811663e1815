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
    else:
        bare.save(file, "PNG", optimize=True)
    return Image(file.getvalue(), "image/jpeg" if photograph else "image/png", bare.width, bare.height)


def _transparent(image: Pixels.Image) -> bool:
    return image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
