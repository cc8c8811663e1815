"""The English of estimates: what each rule of the scale finds in a judgement, and what it leaves alone."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from conftest import Desk
from processor import at_most

from briefgen import rules
from briefgen.build import checking
from briefgen.build.project import find
from briefgen.rules import terms
from briefgen.rules.chances import chances_in
from briefgen.scales import SCALES

RULES = frozenset(
    ("term-of-another-scale", "mixed-rows", "likelihood-beside-confidence", "stacked-hedges", "term-against-likelihood",
     "bare-possibility", "likelihood-of-a-thing", "chance-off-scale", "two-likelihoods",
     "certainty-beyond-likelihood", "vague-horizon")
)  # fmt: skip
ICD203 = """
vague-horizon | likely | Soon the line is likely to break.
vague-horizon | likely | Imminently the line is likely to break.
vague-horizon | likely | Some day the line is likely to break.
vague-horizon | likely | Any day now the line is likely to break.
bare-possibility | likely | Nothing rules out a failure.
- | likely | Women should not be excluded from the talks, and are likely to come.
likelihood-beside-confidence | likely | We are highly confident that the line will likely hold.
likelihood-beside-confidence | likely | The line is likely to hold (moderate confidence).
likelihood-beside-confidence | likely | We assess with moderate to high confidence that the line is likely to hold.
likelihood-beside-confidence | likely | We judge, with confidence that is low, that the line is likely to hold.
likelihood-beside-confidence | likely | The line is likely to hold; our confidence in this is moderate.
likelihood-beside-confidence | likely | The line is likely to hold; confidence: high.
likelihood-beside-confidence | likely | With a high degree of confidence, the line is likely to hold.
- | likely | The line is likely to hold. Our confidence is moderate.
- | likely | Consumer confidence is low and the shops are likely to close.
- | likely | The mayor is confident, and the line is likely to hold.
- | likely | The line is likely to hold, and the town has lost confidence in it.
- | unlikely | It is not likely that the line holds.
- | very-unlikely | The line isn't at all likely to hold.
term-against-likelihood | likely | It is not likely that the line holds.
term-against-likelihood | unlikely | The line is not unlikely to hold.
- | unlikely | The line is no more likely to hold than before.
- | very-likely | The line is more likely to hold than not.
- | unlikely | The line is as likely as the mast to stand.
term-against-likelihood | 0.6 | The line is very likely to hold.
term-against-likelihood | likely | The line is unlikely to hold.
- | likely | The line will probably hold.
two-likelihoods | likely | The line is likely to hold, in which case rationing is unlikely.
term-against-likelihood | likely | There is a 20 per cent chance that the line holds.
term-against-likelihood | 0.6 | The probability that the line holds is 0.9.
term-against-likelihood | [0.6, 0.7] | We put the chance that it holds at about 90 percent.
term-against-likelihood | likely | There is a 40 to 60 per cent chance that the line holds.
term-against-likelihood | likely | There is a less than 40 per cent chance that the line holds.
term-against-likelihood | unlikely | There is a more than 50 per cent chance that the line holds.
term-against-likelihood | likely | The line holds: the chance of it is at most 30 per cent.
term-against-likelihood | likely | The line will hold with a probability of 20 per cent.
term-against-likelihood | likely | There is a one in five chance that the line holds.
term-against-likelihood | likely | There is a 1-in-5 chance that the line holds.
term-against-likelihood | likely | There is a one-in-ten risk that the line breaks.
term-against-likelihood | likely | The odds are 1 in 5.
term-against-likelihood | likely | The chance that the line holds is about one in a hundred.
term-against-likelihood | likely | The line holds. Probability: 20 %.
term-against-likelihood | likely | The chance that the line holds: 20 %.
term-against-likelihood | likely | We put the risk that the dam fails at one in ten.
term-against-likelihood | likely | The probability that it holds is about 30 in 1,000.
term-against-likelihood | likely | The line holds. Likelihood: about 0.2.
term-against-likelihood | likely | The risk that the line breaks is 20 per cent.
two-likelihoods | likely | There is a 70 per cent chance that it holds and a 20 per cent chance that it fails.
two-likelihoods | likely | It is likely to hold, and there is a one in five chance that the mill closes.
- | likely | There is a 70 per cent chance that it holds and a 30 per cent chance that it fails.
- | likely | There is a 60-70 per cent chance that it holds and a 30-40 per cent chance that it fails.
- | likely | The chance that it holds is 0.7, and that it fails has a chance of 0.3.
- | likely | There is a three in five chance that the line holds.
- | likely | Patients have a 5 per cent risk of relapse, and clinics fill up.
- | likely | Patients have a 5 per cent chance of relapse, and clinics fill up.
- | likely | The risk of death is 2 per cent for the vaccinated; a second wave is likely.
- | likely | The probability of death is 2 per cent for the vaccinated; a second wave is likely.
- | likely | The unemployment risk is 12 per cent; a rise is likely.
- | likely | A flood with an annual probability of 1 per cent is likely.
- | likely | A flood with an annual 1 per cent chance is likely.
- | likely | A flood with a 1 per cent chance every year is likely.
- | likely | A 20 percent risk of frost is likely.
- | likely | Some one in five houses has no power, and an outage is likely.
- | likely | The chance is likely, as the odds are 1 in 5 houses.
- | likely | There is a 60 per cent chance that the line holds.
- | likely | There is a 60 to 70 per cent chance that the line holds.
- | likely | There is an 80 per cent chance that the line holds.
- | likely | There is a more than 50 per cent chance that the line holds.
- | likely | There is a less than 70 per cent chance that the line holds.
- | likely | There is a no less than 60 per cent chance that the line holds.
- | likely | The line is likely to hold; the risk is 20 per cent higher than before.
- | likely | The paper speaks of “a 20 per cent chance” that the line holds.
- | likely | The line is likely to hold at a load of 20 per cent.
- | likely | The line is likely (about 70 per cent) to hold.
certainty-beyond-likelihood, term-against-likelihood | likely | The line will hold. The chance of rain is 20 per cent.
- | likely | The line will hold. We put the chance of it at 70 per cent.
certainty-beyond-likelihood | likely | Undoubtedly, the line holds.
certainty-beyond-likelihood | likely | The line is going to hold.
certainty-beyond-likelihood | likely | The line is sure to hold.
certainty-beyond-likelihood | likely | The line is bound to hold.
certainty-beyond-likelihood | likely | The line is certain to hold.
certainty-beyond-likelihood | likely | The line cannot fail.
certainty-beyond-likelihood | likely | Certainly the line holds.
certainty-beyond-likelihood | 0.6 | We are certain that the line holds.
certainty-beyond-likelihood | 0.6 | There is no doubt that the line holds.
certainty-beyond-likelihood | 0.6 | There can be no doubt: the line holds.
certainty-beyond-likelihood | 0.6 | Beyond any doubt the line holds.
certainty-beyond-likelihood, term-against-likelihood | 0.6 | The line will hold. A second outage is unlikely to follow.
- | 0.6 | The line will hold with a probability of 60 per cent.
- | likely | The line is likely to hold. It will be tested in May.
- | almost-certain | The line is bound to hold.
- | likely | It is not certain that the line holds.
- | likely | The council is bound by the treaty, and goes against the will of the town.
- | likely | The crew is going to the mill.
- | likely | Will Smith leads the crew.
- | likely | The line is uncertain.
- | likely | Whether the line holds cannot be said for now.
bare-possibility | likely | There is a possibility that the line fails.
bare-possibility | likely | There remains a distinct possibility of failure.
bare-possibility | likely | We cannot exclude that the line fails.
bare-possibility | likely | A failure can't yet be ruled out.
bare-possibility | likely | Nobody can rule out that the line fails.
bare-possibility | likely | It is hard to exclude that the line fails.
bare-possibility | likely | A failure of the line is a possible outcome.
- | unlikely | A failure is a possible outcome, with a chance of 30 per cent.
bare-possibility | likely | A withdrawal is possible.
bare-possibility | likely | A withdrawal remains possible.
bare-possibility | likely | A withdrawal is still possible.
bare-possibility | likely | A withdrawal is quite possible.
bare-possibility | likely | A withdrawal is also theoretically possible.
bare-possibility | likely | A withdrawal seems possible.
bare-possibility | likely | A withdrawal appears to be possible.
bare-possibility | likely | A withdrawal may well be possible.
bare-possibility | likely | Still possible is a withdrawal.
bare-possibility | likely | We consider a withdrawal possible.
bare-possibility | likely | It seems possible that the line fails.
bare-possibility | likely | It may be possible that the line fails.
bare-possibility | likely | A withdrawal is a possibility.
bare-possibility | likely | A withdrawal remains a distinct possibility.
bare-possibility | likely | The possibility of a withdrawal remains.
bare-possibility | likely | The possibility exists that the line fails.
bare-possibility | likely | The log does not rule out that the line fails.
bare-possibility | likely | The log doesn't rule out a failure.
bare-possibility | likely | We do not entirely exclude a failure.
bare-possibility | likely | We would not rule out a failure.
bare-possibility | likely | A failure should not be ruled out.
bare-possibility | likely | A failure cannot be excluded.
bare-possibility | likely | A failure is not ruled out.
bare-possibility | likely | Nothing rules out a failure.
bare-possibility | likely | Neither log excludes that the line fails.
bare-possibility | likely | It is not impossible that the line fails.
- | likely | A withdrawal is not possible.
- | likely | A withdrawal is no longer possible.
- | likely | A withdrawal remains possible, and likely.
- | likely | A withdrawal is made possible by the frost.
- | likely | This is the best possible line, and as good as is humanly possible to mend.
- | likely | The log remains possible to read.
- | likely | The town has not ruled out a levy.
- | likely | The list does not exclude the mill.
- | likely | There is no possibility that the line fails.
- | likely | The possibility of rain remains a worry.
- | likely | It is not possible that the line fails.
- | likely | It is possible to mend the line by day.
- | likely | The crew mends the line as soon as possible.
- | likely | The town has ruled out a fire, and the possibility of rain worries it.
mixed-rows, two-likelihoods | likely | It is likely to hold. There is a remote chance that it fails.
mixed-rows, two-likelihoods | likely | It is likely to hold. The chance that it fails is remote.
- | likely | It is likely to hold in a remote village.
- | almost-no-chance | The prospect of failure is remote.
- | almost-no-chance | There is a remote possibility that it fails.
term-against-likelihood | likely | There is a remote chance that it fails.
term-of-another-scale | likely | There is a realistic possibility that the line is likely to hold.
vague-horizon | likely | The line is likely to fail in the next few weeks.
vague-horizon | likely | The line is likely to fail within weeks.
vague-horizon | likely | The line is likely to fail within a few days.
vague-horizon | likely | The line is likely to fail in coming days.
vague-horizon | likely | The line is likely to fail in the weeks ahead.
vague-horizon | likely | The line is likely to fail in the months to come.
vague-horizon | likely | The line is likely to fail over the next several months.
vague-horizon | likely | The line is likely to fail in a matter of days.
vague-horizon | likely | The line is likely to fail in the near term.
vague-horizon | likely | The line is likely to fail at any time.
vague-horizon | likely | The line is likely to fail any day now.
vague-horizon | likely | The line is likely to fail some day.
vague-horizon | likely | After the outage of 3 May the line is likely to fail soon.
vague-horizon | likely | The line is likely to fail before too long.
vague-horizon | likely | The line is likely to fail before very long.
vague-horizon | likely | In the short run the line is likely to hold.
vague-horizon | likely | Over the long haul the line is likely to hold.
vague-horizon | likely | The line is likely to hold in the short- to medium-term.
vague-horizon | likely | The line is likely to hold in the short to medium term.
vague-horizon | likely | The line is likely to hold for the time being.
vague-horizon | likely | The line is likely to hold until further notice.
vague-horizon | likely | The line is likely to hold for the foreseeable future.
vague-horizon | likely | The line is likely to fail in the very near future.
vague-horizon | likely | The line is likely to fail imminently.
vague-horizon | likely | Imminently, the line is likely to fail.
vague-horizon | likely | A failure is likely, and seems to be imminent.
vague-horizon | likely | In the days ahead the line is likely to fail.
vague-horizon | likely | The line is likely to fail in the days and weeks ahead.
vague-horizon | likely | The line is likely to fail in the coming days or weeks.
- | likely | The line is likely to fail before longer masts stand.
- | likely | The line is likely to fail before too long, by 3 May at the latest.
- | likely | An imminent frost is likely by 3 May.
- | likely | For the time that being idle costs, the mill is likely to be paid.
- | likely | The long run of the line is likely to fail.
- | likely | The line is likely to fail by 3 May, sooner than planned.
- | likely | The line is likely to fail in the coming weeks, by 3 May at the latest.
- | likely | The line is likely to fail in the next few months, before the end of June.
- | likely | The line is likely to fail within days, between 3 and 9 May.
- | likely | The line is likely to fail shortly, in any case until 2025.
- | likely | The line is likely to fail within two weeks, and in the next 10 days.
- | likely | It is likely to be mended as soon as the ice melts, soon after it at the latest.
- | likely | The line is likely to fail at any time between noon and dusk.
- | likely | Within days of the frost, the line is likely to fail.
stacked-hedges | likely | The line likely may hold.
stacked-hedges | likely | The line probably could hold.
stacked-hedges | likely | The line will likely possibly hold.
stacked-hedges | likely | The line may likely hold.
stacked-hedges | likely | The line might seem to hold.
stacked-hedges | likely | The line could well possibly hold, which is likely.
stacked-hedges | likely | Perhaps likely, the line holds.
stacked-hedges | likely | Maybe likely, the line holds.
- | likely | Perhaps the line may hold, which is likely.
stacked-hedges | likely | The line seems to be likely to hold.
stacked-hedges | likely | The line appears likely to hold.
stacked-hedges | likely | We believe that the line may hold, which is likely.
- | likely | We believe the line is likely to hold.
- | likely | The line is likely to hold, and may be mended.
- | likely | It is likely in May.
- | likely | Perhaps, and this is likely, the line holds.
chance-off-scale | likely | There is a 100 per cent chance that the line is likely.
"""
PHIA = """
chance-off-scale | likely | There is a 77% chance that the line holds, so it is likely.
chance-off-scale | likely | The chance is between 76 and 79 per cent that the line holds; it is likely.
chance-off-scale | likely | The likelihood is 0.77 that the line holds; it is likely.
chance-off-scale | likely | A probability of .77 is what we give; it is likely.
chance-off-scale | likely | We put the chance at 77 per cent; it is likely.
chance-off-scale | likely | There is a 77-percent chance; it is likely.
chance-off-scale | likely | There is a 76-79 % chance; it is likely.
chance-off-scale | likely | The odds are 77 per cent; it is likely.
chance-off-scale | likely | We think it 77 per cent probable; it is likely.
chance-off-scale | likely | The probability that the line holds is 77 per cent; it is likely.
chance-off-scale | likely | The probability of rain remains about 77 per cent; it is likely.
chance-off-scale | likely | We put the chance of a withdrawal at about 77 percent; it is likely.
chance-off-scale | likely | We estimate the probability that the line holds at 0.77; it is likely.
chance-off-scale | likely | The chance of a withdrawal is put at some 77 per cent; it is likely.
chance-off-scale | likely | The chance of a withdrawal now stands at nearly 77 per cent; it is likely.
- | likely | The risk of rain is 77 per cent; it is likely.
- | likely | There is a 77 per cent risk of rain; it is likely.
chance-off-scale | likely | The risk that it rains is 77 per cent; it is likely.
chance-off-scale | likely | There is a 77 per cent risk that it rains; it is likely.
chance-off-scale | likely | We put the risk that it rains at 77 per cent; it is likely.
chance-off-scale | likely | Probability: 77 %. It is likely.
chance-off-scale | likely | Seven in nine odds are what we give; it is likely.
chance-off-scale | likely | We put at 77 per cent the chance that the line holds; it is likely.
chance-off-scale | likely | It is likely (77%) to hold.
chance-off-scale | likely | It is likely (about 77 per cent) to hold.
chance-off-scale | likely | It is likely [0.77] to hold.
chance-off-scale | likely | It is likely (70-77 %, by the log) to hold.
chance-off-scale | likely | It is likely (a 77 per cent chance) to hold.
- | likely | It is likely (70%) to hold.
- | likely | It is likely, at a risk of 77 per cent losses.
- | likely | Voters are likely (77 per cent of them are old) to stay.
- | likely | It is likely; the risk is 77 per cent higher than before.
- | likely | It is likely that the mill has 77 per cent of the chances.
- | likely | We see the chance of the line running at a load of 77 per cent; it is likely.
- | likely | The probability that the line holds is 70 per cent; it is likely.
- | likely | There is a 60 to 70 per cent chance; it is likely.
- | likely | The chance is likely, at a load of 77 per cent.
- | likely | It is likely, and the chance that the line holds at a load of 77 per cent is 0.6.
- | likely | Some 77 per cent of likely voters took part; it is likely.
- | likely | The line is likely to hold, and 77 per cent of its masts stand.
- | likely | It is likely, and likely or probable is one term.
- | likely | It will probably hold, which is likely.
- | remote-chance | There is a remote chance that it holds.
term-of-another-scale | likely | It is very likely to hold; it is likely.
"""


def rows() -> Iterator[tuple[str, frozenset[str], str, str]]:
    for scale, table in (("icd203", ICD203), ("phia", PHIA)):
        for row in table.strip().splitlines():
            wanted, likelihood, text = row.split(" | ")
            yield scale, frozenset(wanted.split(", ")) - {"-"}, likelihood, text


@pytest.mark.parametrize("scale", ["icd203", "phia"])
def test_a_text_gets_the_findings_it_should_and_no_other(desk: Desk, scale: str) -> None:
    listed = [row[1:] for row in rows() if row[0] == scale]
    lines = [
        f"  - {{id: a{n}, likelihood: {likelihood}, text: {json.dumps(text)}}}"
        for n, (_, likelihood, text) in enumerate(listed)
    ]
    head = f"project: {{series: Grid Watch, language: en, likelihood: {scale}}}\nassessments:\n"
    desk.write("content/a.yaml", head + "\n".join(lines) + "\n")
    found: dict[int, set[str]] = {}
    for each in desk.findings("--select", ",".join(RULES)):
        found.setdefault(each["line"] - 3, set()).add(each["rule"])
    wrong = {text: (sorted(wanted), sorted(found.get(n, ()))) for n, (wanted, _, text) in enumerate(listed)
             if wanted != found.get(n, set())}  # fmt: skip
    assert wrong == {}


def test_what_a_brief_concludes_is_read_paragraph_by_paragraph(desk: Desk) -> None:
    desk.write(
        "content/a.yaml",
        """
        project: {series: Grid Watch, handling: TLP:CLEAR}
        assessments:
          - id: a
            text: It is {likely} to hold.
            so_what: It fails soon.
            because: The log comes soon. It is possible.
            dissent: It is possible.
            alternatives: [{text: It is possible that it fails within days., why_less: It soon did.}]
        briefs:
          - id: b
            title: It fails soon
            cutoff: 2024-03-02
            period: 2024-03
            bottom_line: {fact: It is possible., assessment: It is possible that it fails.}
            sections:
              - part: assessment
                title: Outlook
                text: |
                  It is likely to hold.

                  It is possible that it fails
                  in the coming weeks.
              - {part: fact, title: News, text: It is possible.}
            trends: [{theatre: North, trend: unchanged, why: It fails shortly.}]
        """,
    )
    found = [(each["rule"], each["line"]) for each in desk.findings("--select", "vague-horizon,bare-possibility")]
    assert sorted(found) == [
        ("bare-possibility", 15),
        ("bare-possibility", 22),
        ("vague-horizon", 6),
        ("vague-horizon", 9),
        ("vague-horizon", 23),
        ("vague-horizon", 25),
    ]


SIGNED = [
    "There is a 20 per cent chance that it holds.",
    "We think it 20 per cent likely to hold.",
    "The probability that it holds is 0.2.",
    "We are 20 per cent certain that it holds.",
    "The prospects of failure are remote.",
    "The odds are 1 in 5.",
    "There is a realistic possibility that it holds.",
    "There is a 20 per cent risk that it fails.",
]
"""Texts with one word each by which they may say how likely something is, all such words."""


@pytest.mark.parametrize("text", SIGNED)
def test_each_word_beside_which_a_chance_is_read_has_a_sign_of_its_own(text: str) -> None:
    """Without it, whoever looks only at texts with a sign would miss what is found in this one."""
    assert [*terms.terms_in(text, *SCALES.values()), *chances_in(text)]
    assert len([sign for sign in terms._LIKELY if sign in text.lower()]) == 1


def test_every_step_of_every_scale_has_a_sign_and_no_sign_stands_for_nothing() -> None:
    assert [word for scale in SCALES.values() for word in scale.words if not terms._may_hold(word)] == []
    assert [sign for sign in terms._LIKELY if not any(sign in text for text in SIGNED)] == []


PIECES = [
    "one in five ", "the risk that it ", "chance of it: ", "1 in 5 chance of ", "Probability: ",
    "chance that ", "probability of a ", "1 ", "77 to ", "0.7 ", "not ", "likely ", "remote ", "the chance is ",
    "within ", "in the coming ", "confidence in ", "we are ", "is certain ", "cannot be ", "there is a ", "a. ",
    "by the end of ", "x\n\n", "It fails soon. ", "High confidence. ", "It will. ", "It will be unlikely. ",
    "It is possible.\n\n",
    "a 77% chance, ", "not likely; ", "\t-", "soon ",
    "it is still quite ", "is really ", "the possibility of ", "we see it ", "does not yet ", "possible, ",
    "in the days and ", "the chance of a ", "we put it at 7 ", "likely (", "more than 7% likely, ",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_text_of_one_piece_is_read_at_once(desk: Desk, piece: str) -> None:
    text = json.dumps((piece * (2**16 // len(piece)))[: 2**16])
    file = desk.write("a.yaml", f"assessments:\n  - {{id: a, likelihood: likely, text: {text}}}\n")
    dossier = checking.check(find(file)).dossier
    assert dossier is not None
    for rule in rules.RULES:
        if rule.name in RULES:
            with at_most(1, rule.name):
                list(rule.function(dossier))


def test_behind_what_others_leave_open_the_desk_s_own_possibility_is_found(desk: Desk) -> None:
    said = "The minister does not rule out early elections, and it is possible that they come in May."
    desk.write("content/a.yaml", f"project: {{series: Grid Watch}}\nassessments:\n  - {{id: a, text: '{said}'}}\n")
    (found,) = desk.findings("--select", "bare-possibility")
    assert "it is possible" in found["message"]


@pytest.mark.parametrize(
    "text",
    [
        "Women should not be excluded from the talks.",
        "The minister does not rule out early elections.",
        "No ceasefire is possible without consent.",
        "The grid is restored as far as is possible.",
    ],
)
def test_what_others_leave_open_or_nothing_allows_is_no_possibility(desk: Desk, text: str) -> None:
    head = "project: {series: Grid Watch, language: en}\nassessments:\n"
    desk.write("content/a.yaml", f"{head}  - {{id: a, text: {json.dumps(text)}}}\n")
    assert desk.findings("--select", "bare-possibility") == []
