"""The agreed scales say what the standards say, at every edge."""

import pytest

from briefgen.scales import CONFIDENCE, CREDIBILITY, ICD203, PHIA, RELIABILITY, Handling


@pytest.mark.parametrize(
    ("probability", "term"),
    [
        (0.01, "almost-no-chance"),
        (0.049, "almost-no-chance"),
        (0.05, "very-unlikely"),
        (0.199, "very-unlikely"),
        (0.20, "unlikely"),
        (0.449, "unlikely"),
        (0.45, "roughly-even-chance"),
        (0.549, "roughly-even-chance"),
        (0.55, "likely"),
        (0.799, "likely"),
        (0.80, "very-likely"),
        (0.949, "very-likely"),
        (0.95, "almost-certain"),
        (0.99, "almost-certain"),
    ],
)
def test_icd_203_reads_shared_bounds_upwards_and_closes_the_top_band(probability, term):
    assert ICD203.at(probability).key == term


@pytest.mark.parametrize("probability", [0, 0.009, 0.991, 1])
def test_icd_203_reaches_neither_0_nor_100(probability):
    assert ICD203.at(probability) is None


@pytest.mark.parametrize(
    ("probability", "term"),
    [
        (0, "remote-chance"),
        (0.05, "remote-chance"),
        (0.10, "highly-unlikely"),
        (0.20, "highly-unlikely"),
        (0.25, "unlikely"),
        (0.35, "unlikely"),
        (0.40, "realistic-possibility"),
        (0.499, "realistic-possibility"),
        (0.55, "likely"),
        (0.75, "likely"),
        (0.80, "highly-likely"),
        (0.90, "highly-likely"),
        (0.95, "almost-certain"),
        (1, "almost-certain"),
    ],
)
def test_phia_bands_are_closed(probability, term):
    assert PHIA.at(probability).key == term


@pytest.mark.parametrize(
    ("probability", "below", "above"),
    [
        (0.07, "remote-chance", "highly-unlikely"),
        (0.22, "highly-unlikely", "unlikely"),
        (0.38, "unlikely", "realistic-possibility"),
        (0.50, "realistic-possibility", "likely"),
        (0.52, "realistic-possibility", "likely"),
        (0.78, "likely", "highly-likely"),
        (0.93, "highly-likely", "almost-certain"),
    ],
)
def test_a_number_in_a_gap_of_phia_has_two_neighbours_and_no_term(probability, below, above):
    assert PHIA.at(probability) is None
    assert [term.key for term in PHIA.neighbours(probability)] == [below, above]


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("very likely", "very-likely"),
        ("Very  Likely", "very-likely"),
        ("highly probable", "very-likely"),
        ("probably", "likely"),
        ("improbably", "unlikely"),
        ("almost certainly", "almost-certain"),
        ("roughly even odds", "roughly-even-chance"),
    ],
)
def test_text_may_use_the_forms_of_a_term(words, term):
    assert ICD203.named(words).key == term


@pytest.mark.parametrize("words", ["almost always", "high likelihood", "possible", ""])
def test_words_off_the_scale_name_nothing(words):
    assert ICD203.named(words) is None
    assert PHIA.named(words) is None


def test_a_bare_remote_and_very_likely_are_terms_of_one_scale_only():
    assert ICD203.named("remote").key == "almost-no-chance"
    assert PHIA.named("remote") is None
    assert PHIA.named("very likely") is None


@pytest.mark.parametrize(("key", "middle"), [("almost-no-chance", 0.03), ("likely", 0.675), ("almost-certain", 0.97)])
def test_a_term_is_scored_at_the_middle_of_its_band(key, middle):
    assert ICD203.term(key).middle == pytest.approx(middle)


def test_handling_is_ordered_from_clear_to_red():
    assert Handling.CLEAR < Handling.GREEN < Handling.AMBER < Handling.AMBER_STRICT < Handling.RED
    assert Handling.RED >= Handling.RED
    assert max([Handling.GREEN, Handling.RED, Handling.CLEAR], key=lambda mark: mark.order) is Handling.RED


def test_labels_and_colours_are_those_of_tlp_2():
    assert [(str(mark), mark.colour) for mark in Handling] == [
        ("TLP:CLEAR", "#FFFFFF"),
        ("TLP:GREEN", "#33FF00"),
        ("TLP:AMBER", "#FFC000"),
        ("TLP:AMBER+STRICT", "#FFC000"),
        ("TLP:RED", "#FF2B2B"),
    ]


def test_stix_marking_definitions_are_the_published_ones():
    assert {str(mark): mark.stix_id for mark in Handling} == {
        "TLP:CLEAR": "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
        "TLP:GREEN": "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
        "TLP:AMBER": "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
        "TLP:AMBER+STRICT": "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
        "TLP:RED": "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
    }


def test_grades_and_levels_are_complete():
    assert "".join(RELIABILITY) == "ABCDEF"
    assert list(CREDIBILITY) == [1, 2, 3, 4, 5, 6]
    assert list(CONFIDENCE) == ["low", "moderate", "high"]
