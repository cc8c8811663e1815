"""From a checked dossier to files in the output folder: the second half of every build."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefgen import __version__, ledger
from briefgen.archive import records
from briefgen.briefing import seen_by
from briefgen.build import unchanged
from briefgen.build.checking import pictures_named, uncollected
from briefgen.build.files import printable
from briefgen.build.preparing import (
    FAILURES,
    NoCluster,
    Order,
    Prepared,
    Progress,
    Step,
    Trouble,
    prepare,
    prepare_several,
    trouble,
)
from briefgen.build.project import Project
from briefgen.build.publish import PublishError, locked, publish, publish_file
from briefgen.build.series import SITE, series_page
from briefgen.build.theming import theme_of
from briefgen.dates import Moment
from briefgen.model import Dossier
from briefgen.scales import Handling

if TYPE_CHECKING:
    from briefgen.build.site import Site


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one brief: the files written, and the troubles met, each a sentence and what to do about it."""

    brief: str
    files: tuple[Path, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    unchanged: bool = False
    """Whether these files lay there already as they would be made."""
    notes: tuple[Trouble, ...] = ()
    """What is well and might be better, and how."""


@dataclass(slots=True)
class Built:
    """What a build made: a line for each brief, the page of the series, and where it was made too, its archive."""

    made: list[Made] = field(default_factory=list)
    index: Path | None = None
    archive: Site | None = None
    troubles: list[Trouble] = field(default_factory=list)
    passed_over: list[Trouble] = field(default_factory=list)
    """What was left as it is, such as briefs that were not there yet at the moment asked for, not made in the usual
    way, or might be better: a sentence, and why."""

    @property
    def failed(self) -> bool:
        """Whether anything that was asked for is missing."""
        return bool(self.troubles) or any(each.troubles for each in self.made)

    @property
    def written(self) -> bool:
        """Whether there is anything new in the output folder."""
        return self.index is not None or any(each.files for each in self.made)


class Ready(NamedTuple):
    """A brief as made."""

    source: str
    """The hash of what it is made from."""
    made: Prepared
    """Nothing, where it lay in its folder already as it would be made."""


class _How(NamedTuple):
    """How briefs are made: as known when, who is told, what is ready of a single one, and by whom."""

    as_of: Moment | None
    progress: Progress
    ready: Callable[[Progress], Ready | None]
    executor: str | None

    def tell(self, brief: str, forms: Sequence[str], step: Step = "made") -> None:
        """Tell what became of a brief."""
        for form in forms:
            self.progress(brief, form, step)


def build(
    project: Project,
    dossier: Dossier,
    briefs: Sequence[str],
    forms: Sequence[str],
    out: Path,
    as_of: Moment | None = None,
    progress: Progress = lambda *_: None,
    ready: Callable[[Progress], Ready | None] = lambda _progress: None,
    executor: str | None = None,
    archive: bool = False,
) -> Built:
    """Make these forms of these briefs (by id; none named: all) and put them into `out`, each in one step.

    A single one that is `ready` is not made again; that may still have to be waited for. `executor` is the address of a
    cluster whose workers make them. With `archive`, the archive of the series is brought up to date as well.

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
            wanted = list(briefs or then.briefs.ids)
            with uncollected():
                try:
                    for made in _made(project, then, wanted, forms, out, _How(as_of, progress, ready, executor)):
                        built.made.append(made)
                except NoCluster as gone:  # after some were made, perhaps
                    built.troubles.append(trouble(gone))
            built.made.sort(key=lambda made: wanted.index(made.brief))
            built.passed_over += [each for made in built.made for each in made.notes]
            if any(made.files for made in built.made):
                page = series_page(then, out, theme_of(project, dossier.project.theme))
                publish_file(out / "index.html", page)
                built.index = out / "index.html"
                if archive:
                    from briefgen.build.site import renew  # most builds do without

                    built.archive = renew(project, dossier, out, dossier.project.handling or Handling.RED)
                elif (out / SITE).is_dir() and not all(made.unchanged for made in built.made):
                    stale = f"the archive in `{printable(str(out / SITE))}` was made before this build"
                    built.passed_over.append((stale, "`briefgen site` brings it up to date"))
    except FAILURES as error:
        built.troubles.append(trouble(error))
    return built


def _not_yet(dossier: Dossier, id_: str, as_of: Moment | None) -> Trouble:
    first = dossier.briefs.revisions(id_)[0]
    since = f"it is from {first.as_of}" if first.as_of else f"its period is {first.period}"
    return f"the brief `{id_}` was not there yet at {as_of}", since


def make_one(
    project: Project,
    dossier: Dossier,
    id_: str,
    forms: Sequence[str],
    as_of: Moment | None = None,
    progress: Progress = lambda *_: None,
    out: Path | None = None,
) -> Ready:
    """Make a brief without writing it, but where it lies in `out` as it would be made. Raises `FAILURES`."""
    then = ledger.issued(dossier, as_of.last(dossier.zone)) if as_of else dossier
    seen = seen_by(then, then.briefs[id_], as_of)
    order, source = _ordered(project, then, seen, id_, forms, as_of)
    there = out is not None and unchanged.is_there(out / id_, source, forms)
    return Ready(source, Prepared({}, ()) if there else prepare(then, order, progress, seen))


def _made(
    project: Project,
    dossier: Dossier,
    briefs: Sequence[str],
    forms: Sequence[str],
    out: Path,
    how: _How,
) -> Iterator[Made]:
    """Make some briefs and put them into `out`, each as soon as it is made, but for those that are there already."""
    if len(briefs) == 1 and how.executor is None:
        yield _made_alone(project, dossier, briefs[0], forms, out, how)
        return
    orders: dict[str, tuple[Order, str]] = {}
    for id_ in briefs:
        try:  # the digests first, for they take as long as some of the waiting
            seen = seen_by(dossier, dossier.briefs[id_], how.as_of)
            order, source = _ordered(project, dossier, seen, id_, forms, how.as_of)
            there = unchanged.is_there(out / id_, source, forms)
        except FAILURES as error:
            yield Made(id_, (), (trouble(error),))
            continue
        if there is None:
            orders[id_] = order, source
        else:
            how.tell(id_, forms, "there")
            yield _left(out / id_, there)
    left = [order for order, _ in orders.values()]
    for order, prepared in prepare_several(dossier, left, how.progress, how.executor):
        how.tell(order.brief, forms)
        yield _put(out / order.brief, prepared, orders[order.brief][1])


def _made_alone(project: Project, dossier: Dossier, id_: str, forms: Sequence[str], out: Path, how: _How) -> Made:
    """Make a single brief, which may be ready, and put it into `out`."""
    make = partial(make_one, project, dossier, id_, forms, how.as_of, how.progress)
    try:
        ready = how.ready(how.progress) or make(out)
        there = unchanged.is_there(out / id_, ready.source, forms)  # whatever lay there before the folder was locked
        if not (there or ready.made.files or ready.made.troubles):
            ready = make()
    except FAILURES as error:
        return Made(id_, (), (trouble(error),))
    how.tell(id_, forms, "there" if there else "made")
    return _left(out / id_, there) if there else _put(out / id_, ready.made, ready.source)


def _left(folder: Path, names: Sequence[str]) -> Made:
    """A brief that lies there already."""
    return Made(folder.name, tuple(folder / name for name in names), unchanged=True)


def _put(folder: Path, prepared: Prepared, source: str) -> Made:
    """Put a brief in place that is made."""
    troubles, written = prepared.troubles, bool(prepared.files)
    if prepared.files:
        try:
            publish(folder, prepared.files, source, prepared.about)
            if not troubles:
                unchanged.remember(source, prepared.files)
        except PublishError as error:
            troubles, written = (*troubles, trouble(error)), error.in_place
    return Made(
        folder.name,
        tuple(folder / name for name in prepared.files) if written else (),
        troubles,
        False,
        prepared.notes,
    )


def _ordered(
    project: Project, dossier: Dossier, seen: Dossier, id_: str, forms: Sequence[str], as_of: Moment | None
) -> tuple[Order, str]:
    """A brief as an order, and what its forms are made from, as a hash: forms with the same one belong together.

    `seen` is what the brief sees of the dossier.
    """
    theme = theme_of(project, dossier.briefs[id_].theme or dossier.project.theme)
    held = [records.content(seen, theme.name), records.texts(seen), as_of.text if as_of else None]
    text = json.dumps([__version__, id_, held])
    digest = hashlib.sha256(text.encode())
    for name in pictures_named(seen) if seen.images else ():
        digest.update(name.encode() + seen.images[name].data if name in seen.images else b"")
    digest.update(theme.digest.encode())
    return Order(id_, tuple(forms), as_of, theme, len(text)), digest.hexdigest()
