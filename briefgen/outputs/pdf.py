"""A briefing as a PDF: the same page, printed."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime

from briefgen.briefing import Briefing
from briefgen.outputs.output import Output
from briefgen.outputs.page import compose
from briefgen.outputs.press import Job, PressError, press
from briefgen.themes import Theme

_IMAGES = "briefgen:/images/"


def render(briefing: Briefing, theme: Theme) -> Output:
    """The printed page. Raises `PressError` where it cannot be printed.

    Its dates are the brief's cut-off, or SOURCE_DATE_EPOCH where that is set (whole seconds since 1970); its
    identifier is the hash of what it shows. So the same briefing gives the same bytes.
    """
    html = compose(briefing, theme, "print", lambda _: "", lambda name: _IMAGES + name)
    assets = {_IMAGES + name: image.data for name, image in briefing.images.items()}
    digest = hashlib.sha256(html.encode())
    for name, image in sorted(briefing.images.items()):
        digest.update(name.encode() + image.data)
    printed = press(Job(html, assets, created=_created(briefing), identifier=digest.digest()[:16]))
    return Output(printed.pdf, printed.log)


def _created(briefing: Briefing) -> datetime:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        made = datetime.fromisoformat(briefing.masthead.cutoff_iso)
        return made if made.tzinfo else made.replace(hour=23, minute=59, second=59, tzinfo=UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        message = "the environment's SOURCE_DATE_EPOCH is not a moment in whole seconds since 1970"
        raise PressError("crash", message, "set it to a number such as 1733626800, or take it away") from None
