"""The sample series as a whole: four issues on Syria, each with a memory of the one before."""

from __future__ import annotations

from itertools import pairwise

import pytest
from conftest import ROOT

from briefgen import ledger
from briefgen.build import checking
from briefgen.build.project import find
from briefgen.build.theming import theme_of
from briefgen.model import Dossier

DAYS = ("01", "08", "15", "22")


@pytest.fixture(scope="module")
def issues() -> list[Dossier]:
    """What the desk knew at the cut-off of each situation report in English, the earliest first."""
    dossier = checking.check(find(ROOT)).dossier
    assert dossier is not None
    moments = [dossier.briefs[f"syria-2024-12-{day}"].cutoff.last(dossier.zone) for day in DAYS]
    return [ledger.as_known(dossier, moment) for moment in moments]


def test_the_sample_is_of_the_size_of_a_desk_s_month(issues):
    last = issues[-1]
    assert len(last.events.ids) >= 75
    assert len(last.sources.ids) >= 70
    assert len(last.assessments.ids) >= 12
    assert len(last.forecasts.ids) >= 11


def test_every_key_judgement_has_alternatives_indicators_and_a_graded_assumption(issues):
    for known, day in zip(issues, DAYS, strict=True):
        named = known.briefs[f"syria-2024-12-{day}"].judgements or ()
        key = [known.assessments[id_] for id_ in named]
        assert key
        for each in key:
            assert len(each.alternatives) >= 2, each.id
            assert len(each.would_change) >= 3, each.id
            assert any(assumption.grade for assumption in each.assumptions), each.id


def test_every_issue_knows_twenty_events_more_than_the_one_before(issues):
    assert all(len(after.events.ids) - len(before.events.ids) >= 20 for before, after in pairwise(issues))


def test_judgements_move_from_issue_to_issue_and_say_why(issues):
    moved = [
        later
        for before, after in pairwise(issues)
        for later in after.assessments.current
        if later.id in before.assessments and later.likelihood is not None
        for earlier in [before.assessments[later.id]]
        if (earlier.likelihood, earlier.confidence) != (later.likelihood, later.confidence)
    ]
    assert len({each.id for each in moved}) >= 5
    assert all(each.changed for each in moved)


def test_forecasts_come_out_and_others_are_open_at_the_end(issues):
    forecasts = list(issues[-1].forecasts.current)
    assert sum(each.outcome is not None for each in forecasts) >= 7
    assert sum(each.outcome is None and each.by.text >= "2025-01" for each in forecasts) >= 5


def test_a_source_loses_a_grade_and_an_event_is_corrected(issues):
    downgraded, corrected = set(), set()
    for before, after in pairwise(issues):
        for source in after.sources.current:
            earlier = before.sources.get(source.id)
            if earlier is not None and earlier.reliability < source.reliability < "F":
                downgraded.add(source.id)
        for event in after.events.current:
            if event.id in before.events and before.events[event.id].status != event.status:
                corrected.add(event.id)
    assert downgraded == {"tvn24-khmeimim"}
    assert {"manbij-truce", "khmeimim-airlifters"} <= corrected


def test_the_seals_of_the_sample_are_those_of_the_page_as_it_is_now():
    """Where a template changes, the sample is sealed anew: `briefgen issue ID --again`."""
    project = find(ROOT)
    for seal in checking.load(project).dossier.issues:
        assert seal.theme_sha256 == theme_of(project, seal.theme).digest, seal.brief
