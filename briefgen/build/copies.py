"""The saved copies of sources: their hashes, and what they say."""

from __future__ import annotations

import codecs
import hashlib
import re
from pathlib import PurePosixPath

from briefgen.build import webpages
from briefgen.build.files import Unreadable
from briefgen.model import Copy

_MAGIC = (
    (b"%PDF-", "a PDF"), (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"),
    (b"WARC/", "a web archive"), (b"PK\x03\x04", "an archive"), (b"\x1f\x8b", "an archive"),
)  # fmt: skip
"""How files begin whose words are not read (PDF 2.0, PNG, JPEG, GIF, ISO 28500, ZIP, RFC 1952)."""
_UNREAD = {".mht": "a web archive", ".mhtml": "a web archive", ".eml": "an e-mail"}
_ARCHIVED = re.compile(rb"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_NAMES_CHARSET = re.compile(
    rb"""<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?\s*([\w:.-]{1,40})|<\?xml\b[^>]{0,100}?\bencoding\s*=\s*["']([\w.-]{1,40})""",
    re.IGNORECASE,
)
_HEAD = 4096
"""Bytes of a page in which it names its character set. The HTML standard wants it in the first 1024."""
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# The HTML standard reads these names as the larger set, for pages mean it (WHATWG Encoding, 4.2).
_LARGER = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
           "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "utf-16": "utf-8",
           "utf-16-le": "utf-8", "utf-16-be": "utf-8"}  # fmt: skip
_CHARSETS = frozenset(
    ("utf-8", "cp866", "cp874", "cp932", "cp949", "gb18030", "big5", "euc_jp", "iso2022_jp", "koi8-r", "koi8-u",
     "mac-roman", "mac-cyrillic", *(f"cp{n}" for n in range(1250, 1259)), *(f"iso8859-{n}" for n in range(2, 17)))
)  # fmt: skip
"""The sets that pages are written in, of those that Python has codecs for."""


def read(name: str, data: bytes | Unreadable) -> Copy:
    """A saved copy from the bytes of its file: of a page the words that a reader sees, of a text all."""
    if isinstance(data, Unreadable):
        return Copy(fault=data.reason)
    digest = hashlib.sha256(data).hexdigest()
    if (kind := _unread(name.lower(), data)) is not None:
        return Copy(digest, doubt=f"it is {kind}")
    page = name.lower().endswith((".html", ".htm", ".xhtml", ".xht")) or _PAGE.search(data, 0, _HEAD) is not None
    text, doubt = _decoded(data, page=page)
    return Copy(digest, webpages.words(text) if page else text, doubt=doubt)


def _unread(name: str, data: bytes) -> str | None:
    """What a file is whose words are not read here; None where they are."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if (suffix := PurePosixPath(name).suffix) in _UNREAD:
        return _UNREAD[suffix]
    if _ARCHIVED.search(data, 0, _HEAD):
        return "a web archive"
    has_bom = any(data.startswith(mark) for mark, _ in _BOMS)
    return "no text" if b"\0" in data and not has_bom else None


def _decoded(data: bytes, *, page: bool) -> tuple[str, str]:
    """The text of a file, and why it may be another one; an empty reason where it cannot."""
    for mark, charset in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(charset, "replace"), ""
    named = _NAMES_CHARSET.search(data, 0, _HEAD) if page else None
    label = (named[1] or named[2]).decode("ascii", "replace") if named else "utf-8"
    known = _charset(label)
    try:
        text = data.decode(known or "utf-8")
    except UnicodeDecodeError:
        doubt = f"it is not {label}, as it says" if named else "it names no character set, and is not UTF-8"
        return data.decode(known or "utf-8" if named else "cp1252", "replace"), doubt
    if known is None:
        return text, f"its character set, {label}, is not known"
    if known not in {"utf-8", "iso2022_jp"} and not data.isascii() and _is_utf8(data):
        return text, f"it says that it is {label}, and seems to be UTF-8"
    return text, ""


def _charset(label: str) -> str | None:
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    name = _LARGER.get(name, name)
    return name if name in _CHARSETS else None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
