"""What is given to commands: how it is read, refused and completed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from briefgen.build import Project
    from briefgen.dates import Moment
    from briefgen.scales import Handling


class Named(click.Path):
    """A path that is not empty: an empty one would mean the current folder, as a variable does that is not set."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path."""
        if value == "":
            self.fail("a path is missing: it is empty.", param, ctx)
        return super().convert(value, param, ctx)


path_argument = click.argument("path", type=Named(path_type=Path), default=Path())
strict_option = click.option(
    "--strict", is_flag=True, help="Let warnings fail the run as errors do; advice never does."
)


def _marking(_context: click.Context, _parameter: click.Parameter, text: str | None) -> Handling | None:
    """A marking as written, or wrong use."""
    from briefgen.scales import Handling

    if text is None:
        return None
    try:
        return Handling(text)
    except ValueError:
        raise click.BadParameter(f"markings are {', '.join(Handling)}") from None


def cluster_address(_context: click.Context, _parameter: click.Parameter, text: str | None) -> str | None:
    """The address of a cluster's scheduler, or wrong use."""
    if text is not None and not re.fullmatch(r"dask://[^/\s:]+:\d{1,5}", text):
        raise click.BadParameter("the address of a scheduler is written `dask://HOST:PORT`")
    return text


marking_option = click.option("--handling", "limit", metavar="MARKING", callback=_marking,
                              help="Only what may be released at this marking, such as TLP:GREEN.")  # fmt: skip


def rule_names(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    """The rules whose names begin so, for completion."""
    from briefgen.rules import ALL

    return [rule.name for rule in ALL if rule.name.startswith(begun)]


def rule_lists(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    """A list of rules with its last name completed."""
    from briefgen.rules import RULES

    before, comma, last = begun.rpartition(",")
    return [f"{before}{comma}{rule.name}" for rule in RULES if rule.name.startswith(last)]


def rules_named(_context: click.Context, parameter: click.Parameter, lists: tuple[str, ...]) -> frozenset[str]:
    """The rules in lists of names between commas, all of which must be rules."""
    from briefgen.rules import ALL

    known = {rule.name: rule for rule in ALL}
    names = [name.strip() for each in lists for name in each.split(",")]
    for name in names:
        if not name:
            raise click.UsageError("a rule is missing: write names with commas between them.")
        if name not in known:
            unknown("rule", name, list(known), "`briefgen rules` lists them")
        if parameter.name == "ignore" and not known[name].settable:
            why = "a file of the wrong shape is not understood" if known[name].shape else "no page can be made then"
            raise click.UsageError(f"`{name}` cannot be ignored: {why}.")
    return frozenset(names)


def brief_ids(context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    """The ids of briefs that begin so, for completion."""
    return _ids(context, begun, "briefs")


def retractable(context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    """The ids of sources and events that begin so, for completion."""
    return _ids(context, begun, "sources", "events")


def _ids(context: click.Context, begun: str, *sections: str) -> list[str]:
    from briefgen import build as way

    path = next(iter(context.args), context.params.get("path", "."))  # click leaves it where an option lacks its value
    try:
        project = way.find(Path(path))
    except way.WrongUse:
        return []
    return [id_ for id_ in way.ids(project, *sections) if id_.startswith(begun)]


def states(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """The ids of the briefs of the project here that begin so, for completion: one may be in no other one yet."""
    context.params.setdefault("path", ".")
    return brief_ids(context, parameter, begun)


def find(path: Path) -> Project:
    """The project at a path, or wrong use."""
    from briefgen import build as way

    try:
        return way.find(path)
    except way.WrongUse as error:
        raise click.UsageError(str(error)) from None


def moment_of(text: str | None) -> Moment | None:
    """A moment as written, or wrong use."""
    from briefgen.dates import DateError, Moment

    try:
        return None if text is None else Moment.parse(text)
    except DateError as error:
        raise click.BadParameter(str(error), param_hint="--as-of") from None


def unknown(what: str, name: str, known: list[str], otherwise: str) -> NoReturn:
    """End with wrong use: a name that nothing has."""
    from briefgen.diagnostics import did_you_mean

    raise click.UsageError(f"there is no {what} `{name}`; {did_you_mean(name, known) or otherwise + '.'}")
