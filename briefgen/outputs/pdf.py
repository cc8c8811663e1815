"""A briefing as a PDF: the same page, printed, with what it is made of inside."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import replace
from datetime import UTC, datetime

from briefgen.archive.packing import MANIFEST, Attachment, attachments
from briefgen.beside import Beside, has_all
from briefgen.briefing import Briefing
from briefgen.cache import keep, recall
from briefgen.model import Image
from briefgen.outputs import data
from briefgen.outputs.output import Output
from briefgen.outputs.page import compose
from briefgen.outputs.press import Job, PressError, press
from briefgen.printing.measure import PARTED
from briefgen.program import fingerprint
from briefgen.themes import Theme


def render(briefing: Briefing, theme: Theme) -> Output:
    """The printed page. Raises `PressError` where it cannot be printed.

    Its dates are the brief's cut-off, or SOURCE_DATE_EPOCH where that is set (whole seconds since 1970); its
    identifier is the hash of what it shows and holds. So the same briefing gives the same bytes.
    """
    own = {
        name: theme.files[name] for name in theme.own if theme.files[name] != theme.files.get(f"{theme.name}/{name}")
    }

    def inside() -> tuple[Attachment, ...]:
        return attachments(briefing, theme.name, own, data.render(briefing).data, _epoch())

    with Beside(lambda: [inside()]) as beside:
        html = compose(briefing, theme, "print", lambda _: "", lambda name: _address(briefing.images[name]))
        attached = beside.result() or inside()
    assets = {_address(image): image.data for image in briefing.images.values()}
    created = _created(briefing)
    (manifest,) = (each for each in attached if each.name == MANIFEST)
    identifier = hashlib.sha256(html.encode() + manifest.data).digest()[:16]
    measure = PARTED if has_all() else replace(PARTED, processes=1)  # others print other briefs meanwhile
    memory = _memory(briefing, theme)
    known = recall("pages", memory) or b""
    printed = press(Job(html, assets, created, identifier, attached, known), measure=measure)
    if printed.known:
        keep("pages", memory, printed.known)
    return Output(printed.pdf, printed.log, printed.note)


def _memory(briefing: Briefing, theme: Theme) -> str:
    """By what the sheets of this brief are remembered: those of its copies and of earlier moments stay beside them."""
    head = briefing.masthead
    as_of = head.as_of.iso if head.as_of else None
    return json.dumps([theme.home, head.id, as_of, theme.name, fingerprint(printed=True)])


def _address(image: Image) -> str:
    """Where a picture is looked for: by what it shows, for its name is not the same in every copy of a project."""
    return f"briefgen:/images/{hashlib.sha256(image.data).hexdigest()[:32]}.{image.mime.partition('/')[2]}"


def _epoch() -> str | None:
    return os.environ.get("SOURCE_DATE_EPOCH") or None


def _created(briefing: Briefing) -> datetime:
    epoch = _epoch()
    if epoch is None:
        made = datetime.fromisoformat(briefing.masthead.cutoff_iso)
        return made if made.tzinfo else made.replace(hour=23, minute=59, second=59, tzinfo=UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        message = "the environment's SOURCE_DATE_EPOCH is not a moment in whole seconds since 1970"
        raise PressError("crash", message, "set it to a number such as 1733626800, or take it away") from None
