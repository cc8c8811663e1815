"""Indicators: which were seen, by what and since when, which nobody touched for long, and where they point."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from briefgen import ledger
from briefgen.model import Assessment, Brief, Dossier, Event, Forecast, Indicator, Judgement, Records, Signpost

Sign = Indicator | Signpost


@dataclass(frozen=True, slots=True)
class Sighting:
    """An event in which an indicator was seen, and from when on the desk knew that, in seconds since 1970."""

    event: str
    since: float
    """`ledger.FROM_THE_START` where nothing says."""


@dataclass(frozen=True, slots=True)
class Watched:
    """An indicator as it stands at the cut-off of a brief."""

    sign: Sign
    owners: tuple[str, ...]
    """The ids of the forecasts and judgements of the brief that it is watched for."""
    seen: tuple[Sighting, ...]
    """The first known first; none in an event that was retracted."""
    unchanged: int
    """How many issues, this one included, printed it as the one before them did."""
    stale: bool
    """Whether these are as many as the project's `stale_after:`."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Where indicators that were newly seen in a theatre say that it is heading, against the previous issue."""

    theatre: str
    trend: Literal["deteriorated", "improved", "unchanged"]
    """`unchanged` where as many point one way as the other."""
    because: tuple[tuple[Watched, tuple[str, ...]], ...]
    """The indicators, each with the events of the theatre in which it was newly seen."""


def board(dossier: Dossier, brief: Brief) -> tuple[Watched, ...]:
    """The indicators of the judgements and open forecasts that a brief prints: the last seen first, the unseen after.

    They are as known at its cut-off, from whatever dossier holds what was known then.
    """
    found = dossier.derived("boards", dict[Brief, tuple[Watched, ...]])
    if brief not in found:
        found[brief] = _board(dossier, brief)
    return found[brief]


def _board(dossier: Dossier, brief: Brief) -> tuple[Watched, ...]:
    open_ = {each.id for each in _printed(dossier, brief) if not _came_out(dossier, brief, each)}
    rows = [each for each in _watched(dossier, brief) if not open_.isdisjoint(each.owners)]
    return tuple(sorted(rows, key=lambda each: -each.seen[0].since if each.seen else float("inf")))


def proposals(dossier: Dossier, brief: Brief) -> tuple[Proposal, ...]:
    """The trends that follow from the indicators first seen, or seen anew, since the previous issue, by theatre.

    Those of forecasts that have come out since count as well. An indicator points one way in each theatre, however
    often it was seen there; only one with a `trend:` points anywhere.
    """
    before = ledger.issues_before(dossier, brief)
    since = dossier.cutoff(before[0]) if before else ledger.FROM_THE_START
    pointing: dict[str, dict[int, tuple[Watched, list[str]]]] = {}
    for number, each in enumerate(_watched(dossier, brief)):
        for sighting in each.seen if each.sign.trend else ():
            theatre = _theatre(dossier, sighting.event, dossier.cutoff(brief))
            if theatre and (sighting.since > since or not before):
                pointing.setdefault(theatre, {}).setdefault(number, (each, []))[1].append(sighting.event)
    return tuple(_proposal(theatre, pointing[theatre].values()) for theatre in sorted(pointing))


def not_withdrawn(dossier: Dossier, ids: Iterable[str]) -> tuple[str, ...]:
    """Those of some events that were not retracted: in another, nothing was seen."""
    found = ((id_, dossier.events.get(id_)) for id_ in ids)
    return tuple(id_ for id_, event in found if event is None or event.status != "retracted")


def _proposal(theatre: str, pointing: Iterable[tuple[Watched, list[str]]]) -> Proposal:
    because = tuple((each, tuple(events)) for each, events in pointing)
    better = sum(1 if each.sign.trend == "improved" else -1 for each, _ in because)
    trend: Literal["deteriorated", "improved", "unchanged"] = "improved" if better > 0 else "deteriorated"
    return Proposal(theatre, trend if better else "unchanged", because)


def _theatre(dossier: Dossier, id_: str, moment: int) -> str | None:
    event = ledger.standing(dossier, id_, moment)
    return dossier.theatre(event) if isinstance(event, Event) else None


def _came_out(dossier: Dossier, brief: Brief, record: Judgement) -> bool:
    outcome = record.outcome if isinstance(record, Forecast) else None
    return outcome is not None and dossier.instant(outcome.on) <= dossier.cutoff(brief)


def _printed(dossier: Dossier, brief: Brief) -> Iterator[Forecast | Assessment]:
    """The judgements and forecasts that a brief prints, as they stand at its cut-off."""
    for records, named in ((dossier.forecasts, brief.forecasts), (dossier.assessments, brief.judgements)):
        for id_ in sorted(records.ids if named is None else set(named)):  # whatever file they are written in
            stands = ledger.standing(dossier, id_, dossier.cutoff(brief)) if id_ in records else None
            if isinstance(stands, (Forecast, Assessment)):
                yield stands


def _watched(dossier: Dossier, brief: Brief) -> list[Watched]:
    """Every indicator that a brief prints, with all that it is watched for."""
    found = dossier.derived("watched", dict[Brief, list[Watched]])
    if brief not in found:
        found[brief] = _watch(dossier, brief)
    return found[brief]


def _watch(dossier: Dossier, brief: Brief) -> list[Watched]:
    cutoff = dossier.cutoff(brief)
    issues = [brief, *ledger.issues_before(dossier, brief)]
    owners: dict[str, list[str]] = {}
    signs: dict[str, tuple[Sign, Judgement]] = {}
    for record in _printed(dossier, brief):
        for sign in record.indicators if isinstance(record, Forecast) else record.would_change:
            key = _key(sign)
            if home := _home(dossier, key, cutoff):
                signs[key] = home
            elif isinstance(sign, Signpost) and sign.indicator is None:
                signs[key] = sign, record
            else:
                continue  # a later version of the forecast no longer watches for it
            owners.setdefault(key, []).append(record.id)
    return [_row(dossier, issues, key, *signs[key], owners[key]) for key in owners]


def _row(dossier: Dossier, issues: list[Brief], key: str, sign: Sign, record: Judgement, owners: list[str]) -> Watched:
    cutoff = dossier.cutoff(issues[0])
    versions = _versions(dossier, record, key, cutoff)
    seen = sorted(_sightings(dossier, sign, versions, cutoff), key=lambda each: (each.since, each.event))
    changes = [since for n, (since, each) in enumerate(versions) if n == 0 or each != versions[n - 1][1]]
    touched = max([*changes, *(each.since for each in seen)], default=ledger.FROM_THE_START)
    since = bisect_right(issues, -touched, key=lambda issue: -dossier.cutoff(issue))  # the latest stand first
    held = [issue for issue in issues[:since] if issue.holds(record)]
    unchanged = max(0, len(held) - 1)
    return Watched(sign, tuple(owners), tuple(seen), unchanged, unchanged >= dossier.project.stale_after)


def _home(dossier: Dossier, id_: str, moment: int) -> tuple[Indicator, Forecast] | None:
    """An indicator of a forecast as it stands at a moment, by its id, and that forecast."""
    for owner in dossier.derived("forecasts of indicators", lambda: _owners(dossier)).get(id_, ()):
        stands = ledger.standing(dossier, owner, moment)
        for sign in stands.indicators if isinstance(stands, Forecast) else ():
            if sign.id == id_:
                return sign, stands  # type: ignore[return-value]
    return None


def _owners(dossier: Dossier) -> Mapping[str, Collection[str]]:
    """The forecasts that have an indicator in any of their versions, by its id."""
    found: dict[str, dict[str, None]] = {}
    for forecast in dossier.forecasts:
        for sign in forecast.indicators:
            found.setdefault(sign.id, {})[forecast.id] = None
    return found


def _key(sign: Sign) -> str:
    """By what an indicator is known from version to version: its id, or its words, which no id can be."""
    if isinstance(sign, Indicator):
        return sign.id
    return sign.indicator or f"{sign.text} "


def _versions(dossier: Dossier, record: Judgement, key: str, moment: int) -> list[tuple[float, Sign]]:
    """An indicator in each version of its record that was known at a moment, with since when, the first first."""
    records: Records[Forecast] | Records[Assessment] = (
        dossier.forecasts if isinstance(record, Forecast) else dossier.assessments
    )
    found: list[tuple[float, Sign]] = []
    for version in records.revisions(record.id):
        known = ledger.known_since(dossier, version)
        since = ledger.FROM_THE_START if known is None else known
        signs = version.indicators if isinstance(version, Forecast) else version.would_change
        found += [(since, sign) for sign in signs if _key(sign) == key and since <= moment][:1]
    return found


def _sightings(dossier: Dossier, sign: Sign, versions: list[tuple[float, Sign]], moment: int) -> Iterator[Sighting]:
    """Where an indicator was seen: since the event was known, or since a later version named it for the first time."""
    for id_ in sign.seen:
        known = ledger.first_known(dossier, id_)
        event = ledger.standing(dossier, id_, moment)
        if known is None or known > moment or not isinstance(event, Event) or event.status == "retracted":
            continue
        number, named = next((number, since) for number, (since, each) in enumerate(versions) if id_ in each.seen)
        yield Sighting(id_, max(known, named) if number else known)
