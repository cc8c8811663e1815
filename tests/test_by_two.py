"""A long page is laid out by two processes, where there are processors for them, and is the same as by one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen import beside, themes
from briefgen.briefing import Briefing, briefing_of
from briefgen.build.checking import load
from briefgen.build.project import find
from briefgen.outputs import page
from briefgen.themes import theme

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    dossier = load(find(ROOT)).dossier
    assert dossier is not None
    return briefing_of(dossier, dossier.briefs["syria-2024-12-15"])


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "_MANY", 1)
    monkeypatch.setattr(beside, "has_room", lambda _=True: True)


def made(briefing: Briefing, medium: page.Medium) -> str:
    return page.compose(briefing, themes.find("default", {}), medium, lambda _: "", lambda name: name)


@pytest.mark.parametrize("medium", ["screen", "print", "word"])
def test_it_is_the_same(
    briefing: Briefing, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, medium: page.Medium
) -> None:
    alone = made(briefing, medium)
    request.getfixturevalue("long")
    received: list[str] = []
    result = beside.Beside.result
    monkeypatch.setattr(beside.Beside, "result", lambda self: received.append(result(self)) or received[0])
    assert made(briefing, medium) == alone
    (facts,) = received
    assert 'id="facts"' in facts
    assert 'id="annexes"' not in facts


def test_where_the_second_is_lost_one_makes_it(
    briefing: Briefing, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = made(briefing, "screen")
    request.getfixturevalue("long")
    here, laid_out = os.getpid(), theme._laid_out

    def lost(*asked: object) -> str:
        if os.getpid() != here:
            os._exit(9)
        return laid_out(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(theme, "_laid_out", lost)
    assert made(briefing, "screen") == alone


@pytest.mark.usefixtures("long")
def test_a_template_of_the_project_is_laid_out_by_one(briefing: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "_laid_out", None)
    own = themes.find(
        "default", {"page.html": '{% extends "default/page.html" %}{% block front %}Mine{{ super() }}{% endblock %}'}
    )
    assert "Mine" in page.compose(briefing, own, "screen", lambda _: "", lambda name: name)
