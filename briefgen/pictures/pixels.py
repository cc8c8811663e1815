"""Pictures made of pixels: read, and encoded anew.

A file's metadata, thumbnails and cropped-away parts would travel into the page otherwise.
"""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image as Pixels
from PIL import ImageCms, ImageOps, UnidentifiedImageError

from briefgen.model import Image
from briefgen.pictures.sizes import PRINT, SCREEN, within

MAX_PIXELS = 40_000_000
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_PHOTOGRAPHS = frozenset({"JPEG", "MPO"})
"""MPO is a JPEG that telephones write: with a second picture behind the first, which is none of a movement."""
_ORIENTATION = 0x0112
_ON_THE_SIDE = frozenset({5, 6, 7, 8})
"""What Exif (CIPA DC-008, 4.6.4) calls the orientations whose width is the height of what is stored."""
_WASTE = 2
"""From how many times the size of a JPEG on a quick PNG is one of a photograph, and may lose what a JPEG does: that of
a drawing or a screenshot is smaller than its JPEG."""


def read(data: bytes) -> Image:
    """A picture of the page, or its fault."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Pixels.DecompressionBombWarning)
            return _encoded(data)
    except UnidentifiedImageError:
        return Image(fault="it is not a PNG, JPEG, SVG, GIF or WebP picture")
    except (Pixels.DecompressionBombError, Pixels.DecompressionBombWarning):
        return Image(fault=_TOO_LARGE)
    except (OSError, ValueError, SyntaxError, EOFError, OverflowError) as error:
        return Image(fault=f"it is broken: {str(error)[:80]}")


_TOO_LARGE = f"it has more than {MAX_PIXELS // 1_000_000} million pixels, and a page has use for 3 million at most"


def for_screen(image: Image) -> bytes:
    """A sound picture as a screen needs it: smaller, and a JPEG with as much loss as nobody sees there."""
    size = within((image.width, image.height), SCREEN)
    photograph = image.mime == "image/jpeg"
    if size == (image.width, image.height) and not photograph:
        return image.data
    with Pixels.open(BytesIO(image.data)) as opened:
        picture = _resized(opened, size)
    return _jpeg(picture, quality=82) if photograph else _png(picture)


def _encoded(data: bytes) -> Image:
    with Pixels.open(BytesIO(data), formats=_FORMATS) as opened:
        if opened.width * opened.height > MAX_PIXELS:
            return Image(fault=_TOO_LARGE)
        photograph = opened.format in _PHOTOGRAPHS
        if not photograph and getattr(opened, "n_frames", 1) > 1:
            return Image(fault="it moves, and a page stands still: save the one picture of it that is to be shown")
        clean = _clean(opened)
    bare = Pixels.frombytes(clean.mode, clean.size, clean.tobytes())
    if bare.mode == "RGB":
        jpeg = _jpeg(bare, quality=90, subsampling="4:4:4")
        if photograph and _as_written_here(data, jpeg):  # encoded once more, it would lose by it
            jpeg = data
        if photograph or len(_png(bare, quick=True)) > _WASTE * len(jpeg):
            return Image(jpeg, "image/jpeg", *bare.size)
    return Image(_png(bare), "image/png", *bare.size)


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


def _clean(opened: Pixels.Image) -> Pixels.Image:
    """Its pixels as they are seen, in sRGB: as many as print needs, upright, with what shines through."""
    turned = opened.getexif().get(_ORIENTATION) in _ON_THE_SIDE
    width, height = opened.size[::-1] if turned else opened.size
    size = within((width, height), PRINT)
    if turned:
        size = size[::-1]
    opened.draft(None, (2 * size[0], 2 * size[1]))  # a JPEG can be read at half its size, in a quarter of the time
    upright = ImageOps.exif_transpose(_in_srgb(_resized(_full(opened), size)))
    return upright.convert("RGBA" if _transparent(upright) else "RGB")


def _full(picture: Pixels.Image) -> Pixels.Image:
    """The picture with its colours in full, of eight bits each: neither by a palette, nor in shades of sixteen bits."""
    if picture.mode.startswith("I"):
        return picture.convert("I").point([shade >> 8 for shade in range(1 << 16)], "L")
    if picture.mode in {"P", "1"} or "transparency" in picture.info:
        return picture.convert("RGBA" if _transparent(picture) else "RGB")
    return picture


def _resized(picture: Pixels.Image, size: tuple[int, int]) -> Pixels.Image:
    return picture if picture.size == size else picture.resize(size, Pixels.Resampling.LANCZOS)


def _in_srgb(picture: Pixels.Image) -> Pixels.Image:
    """The picture with the colours that its profile means; one with no profile, or no sound one, has those of sRGB."""
    profile = picture.info.get("icc_profile")
    if not profile:
        return picture
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        meant = ImageCms.ImageCmsProfile(BytesIO(profile))
        made = ImageCms.profileToProfile(picture, meant, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    return made or picture


def _jpeg(picture: Pixels.Image, quality: int, subsampling: str = "4:2:0") -> bytes:
    file = BytesIO()
    picture.save(file, "JPEG", quality=quality, subsampling=subsampling, optimize=True)
    return file.getvalue()


def _png(picture: Pixels.Image, quick: bool = False) -> bytes:
    file = BytesIO()
    picture.save(file, "PNG", optimize=not quick, compress_level=1)  # what is optimized has the best level anyway
    return file.getvalue()


def _transparent(image: Pixels.Image) -> bool:
    return image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
