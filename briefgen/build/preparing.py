"""A brief as files, before they are written: by this process, by others beside it, or by the workers of a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from briefgen.beside import spread
from briefgen.briefing import briefing_of
from briefgen.build.files import in_words as error_in_words
from briefgen.build.publish import PublishError
from briefgen.build.series import about, file_stem
from briefgen.dates import Moment
from briefgen.model import Dossier
from briefgen.outputs import OUTPUTS
from briefgen.outputs.page import DeadLink
from briefgen.outputs.press import PressError
from briefgen.outputs.printers import NoProcess, begin
from briefgen.themes import TemplateFault, Theme, UnknownTheme

Trouble = tuple[str, str | None]
"""What went wrong, in a sentence, and what to do about it."""
Step = Literal["next", "made", "there"]
"""That a form of a brief is made next, as far as that is known; is made; or lies there already as it would be made."""
Progress = Callable[[str, str, Step], None]
"""Told a brief, one of its forms and what became of that, perhaps twice."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made: these forms of one brief, by its id, in a theme."""

    brief: str
    forms: tuple[str, ...]
    as_of: Moment | None
    theme: Theme
    size: int = 0
    """How much it holds, in any unit: the larger, the longer it takes."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A brief as made and not yet written: its files by name, the troubles met, and what the list says of it."""

    files: dict[str, bytes]
    troubles: tuple[Trouble, ...]
    about: Mapping[str, object] = field(default_factory=dict)
    notes: tuple[Trouble, ...] = ()
    """What is well and might be better: forms that took longer than they might have, a flash update of two pages."""


class NoCluster(Exception):  # noqa: N818 - it is about what was asked for
    """No cluster does the work: why, and what to do about it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def prepare(
    dossier: Dossier, order: Order, progress: Progress = lambda *_: None, seen: Dossier | None = None
) -> Prepared:
    """Make what is ordered. What fails is told as a trouble, and then there are no files.

    `seen` is what the brief sees of the dossier, where that is known.
    """
    try:
        return _prepare(dossier, order, progress, seen)
    except FAILURES as error:
        return Prepared({}, (trouble(error),))


def prepare_several(
    dossier: Dossier, orders: Sequence[Order], progress: Progress, executor: str | None = None
) -> Iterator[tuple[Order, Prepared]]:
    """Make what is ordered, each as soon as it is done, the largest begun first.

    By as many processes as there are processors, or by the workers of the cluster at an address. Raises `NoCluster`.
    """
    longest = sorted(orders, key=lambda order: order.size, reverse=True)
    if executor is not None:
        from briefgen.build.cluster import spread as send

        done = send(dossier, longest, executor)
    elif len(longest) > 1:
        done = spread([partial(prepare, dossier, order) for order in longest])
    else:
        done = ((at, prepare(dossier, order, progress)) for at, order in enumerate(longest))
    for at, prepared in done:
        yield longest[at], prepared


def _prepare(dossier: Dossier, order: Order, progress: Progress, seen: Dossier | None) -> Prepared:
    if "pdf" in order.forms:
        with suppress(OSError, NoProcess):  # which the press meets again, and tells
            begin()
    files: dict[str, bytes] = {}
    troubles: list[Trouble] = []
    notes: list[Trouble] = []
    brief = dossier.briefs[order.brief]
    briefing = briefing_of(dossier, brief, order.as_of, seen)
    for form in order.forms:
        progress(brief.id, form, "next")
        try:
            made = OUTPUTS[form](briefing, order.theme)
        except PressError as error:
            troubles.append((f"{form.upper()} of {brief.id}: {error.message}", error.hint))
            if error.kind != "missing-pango":
                return Prepared({}, tuple(troubles))
            continue
        except DeadLink as error:
            return Prepared({}, (*troubles, (f"{form.upper()} of {brief.id}: {error}", error.hint)))
        except OSError as error:  # the press has files of its own for a while
            reason = f"{form.upper()} of {brief.id}: a temporary file cannot be written: {error_in_words(error)[0]}"
            return Prepared({}, (*troubles, (reason, "make room for it, or set TMPDIR to another folder")))
        if form == "pdf" and brief.form == "flash" and (sheets := _sheets(made.data)) > 1:
            notes.append(
                (f"the flash update {brief.id} has {sheets} pages, and one is all that is read of it", _SHORTER)
            )
        files[f"{file_stem(brief.id, briefing.masthead.state)}.{form}"] = made.data
        if made.slow:
            notes.append((f"the {form.upper()} of {brief.id} was printed in one pass", made.slow))
        hint = _REMARK_HINT if order.theme.own else _FAULT_HINT
        remarks = [remark for remark in made.remarks if _NO_GLYPH not in remark or not _boxes_meant(dossier)]
        troubles += [(f"{form.upper()} of {brief.id}: {remark}", hint) for remark in remarks]
    return Prepared(files, tuple(troubles), about(briefing, dossier.cutoff(brief)), tuple(notes))


def _sheets(pdf: bytes) -> int:
    """How many pages a PDF has."""
    from briefgen.archive.opening import opened  # what few briefs need

    return len(opened(pdf).pages)


def _boxes_meant(dossier: Dossier) -> bool:
    """Whether characters without a glyph may stand: a rule tells them, and they are errors no more, or allowed."""
    if dossier.project.rules.get(_NO_GLYPH_RULE, "error") != "error":
        return True
    return any(each.rule == _NO_GLYPH_RULE for records in dossier.kinds for record in records for each in record.allow)


_NO_GLYPH = ".notdef glyph"
"""What the renderer says of a character that no font has."""
_NO_GLYPH_RULE = "missing-glyph"
_SHORTER = "select fewer events, cut the texts, or make it a `sitrep`"
_REMARK_HINT = "the printed page may lack something; look at the theme"
_FAULT_HINT = "the printed page may lack something; please report it, for no template of the project's own is at work"


def trouble(error: Exception) -> Trouble:
    """A failure as a sentence and what to do about it."""
    return str(error), getattr(error, "hint", None)


FAILURES = (PublishError, UnknownTheme, TemplateFault, NoCluster)
