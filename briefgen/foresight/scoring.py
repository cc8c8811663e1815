"""How one forecast fared: what was held likely and for how long, against what happened.

Its score is the Brier score (Brier 1950, *Verification of forecasts expressed in terms of probability*) in the form for
what happens or does not, `(f - o)²`: 0 is perfect, 1 always wrong. A forecast that was revised is scored as the Good
Judgment Project scored its forecasters (Mellers et al. 2014, *Psychological strategies for winning a geopolitical
forecasting tournament*): each probability counts for the time it was in force, in days and parts of days.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from briefgen import ledger
from briefgen.dates import Moment, window
from briefgen.model import Brief, Dossier, Forecast, Likelihood
from briefgen.scales import Handling, Scale, Term

SCORED = {"occurred": True, "did-not-occur": False}
"""The results that a forecast is held against; one that is void or cannot be resolved says nothing."""
_DAY = 86400


@dataclass(frozen=True, slots=True)
class Stretch:
    """A probability, in 0..1, with the term it is or falls under, and the share of the time for which it was held."""

    probability: float
    term: Term | None
    share: float
    days: float | None
    """How long that was; None where nothing says from when on."""

    @property
    def words(self) -> str:
        """The term, or the number where another was stated than the middle of its band: `likely`, `85 %`."""
        if self.term and self.probability == self.term.middle:
            return self.term.words[0]
        return f"{self.probability * 100:g} %"

    def score(self, happened: bool) -> float:
        """The squared error of the probability."""
        return (self.probability - happened) ** 2


@dataclass(frozen=True, slots=True)
class AtIssue:
    """What an issue printed of a forecast while it was open: its probability, and once that is known its score."""

    brief: str
    probability: float
    score: float | None


@dataclass(frozen=True, slots=True)
class Fared:
    """A forecast, in its latest version, and how it fared."""

    forecast: Forecast
    stretches: tuple[Stretch, ...]
    """From when it was made until it came out or its horizon passed; empty where no likelihood was stated."""
    issues: tuple[AtIssue, ...]
    overdue: bool
    """Whether its horizon has passed, and nobody said how it came out."""
    handling: Handling

    @property
    def result(self) -> str | None:
        """How it came out; None while it is open."""
        return self.forecast.outcome.result if self.forecast.outcome else None

    @property
    def happened(self) -> bool | None:
        """Whether it happened; None where that cannot be said."""
        return SCORED.get(self.result or "")

    @property
    def score(self) -> float | None:
        """Its Brier score, weighted by time; None where it has none."""
        happened = self.happened
        if happened is None or not self.stretches:
            return None
        return sum(each.share * each.score(happened) for each in self.stretches)

    @property
    def days(self) -> float | None:
        """For how long its probabilities were in force."""
        lengths = [each.days for each in self.stretches]
        return sum(filter(None, lengths)) if lengths and None not in lengths else None


def fared(dossier: Dossier, forecast: Forecast, moment: int) -> Fared:
    """How a forecast fared as far as a dossier knows at a moment (seconds since 1970), which it is to be taken at.

    It counts as made at the `as_of` of its first version, or else at the cut-off of the first issue that prints it. One
    prints what is not marked above it.
    """
    versions = dossier.forecasts.revisions(forecast.id)
    printed = [
        (cutoff, each, stood)
        for cutoff, each in _issues(dossier)
        if cutoff <= moment and each.holds(forecast) and (stood := _standing(dossier, versions, cutoff))
        if ledger.marking(dossier, stood) <= ledger.marking(dossier, each)
    ]
    first, ended, now = versions[0].as_of, _ended(dossier, forecast), _over(moment)
    made = dossier.instant(first) if first else next((_over(cutoff) for cutoff, _, _ in printed), None)
    stretches = _stretches(dossier, versions, made, now if ended is None else min(ended, now))
    open_ = [(each, stood) for cutoff, each, stood in printed if ended is None or cutoff < ended]
    issues = (_at_issue(dossier.project.scale, forecast, each, stood) for each, stood in open_)
    overdue, handling = is_overdue(dossier, forecast, moment), ledger.marking(dossier, forecast)
    return Fared(forecast, stretches, tuple(filter(None, issues)), overdue, handling)


def is_overdue(dossier: Dossier, forecast: Forecast, moment: int) -> bool:
    """Whether the horizon of a forecast has passed at a moment, and nothing says how it came out."""
    horizon = _horizon(dossier, forecast)
    return forecast.outcome is None and horizon is not None and horizon <= moment


def stated(scale: Scale, likelihood: Likelihood | None) -> float | None:
    """The probability that a likelihood is scored at: a number, the middle of a range or that of a term's band."""
    if likelihood is None:
        return None
    if likelihood.term is not None:
        term = scale.term(likelihood.term)
        return term.middle if term else None
    return ((likelihood.low or 0.0) + (likelihood.high or 0.0)) / 2


def latest(dossier: Dossier) -> Moment | None:
    """The last moment that a ledger tells of: of cut-offs, of versions of forecasts and of their outcomes."""
    cutoffs = (brief.cutoff for brief in dossier.briefs)
    told = (moment for each in dossier.forecasts for moment in (each.as_of, each.outcome and each.outcome.on) if moment)
    return max(chain(cutoffs, told), key=lambda moment: moment.last(dossier.zone), default=None)


def _horizon(dossier: Dossier, forecast: Forecast) -> int | None:
    """The instant at which the horizon has passed; None where it has none, or is open."""
    return window(forecast.by, None, dossier.zone).last if forecast.by else None


def _ended(dossier: Dossier, forecast: Forecast) -> int | None:
    """When a forecast came out or its horizon passed, whichever was first: later versions are hindsight."""
    came_out = dossier.instant(forecast.outcome.on) if forecast.outcome else None
    return min((each for each in (came_out, _horizon(dossier, forecast)) if each is not None), default=None)


def _issues(dossier: Dossier) -> list[tuple[int, Brief]]:
    """The issues of a series, each with its cut-off, by which they are sorted."""
    return dossier.derived(
        "issues by their cut-offs",
        lambda: sorted(
            ((dossier.cutoff(each), each) for each in dossier.briefs.current), key=lambda e: (e[0], e[1].id)
        ),
    )


def _over(last: int) -> int:
    """When a moment is over: that of a day, whose last instant is its last second, with that second."""
    return last + 1 if last % 60 == 59 else last


def _at_issue(scale: Scale, forecast: Forecast, issue: Brief, stood: Forecast) -> AtIssue | None:
    probability = stated(scale, stood.likelihood)
    if probability is None:
        return None
    happened = SCORED.get(forecast.outcome.result) if forecast.outcome else None
    return AtIssue(issue.id, probability, None if happened is None else (probability - happened) ** 2)


def _standing(dossier: Dossier, versions: Sequence[Forecast], moment: int) -> Forecast | None:
    known = (each for each in reversed(versions) if each.as_of is None or dossier.instant(each.as_of) <= moment)
    return next(known, None)


def _stretches(dossier: Dossier, versions: Sequence[Forecast], made: int | None, end: int) -> tuple[Stretch, ...]:
    """What was held from when a forecast was made until an end, each for its time.

    Where that is no time at all, or nothing says since when it was held, what stood at the end counts alone.
    """
    held = list(_in_force(dossier, versions, made, end))
    if not held:
        stood = _standing(dossier, versions, max(end, made or end))
        held = [(stood, None)] if stood else []
    told = [(each, seconds) for each, seconds in held if stated(dossier.project.scale, each.likelihood) is not None]
    whole = sum(seconds or 0 for _, seconds in told)
    return tuple(_stretch(dossier.project.scale, each, seconds, whole) for each, seconds in told)


def _in_force(
    dossier: Dossier, versions: Sequence[Forecast], made: int | None, end: int
) -> Iterator[tuple[Forecast, int | None]]:
    """The versions that were in force before an end, each with the seconds for which it was."""
    if made is None:
        return
    since = [max(made, dossier.instant(each.as_of) if each.as_of else made) for each in versions]
    for each, (start, stop) in zip(versions, pairwise([*since, end]), strict=True):
        if (seconds := min(stop, end) - start) > 0:
            yield each, seconds


def _stretch(scale: Scale, version: Forecast, seconds: int | None, whole: int) -> Stretch:
    probability = stated(scale, version.likelihood) or 0.0
    share = seconds / whole if seconds and whole else 1.0
    return Stretch(probability, scale.at(probability), share, seconds / _DAY if seconds else None)
