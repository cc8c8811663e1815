"""The faces cut to the characters of one page, as an HTML page carries them."""

from __future__ import annotations

import base64
import hashlib
import struct
import unicodedata
import zlib
from functools import cache as once
from importlib.metadata import version
from typing import TYPE_CHECKING

from briefgen import cache
from briefgen.fonts.coverage import reach
from briefgen.fonts.faces import FACES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.fonts.faces import Face

_ASCII = bytes(range(0x80))
_HYPHEN = 0x2010
"""What a browser ends a line in when it breaks a word."""

_SHAPING = "calt ccmp clig curs fina init isol kern liga locl mark medi mkmk rlig"
#: Of what CSS's `font-variant` can ask for. Superscripts and fractions would make a font a fifth larger.
_VARIANTS = "c2sc lnum onum pnum smcp tnum"
_DROPPED = "BASE STAT gasp meta"
_KEPT_NAMES = (0, 13, 14)
"""Of the names of a font: its copyright, its licence and where to read it. Its own name the Open Font License reserves
for the whole font; CSS gives it one."""

_WOFF = struct.Struct(">4sIIHHIHHIIIII")
_ENTRY = struct.Struct(">4sIIII")
_TABLE = struct.Struct(">4sIII")
_SFNT_HEADER = 12


def webfonts(text: str, faces: Iterable[Face] = FACES) -> str:
    """The `@font-face` rules of the faces that the characters of `text` need, each cut to these, fonts and all.

    The companion of another script comes along for characters that the page's own families lack. Every page has ASCII,
    for what is typed into it.
    """
    foreign = _foreign(text)  # styles write capitals, and browsers compose letters and marks
    if not unicodedata.is_normalized("NFC", text):
        foreign += _foreign(unicodedata.normalize("NFC", text))
    characters = frozenset(map(ord, foreign + foreign.upper())) | set(_ASCII) | {_HYPHEN}
    return "".join(_rules(faces, characters))


def _foreign(text: str) -> str:
    """What is not ASCII in a text: ten times as fast as its set, for the pictures and figures of a page are ASCII."""
    return text.encode("utf-8", "ignore").translate(None, _ASCII).decode()


def _rules(faces: Iterable[Face], characters: frozenset[int]) -> Iterator[str]:
    for face in faces:
        codes = reach(face.family) & characters
        if codes:
            font = base64.b64encode(cut(face, codes)).decode()
            yield (
                f'@font-face{{font-family:"{face.family}";font-style:{face.style};font-weight:{face.weight};'
                f"src:url(data:font/woff;base64,{font})}}\n"
            )


def cut(face: Face, codes: Iterable[int]) -> bytes:
    """A WOFF file of `face` with these characters only, and what shapes them."""
    recipe = (version("uharfbuzz"), _SHAPING, _VARIANTS, _DROPPED, _KEPT_NAMES)
    source = f"{hashlib.sha256(_file(face)).hexdigest()} {sorted(codes)} {recipe}"
    held = cache.recall("webfonts", source)
    if held is None:
        held = _cut(_file(face), codes)
        cache.keep("webfonts", source, held)
    return held


def _cut(font: bytes, codes: Iterable[int]) -> bytes:
    import uharfbuzz as hb  # `check` does without, and so does a page of the characters of an earlier one

    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    wanted.unicode_set.update(codes)
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(_tag(name) for name in f"{_SHAPING} {_VARIANTS}".split())
    wanted.drop_table_tag_set.update(_tag(name) for name in _DROPPED.split())
    wanted.name_id_set.clear()
    wanted.name_id_set.update(_KEPT_NAMES)
    return _packed(hb.subset(hb.Face(hb.Blob(font)), wanted).blob.data)


@once
def _file(face: Face) -> bytes:
    return face.read()


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"))


def _packed(sfnt: bytes) -> bytes:
    """A TrueType file as WOFF 1.0 (W3C Recommendation, 13 December 2012): each table deflated where that is shorter."""
    flavour, count = struct.unpack_from(">4sH", sfnt)
    offset = _WOFF.size + count * _ENTRY.size
    directory, body = b"", b""
    for index in range(count):
        tag, checksum, start, length = _TABLE.unpack_from(sfnt, _SFNT_HEADER + index * _TABLE.size)
        table = sfnt[start : start + length]
        packed = min(table, zlib.compress(table, 9), key=len)  # of one length, it is read as it is
        directory += _ENTRY.pack(tag, offset + len(body), len(packed), length, checksum)
        body += packed + bytes(-len(packed) % 4)
    size = offset + len(body)
    head = _WOFF.pack(b"wOFF", int.from_bytes(flavour), size, count, 0, len(sfnt), 1, 0, 0, 0, 0, 0, 0)
    return head + directory + body
