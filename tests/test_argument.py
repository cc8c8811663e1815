"""Whether judgements and their sources bear what they claim: what takes more than one project to show."""

from __future__ import annotations

import pytest
from conftest import Desk

SOURCES = """
sources:
  - {id: log, title: Grid log, reliability: B}
  - {id: paper, title: Valley paper, reliability: B}
events:
  - {id: outage, date: 2024-03-01, title: Power fails, sources: [log]}
  - {id: ice, date: 2024-03-01, title: Ice lies on the line, sources: [paper]}
"""


def told(desk: Desk, rule: str, text: str, project: str = "") -> list[str]:
    """What a rule says of a project, in the order of the lines."""
    head = f"project: {{series: Grid Watch, handling: TLP:CLEAR{project and ', ' + project}}}\n"
    desk.write("content/a.yaml", head + text)
    found = desk.findings("--select", rule)
    assert {each["rule"] for each in found} <= {rule}, found
    return [each["message"] for each in found]


JUDGEMENTS = """
assessments:
  - {id: key, as_of: KNOWN, text: "It will {likely} hold.", basis: [outage], handling: MARK}
forecasts:
  - {id: far, as_of: KNOWN, text: "It will {likely} hold.", basis: [outage], handling: MARK}
briefs:
  - {id: issue, title: The grid, cutoff: 2024-03-02, period: 2024-03 NAMES}
"""
KEY_RULES = {
    "judgement-without-alternative": "key",
    "judgement-without-indicator": "key",
    "unwatched-forecast": "far",
}


@pytest.mark.parametrize(("rule", "id_"), KEY_RULES.items())
@pytest.mark.parametrize(
    ("known", "mark", "names", "printed"),
    [
        ("2024-03-02", "TLP:CLEAR", "", True),
        ("2024-03-02", "TLP:CLEAR", ", judgements: [key], forecasts: [far]", True),
        ("2024-03-02", "TLP:CLEAR", ", judgements: [], forecasts: []", False),
        ("2024-03-03", "TLP:CLEAR", "", False),  # known after the cut-off
        ("2024-03-02", "TLP:RED", "", False),
    ],
)
def test_a_brief_that_names_no_judgements_prints_all_that_are_current(
    desk: Desk, rule: str, id_: str, known: str, mark: str, names: str, printed: bool
) -> None:
    found = told(
        desk, rule, SOURCES + JUDGEMENTS.replace("KNOWN", known).replace("MARK", mark).replace(" NAMES", names)
    )
    assert len(found) == printed
    assert all(f"`{id_}`" in message for message in found)
