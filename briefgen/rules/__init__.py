"""What is checked in a whole dossier: one function per rule, its docstring its page, listed in `RULES`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from briefgen import loader, reader
from briefgen.beside import shared
from briefgen.diagnostics import EVERY_RULE, Choice, Diagnostic, Finding, Rule, Severity, did_you_mean, error
from briefgen.model import Dossier
from briefgen.rules import (
    allowances,
    argument,
    challenge,
    chances,
    citations,
    commitment,
    conclusions,
    copies,
    counts,
    days,
    duplicates,
    estimates,
    figures,
    foreknowledge,
    groups,
    handling,
    harm,
    horizons,
    identity,
    indicators,
    issuing,
    judgement,
    knowledge,
    likelihood,
    markup,
    moves,
    names,
    numbers,
    outcomes,
    periods,
    possibility,
    protection,
    quantities,
    references,
    reports,
    sections,
    sequence,
    sourcing,
    spelling,
    style,
    timing,
    usage,
    values,
    withdrawal,
    witnesses,
)
from briefgen.spans import Mark, SpanTree


@error
def unknown_rule(dossier: Dossier) -> Iterator[Finding]:
    """The project sets the severity of a rule that does not exist, or of one that is not to be set.

    A rule thought to be relaxed or tightened would go on as before. What is wrong with the shape of a file is always
    an error: the file cannot be understood. So is `duplicate-id`: no page can be made then.

    Bad:

        project:
          series: Grid Watch
          rules: {unsourced-events: off}

    Good:

        project:
          series: Grid Watch
          rules: {unsourced-event: off}
    """
    for name in dossier.project.rules:
        place = replace(dossier.project.at("rules", name), key=True)
        if name not in _BY_NAME:
            yield Finding(place, f"there is no rule `{name}`", did_you_mean(name, _BY_NAME))
        elif not _BY_NAME[name].settable:
            why = "a file of the wrong shape is not understood" if _BY_NAME[name].shape else "no page can be made then"
            yield Finding(place, f"`{name}` is always an error, for {why}", "delete it")


RULES: tuple[Rule, ...] = (
    identity.duplicate_id,
    identity.revision_clash,
    references.unknown_source,
    references.unknown_event,
    references.unknown_actor,
    references.unknown_place,
    references.unknown_indicator,
    references.unknown_basis,
    references.unknown_assessment,
    references.unknown_forecast,
    groups.unknown_category,
    groups.unknown_theatre,
    references.unknown_theme,
    citations.unknown_citation,
    citations.broken_citation,
    citations.unknown_figure,
    sourcing.unsourced_event,
    sourcing.credibility_1_needs_two_origins,
    sourcing.improbable_as_fact,
    sourcing.origin_cycle,
    sourcing.source_published_before_event,
    sourcing.source_accessed_before_publication,
    usage.unused_source,
    usage.unused_actor,
    usage.unused_place,
    usage.unread_file,
    timing.naive_time,
    timing.time_in_clock_change,
    timing.time_without_day,
    periods.brief_period_reversed,
    periods.phase_reversed,
    periods.unfit_brief_dates,
    sequence.order_cycle,
    sequence.order_against_dates,
    knowledge.event_after_cutoff,
    foreknowledge.text_after_cutoff,
    knowledge.retracted_event_named,
    knowledge.retracted_basis,
    quantities.figure_range_reversed,
    quantities.figure_without_number,
    quantities.coordinates_out_of_range,
    unknown_rule,
    likelihood.likelihood_not_on_scale,
    likelihood.likelihood_in_gap,
    likelihood.missing_likelihood,
    likelihood.unknown_likelihood_term,
    judgement.missing_confidence,
    judgement.confidence_without_reason,
    judgement.judgement_without_basis,
    judgement.forecast_without_horizon,
    judgement.forecast_without_criterion,
    judgement.outcome_without_evidence,
    judgement.horizon_before_as_of,
    outcomes.overdue_forecast,
    outcomes.outcome_before_forecast,
    outcomes.outcome_on_retracted_event,
    moves.move_without_reason,
    handling.missing_handling,
    handling.handling_above_brief,
    handling.handling_below_basis,
    handling.downgrade_without_handling,
    handling.missing_as_of,
    knowledge.withheld_basis,
    sections.uncited_paragraph,
    sections.empty_section,
    sections.missing_file,
    sections.final_without_approval,
    sections.approved_before_cutoff,
    reports.assessment_in_timeline,
    reports.flash_without_event,
    reports.assessment_without_judgement,
    markup.unsafe_link,
    markup.broken_image,
    markup.image_without_alt_text,
    markup.image_without_credit,
    markup.too_deep_prose,
    markup.too_heavy_prose,
    markup.missing_glyph,
    conclusions.judgement_in_fact,
    conclusions.unchecked_language,
    conclusions.unused_without,
    estimates.term_of_another_scale,
    estimates.mixed_rows,
    estimates.likelihood_beside_confidence,
    estimates.stacked_hedges,
    commitment.term_against_likelihood,
    commitment.two_likelihoods,
    possibility.bare_possibility,
    estimates.likelihood_of_a_thing,
    chances.chance_off_scale,
    commitment.certainty_beyond_likelihood,
    horizons.confidence_over_long_horizon,
    horizons.vague_horizon,
    argument.confidence_above_basis,
    argument.confidence_above_assumptions,
    challenge.judgement_without_alternative,
    challenge.judgement_without_indicator,
    challenge.unwatched_forecast,
    indicators.trend_against_indicators,
    argument.basis_after_judgement,
    argument.circular_basis,
    withdrawal.source_withdrawn,
    withdrawal.evidence_withdrawn,
    witnesses.confirmed_by_one_origin,
    witnesses.party_alone,
    copies.quote_not_in_copy,
    copies.unchecked_quote,
    copies.copy_altered,
    witnesses.same_address,
    witnesses.language_not_named,
    witnesses.aggregator_without_origin,
    style.loaded_term,
    style.degree_in_fact,
    names.inconsistent_name,
    spelling.undefined_abbreviation,
    style.long_sentence,
    style.long_bottom_line,
    days.date_against_event,
    figures.number_outside_range,
    numbers.figures_do_not_add_up,
    counts.figure_without_as_of,
    values.two_current_values,
    numbers.percentage_without_base,
    protection.private_person_named,
    harm.telephone_number,
    harm.e_mail_address,
    protection.precise_coordinates,
    harm.child_identified,
    duplicates.same_happening,
    issuing.unknown_brief,
    issuing.issued_twice,
    issuing.edited_in_place,
    allowances.unused_allow,
)
"""The rules about what records say, in the order they are explained; the last tells what the others left to allow."""

ALL: tuple[Rule, ...] = (*reader.RULES, *loader.RULES, *RULES)
"""Every rule, those of a file's shape first."""

_BY_NAME: Mapping[str, Rule] = {rule.name: rule for rule in ALL}


def places(file: str, text: str) -> SpanTree:
    """The places of what stands in a file, YAML or Markdown."""
    if file.endswith((".yaml", ".yml")):
        return reader.places(file, text)
    return SpanTree(file, text, {(): Mark(0, len(text))})


def check(
    dossier: Dossier,
    texts: Mapping[str, str],
    choice: Choice = EVERY_RULE,
    rules: Iterable[Rule] = RULES,
    places: Callable[[str, str], SpanTree] = places,
    beside: bool = False,
) -> list[Diagnostic]:
    """All findings in a dossier, placed in the files whose text is given by name, in the order of the files.

    Rules may be taken in several calls on one dossier, the last of `RULES` in the last. `beside` lets a second process
    take a share of them.
    """
    trees: dict[str, SpanTree] = {}
    found: list[Diagnostic] = []
    allowed = allowances.allowances(dossier)
    allowed.known.update(rule.name for rule in RULES)
    allowed.fixed.update(rule.name for rule in ALL if not rule.settable)
    weights = {
        rule: severity
        for rule in _bearable(dossier, choice, rules, allowed)
        if (severity := choice.weight(rule, dossier.project.rules.get(rule.name))) != "off"
    }
    for rule, findings in _asked(dossier, list(weights), beside):
        severity = weights[rule]
        allowed.ran.add(rule.name)
        for place, message, hint, slip, own in findings:
            if rule.settable and allowed.silences(rule.name, place):
                continue
            if place.file not in trees:
                trees[place.file] = places(place.file, texts.get(place.file, ""))
            tree = trees[place.file]
            fix = reader.fix(tree, place, slip)
            weight = own if own is not None and rule.name not in dossier.project.rules else Severity(severity)
            found.append(Diagnostic(rule.name, weight, message, hint, tree.span(place), fix))
    return sorted(found, key=lambda diagnostic: diagnostic.span)


def _asked(dossier: Dossier, rules: list[Rule], beside: bool) -> Iterator[tuple[Rule, Iterable[Finding]]]:
    """What each rule finds. The one about what is allowed is asked when that of all others has been taken."""
    last = [rule for rule in rules if rule is allowances.unused_allow]
    others = [rule for rule in rules if rule not in last]
    if beside:
        yield from zip(others, shared([partial(_found, rule, dossier) for rule in others]), strict=True)
        others = []
    yield from ((rule, rule.function(dossier)) for rule in (*others, *last))


def _found(rule: Rule, dossier: Dossier) -> list[Finding]:
    return list(rule.function(dossier))


def _bearable(
    dossier: Dossier, choice: Choice, rules: Iterable[Rule], allowed: allowances.Allowances
) -> Iterable[Rule]:
    """The rules; where a text is too heavy for them, and nobody has allowed that, the one that says so.

    And those without which nothing can be made: a project may let heavy texts pass.
    """
    first = markup.too_heavy_prose
    if choice.weight(first, dossier.project.rules.get(first.name)) == "off":
        return rules
    if all(allowed.silences(first.name, place) for place, _ in markup.heavy(dossier)):
        return rules
    return [rule for rule in rules if rule is first or rule.fixed]
