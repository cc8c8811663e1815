"""From a checked dossier to files in the output folder: the second half of every build."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefgen import __version__, ledger, themes
from briefgen.archive import records
from briefgen.briefing import briefing_of, seen_by
from briefgen.build import unchanged
from briefgen.build.checking import pictures_named, uncollected
from briefgen.build.files import in_words as error_in_words
from briefgen.build.files import printable
from briefgen.build.project import Project
from briefgen.build.publish import PublishError, locked, publish, publish_file
from briefgen.build.series import SITE, about, file_stem, series_page
from briefgen.build.theming import theme_of
from briefgen.dates import Moment
from briefgen.model import Brief, Dossier
from briefgen.outputs import OUTPUTS
from briefgen.outputs.page import DeadLink
from briefgen.outputs.press import PressError


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one brief: the files written, and the troubles met, each a sentence and what to do about it."""

    brief: str
    files: tuple[Path, ...] = ()
    troubles: tuple[tuple[str, str | None], ...] = ()
    unchanged: bool = False
    """Whether these files lay there already as they would be made."""


@dataclass(slots=True)
class Built:
    """What a build made: a line for each brief, and the page of the series."""

    made: list[Made] = field(default_factory=list)
    index: Path | None = None
    troubles: list[tuple[str, str | None]] = field(default_factory=list)
    passed_over: list[tuple[str, str | None]] = field(default_factory=list)
    """What was left as it is, such as briefs that were not there yet at the moment asked for: a sentence, and why."""

    @property
    def failed(self) -> bool:
        """Whether anything that was asked for is missing."""
        return bool(self.troubles) or any(each.troubles for each in self.made)

    @property
    def written(self) -> bool:
        """Whether there is anything new in the output folder."""
        return self.index is not None or any(each.files for each in self.made)


Progress = Callable[[str, str], None]
"""Told the brief and the form that is made next."""


def build(
    project: Project,
    dossier: Dossier,
    briefs: Sequence[str],
    forms: Sequence[str],
    out: Path,
    as_of: Moment | None = None,
    progress: Progress = lambda _brief, _form: None,
    ready: Callable[[], Mapping[str, Prepared]] = dict,
) -> Built:
    """Make these forms of these briefs (by id; none named: all) and put them into `out`, each in one step.

    What of them is `ready`, by id, is not made again; that may still have to be waited for.

    A brief that fails leaves its previous output as it was and does not keep the others from being made; the list of
    the series is made anew where any of them was. Nothing is made where one that is named was not there yet.
    """
    built = Built()
    then = ledger.issued(dossier, as_of.last(dossier.zone)) if as_of else dossier
    absent = [_not_yet(dossier, id_, as_of) for id_ in briefs or dossier.briefs.ids if id_ not in then.briefs]
    if absent and (briefs or not then.briefs):
        built.troubles = absent
        return built
    built.passed_over = absent
    try:
        with locked(out, within=project.output):
            for id_ in briefs or then.briefs.ids:
                with uncollected():
                    built.made.append(_make(project, then, then.briefs[id_], forms, as_of, progress, ready, out))
            if any(made.files for made in built.made):
                page = series_page(then, out, theme_of(project, dossier.project.theme))
                publish_file(out / "index.html", page)
                built.index = out / "index.html"
                if (out / SITE).is_dir() and not all(made.unchanged for made in built.made):
                    stale = f"the archive in `{printable(str(out / SITE))}` was made before this build"
                    built.passed_over.append((stale, "`briefgen site` brings it up to date"))
    except FAILURES as error:
        built.troubles.append(_trouble(error))
    return built


def _not_yet(dossier: Dossier, id_: str, as_of: Moment | None) -> tuple[str, str | None]:
    first = dossier.briefs.revisions(id_)[0]
    since = f"it is from {first.as_of}" if first.as_of else f"its period is {first.period}"
    return f"the brief `{id_}` was not there yet at {as_of}", since


@dataclass(frozen=True, slots=True)
class Prepared:
    """A brief as made and not yet written: its files by name, the troubles met, and what the list says of it."""

    files: dict[str, bytes]
    troubles: tuple[tuple[str, str | None], ...]
    about: Mapping[str, object] = field(default_factory=dict)


def prepare_all(
    project: Project,
    dossier: Dossier,
    briefs: Sequence[str],
    forms: Sequence[str],
    as_of: Moment | None,
    out: Path | None = None,
) -> dict[str, Prepared]:
    """What `build` makes of these briefs, without writing it. Raises where one of them cannot be made.

    What lies in the folder `out` as it would be made is left out.
    """
    then = ledger.issued(dossier, as_of.last(dossier.zone)) if as_of else dossier
    made: dict[str, Prepared] = {}
    for id_ in briefs or then.briefs.ids:
        brief = then.briefs[id_]
        if out is None or unchanged.is_there(out / id_, _digest(project, then, brief, as_of), forms) is None:
            made[id_] = _prepare(project, then, brief, forms, as_of)
    return made


def _make(
    project: Project,
    dossier: Dossier,
    brief: Brief,
    forms: Sequence[str],
    as_of: Moment | None,
    progress: Progress,
    ready: Callable[[], Mapping[str, Prepared]],
    out: Path,
) -> Made:
    try:
        source = _digest(project, dossier, brief, as_of)  # first, for it takes as long as some of the waiting
        if (there := unchanged.is_there(out / brief.id, source, forms)) is not None:
            for form in forms:
                progress(brief.id, form)
            return Made(brief.id, tuple(out / brief.id / name for name in there), unchanged=True)
        if prepared := ready().get(brief.id):
            for form in forms:
                progress(brief.id, form)
        else:
            prepared = _prepare(project, dossier, brief, forms, as_of, progress)
    except FAILURES as error:
        return Made(brief.id, (), (_trouble(error),))
    folder, troubles, written = out / brief.id, prepared.troubles, bool(prepared.files)
    if prepared.files:
        try:
            publish(folder, prepared.files, source, prepared.about)
            if not troubles:
                unchanged.remember(source, prepared.files)
        except PublishError as error:
            troubles, written = (*troubles, _trouble(error)), error.in_place
    return Made(brief.id, tuple(folder / name for name in prepared.files) if written else (), troubles)


def _prepare(
    project: Project,
    dossier: Dossier,
    brief: Brief,
    forms: Sequence[str],
    as_of: Moment | None,
    progress: Progress = lambda _brief, _form: None,
) -> Prepared:
    files: dict[str, bytes] = {}
    troubles: list[tuple[str, str | None]] = []
    briefing = briefing_of(dossier, brief, as_of)
    theme = theme_of(project, brief.theme or dossier.project.theme)
    for form in forms:
        progress(brief.id, form)
        try:
            made = OUTPUTS[form](briefing, theme)
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
        files[f"{file_stem(brief.id, briefing.masthead.state)}.{form}"] = made.data
        hint = _REMARK_HINT if theme.own else _FAULT_HINT
        remarks = [remark for remark in made.remarks if _NO_GLYPH not in remark or not _boxes_meant(dossier)]
        troubles += [(f"{form.upper()} of {brief.id}: {remark}", hint) for remark in remarks]
    return Prepared(files, tuple(troubles), about(briefing, dossier.cutoff(brief)))


def _boxes_meant(dossier: Dossier) -> bool:
    """Whether characters without a glyph may stand: a rule tells them, and they are errors no more, or allowed."""
    if dossier.project.rules.get(_NO_GLYPH_RULE, "error") != "error":
        return True
    return any(each.rule == _NO_GLYPH_RULE for records in dossier.kinds for record in records for each in record.allow)


_NO_GLYPH = ".notdef glyph"
"""What the renderer says of a character that no font has."""
_NO_GLYPH_RULE = "missing-glyph"


def _digest(project: Project, dossier: Dossier, brief: Brief, as_of: Moment | None) -> str:
    """What the forms of a brief are made from, as a hash: forms with the same one belong together."""
    theme, seen = theme_of(project, brief.theme or dossier.project.theme), seen_by(dossier, brief, as_of)
    held = [records.content(seen, theme.name), records.texts(seen), as_of.text if as_of else None]
    digest = hashlib.sha256(json.dumps([__version__, brief.id, held]).encode())
    for name in pictures_named(seen) if seen.images else ():
        digest.update(name.encode() + seen.images[name].data if name in seen.images else b"")
    digest.update(theme.digest.encode())
    return digest.hexdigest()


def _trouble(error: Exception) -> tuple[str, str | None]:
    """A failure as a sentence and what to do about it."""
    return str(error), getattr(error, "hint", None)


_REMARK_HINT = "the printed page may lack something; look at the theme"
_FAULT_HINT = "the printed page may lack something; please report it, for no template of the project's own is at work"


FAILURES = (PublishError, themes.UnknownTheme, themes.TemplateFault)
