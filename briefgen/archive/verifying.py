"""A PDF that came back from anywhere, held against what `briefgen build` makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from briefgen.archive import metadata, pages, parts, tags
from briefgen.archive.faults import Fault
from briefgen.archive.opening import Enclosed, enclosed, objects, opened, reading, shown
from briefgen.archive.packing import MANIFEST
from briefgen.archive.unpacking import Manifest, fault_of, manifest_of

RELATIONSHIPS = frozenset({"Source", "Data", "Alternative", "Supplement", "Unspecified"})
"""What an attachment can be to its document (ISO 19005-3, annex E)."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: its name, what was looked at in words, and what is wrong."""

    name: str
    of: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found in a PDF: how many pages it has, what it says it is, and the checks."""

    pages: int
    manifest: Manifest | None
    checks: tuple[Check, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not any(check.faults for check in self.checks)


def verify(data: bytes) -> Verified:
    """Look through a PDF. Raises `Unreadable` where it is none, encrypted or too damaged."""
    with reading(data):
        reader = opened(data)
        found = list(objects(reader))
        tree = tags.Tags(reader)
        seen = [pages.seen(page, number, tree) for number, page in enumerate(reader.pages, 1)]
        inside = enclosed(reader)
        manifest = manifest_of(inside)
        label = str(manifest.handling) if manifest else "the handling marking"
        checks = (
            _check("marking", f"{label} at head and foot of {_of(len(seen), 'page')}",
                   pages.marking(seen, manifest.handling if manifest else None)),
            _check("tags", f"{_of(len(tree.elements), 'element')}: title, language, headings, lists, tables, links",
                   tags.faults(tree, reader)),
            _check("content", "all that stands on the pages is tagged", pages.untagged(seen)),
            _check("fonts", "in the file, and their letters can be copied", parts.fonts(found)),
            _check("pictures", "none asks to be changed", parts.pictures(found)),
            _check("colours", "said to be what they are", parts.colours(reader)),
            _check("metadata", "PDF/A-3a and PDF/UA-1", metadata.faults(reader)),
            _check("actions", "none but links to https, http and mailto", parts.actions(found)),
            _check("attachments", f"{_of(len(inside), 'file')}, as the manifest says", _attached(inside, manifest)),
        )  # fmt: skip
        return Verified(len(seen), manifest, checks)


def _check(name: str, of: str, faults: Iterable[Fault]) -> Check:
    told = (replace(each, message=_printable(each.message)) for each in faults)
    return Check(name, of, tuple(dict.fromkeys(told)))


def _printable(message: str) -> str:
    """A sentence that may hold words of a stranger's."""
    return "".join(each if each.isprintable() else "?" for each in message)[:300]


def _of(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _attached(inside: list[Enclosed], manifest: Manifest | None) -> Iterator[Fault]:
    if manifest is None:
        yield Fault(f"there is no `{MANIFEST}`: nothing says by what and from what the file was made")
    told = {packed.name: packed for packed in manifest.files} if manifest else {}
    held = {each.name: each for each in inside}
    for name, packed in told.items():
        if fault := fault_of(packed, held.get(name)):
            yield Fault(f"`{shown(name)}` {fault}", None, held[name].number if name in held else 0)
    for each in inside:
        if each.fault and each.name not in told:
            yield Fault(f"`{shown(each.name)}` cannot be read: {each.fault}", None, each.number)
        if each.relationship not in RELATIONSHIPS:
            yield Fault(f"nothing says what `{shown(each.name)}` is to the document", None, each.number)
        elif each.name in told and told[each.name].relationship != each.relationship:
            yield Fault(f"`{shown(each.name)}` is said to be {each.relationship}, which it is not", None, each.number)
        if not each.mime:
            yield Fault(f"nothing says what kind of file `{shown(each.name)}` is", None, each.number)
        if manifest and each.name not in {*told, MANIFEST}:
            yield Fault(f"`{shown(each.name)}` was added: the manifest knows of none", None, each.number)
