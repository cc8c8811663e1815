"""The desk's record: all its forecasts together, scored, and held against what happened."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from briefgen.foresight.scoring import Fared, Stretch, fared
from briefgen.ledger import first_known
from briefgen.model import Dossier, Forecast
from briefgen.scales import per_cent

CALIBRATED = 20
"""From how many scored forecasts on calibration is shown: of fewer it would tell chance."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts of one term, or that have something else in common.

    Each counts in it for the share of its time that it spent there, so that one which moved counts in both its terms.
    """

    name: str
    forecast: float
    """The mean probability that they stated."""
    observed: float
    """The share of them that occurred."""
    count: int
    """How many they are."""
    weight: float
    """The sum of their shares: the `count`, less what they spent elsewhere."""
    score: float
    """Their mean Brier score."""

    @property
    def forecast_words(self) -> str:
        """`67 %`."""
        return f"{per_cent(self.forecast)} %"

    @property
    def observed_words(self) -> str:
        """`75 %`."""
        return f"{per_cent(self.observed)} %"


class Decomposition(NamedTuple):
    """What a Brier score is made of: `reliability - resolution + uncertainty`.

    Exactly that where all forecasts of a bin state the same probability (Murphy 1973, *A new vector partition of the
    probability score*).
    """

    reliability: float
    """How far what was forecast lies from what happened: the calibration; smaller is better."""
    resolution: float
    """How far the bins are apart in what happened; larger is better."""
    uncertainty: float
    """How hard it was to say: the score of always stating the base rate."""


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """How the forecasts of a desk fared."""

    forecasts: tuple[Fared, ...]

    @property
    def scored(self) -> tuple[Fared, ...]:
        """Those that occurred or did not, and had a likelihood."""
        return tuple(each for each in self.forecasts if each.score is not None)

    @property
    def overdue(self) -> tuple[Fared, ...]:
        """Those whose horizon has passed, and of which nobody said how they came out."""
        return tuple(each for each in self.forecasts if each.overdue)

    @property
    def occurred(self) -> int:
        """How many occurred."""
        return self._came_out("occurred")

    @property
    def did_not_occur(self) -> int:
        """How many did not."""
        return self._came_out("did-not-occur")

    @property
    def void(self) -> int:
        """Of how many the condition was not met."""
        return self._came_out("void")

    @property
    def unresolvable(self) -> int:
        """Of how many nobody can say how they came out."""
        return self._came_out("unresolvable")

    @property
    def open(self) -> int:
        """Of how many it is not known yet."""
        return sum(each.result is None for each in self.forecasts)

    @property
    def conditional(self) -> int:
        """How many that have come out had a condition."""
        return sum(each.result == "void" or bool(each.result and each.forecast.condition) for each in self.forecasts)

    @property
    def void_share(self) -> float | None:
        """Which share of those is void; None where there are none."""
        return self.void / self.conditional if self.conditional else None

    @property
    def told(self) -> bool:
        """Whether any has come out."""
        return self.open < len(self.forecasts)

    @property
    def telling(self) -> bool:
        """Whether there are enough of them to say how well the desk's words fit what happens."""
        return len(self.scored) >= CALIBRATED

    @property
    def score(self) -> float | None:
        """The mean Brier score of those that are scored; None where none is."""
        scores = [each.score for each in self.scored if each.score is not None]
        return sum(scores) / len(scores) if scores else None

    @property
    def base_rate(self) -> float | None:
        """The share of those that are scored which occurred."""
        scored = self.scored
        return sum(bool(each.happened) for each in scored) / len(scored) if scored else None

    @property
    def even_score(self) -> float | None:
        """What always saying 0.5 would have scored."""
        return 0.25 if self.scored else None

    @property
    def base_rate_score(self) -> float | None:
        """What always stating the base rate would have scored."""
        rate = self.base_rate
        return None if rate is None else rate * (1 - rate)

    @property
    def bins(self) -> tuple[Bin, ...]:
        """Those that are scored by the term of their likelihood, the least likely first."""
        return tuple(sorted(self.by(_term), key=lambda each: (each.forecast, each.name)))

    @property
    def decomposition(self) -> Decomposition | None:
        """What the score is made of; None where there are too few forecasts to tell."""
        return decomposition(self.bins) if self.telling else None

    def by(self, name: Callable[[Fared, Stretch], str]) -> tuple[Bin, ...]:
        """Those that are scored by what they have in common, in the order of its names."""
        found: dict[str, list[tuple[Fared, Stretch]]] = {}
        for each in self.scored:
            for stretch in each.stretches:
                found.setdefault(name(each, stretch), []).append((each, stretch))
        return tuple(_bin(each, found[each]) for each in sorted(found))

    def _came_out(self, result: str) -> int:
        return sum(each.result == result for each in self.forecasts)


def record(dossier: Dossier, moment: int) -> TrackRecord:
    """How all forecasts of a dossier fared, as far as it knows at a moment; which it is to be taken at.

    They stand in the order in which they were first made; of equals `f-2` before `f-10`.
    """

    def made(forecast: Forecast) -> tuple[float, list[str | int]]:
        since = first_known(dossier, forecast.id)
        parts = enumerate(re.split("([0-9]+)", forecast.id))
        return float("-inf") if since is None else since, [int(part) if n % 2 else part for n, part in parts]

    return TrackRecord(tuple(fared(dossier, each, moment) for each in sorted(dossier.forecasts.current, key=made)))


def decomposition(bins: Iterable[Bin]) -> Decomposition:
    """What the score of some bins is made of, of which there is one at least."""
    bins = tuple(bins)
    count = sum(each.weight for each in bins)
    mean = sum(each.weight * each.observed for each in bins) / count
    return Decomposition(
        sum(each.weight * (each.forecast - each.observed) ** 2 for each in bins) / count,
        sum(each.weight * (each.observed - mean) ** 2 for each in bins) / count,
        mean * (1 - mean),
    )


def _term(_fared: Fared, stretch: Stretch) -> str:
    return stretch.term.words[0] if stretch.term else f"{stretch.probability * 100:g} %"


def _bin(name: str, held: list[tuple[Fared, Stretch]]) -> Bin:
    weight = sum(stretch.share for _, stretch in held)
    return Bin(
        name,
        sum(stretch.share * stretch.probability for _, stretch in held) / weight,
        sum(stretch.share for each, stretch in held if each.happened) / weight,
        len({each.forecast.id for each, _ in held}),
        weight,
        sum(stretch.share * stretch.score(bool(each.happened)) for each, stretch in held) / weight,
    )
