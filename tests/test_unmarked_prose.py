"""A text without markup is read without Markdown: quicker, and to the same result."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefgen import prose
from briefgen.prose import reading, rendering

NEVER = re.compile(r"(?!)")
WORDS = st.lists(
    st.sampled_from(
        ["Power", "fails", "[@log]", "[@log, p. 4; @other]", "{very likely}", "{a [@log] b}", "12.", "1) ", '"quoted"',
         "!", "^", "[^1]", "&amp;", "&", "*x*", "`[@log]`", "<b>", "\\[@log]", "\n", "    ", "# ", "- ", "[a](https://x.y)",
         "[@log]: https://x.y", "![@log]", "~~x~~", "حمص", "|", "'", "(", "{}", "[@log,\n4]", "[@log, `a]", "\t", "\0",
         "\n- ", "\n\n", "\n## ", "\n1. ", "_y_", "1. # ", "+ ", "\n    - ", "~~~"]
    ) | st.text(max_size=3),
    max_size=8,
)  # fmt: skip


def rendered(text: str) -> tuple[str, tuple[str, ...]]:
    html = prose.render(
        text, lambda citation: f"({citation.written}: {citation.cited})", lambda name: prose.Picture(name, 4, 2)
    )
    return html, prose.cited_ids(text)


@given(st.builds(str.join, st.sampled_from(["", " "]), WORDS))
@example("")
@example("Power fails [@log].")
@example("- 1) [@log]: https://x.y")
@example("1.     [@log, `a]")
@settings(max_examples=500, deadline=None)
def test_a_text_reads_the_same_with_and_without_markdown(text: str) -> None:
    quick = rendered(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rendering, "UNMARKED", NEVER)
        patch.setattr(reading, "simply_cited", lambda _: None)
        assert quick == rendered(text)


def test_most_texts_need_no_markdown() -> None:
    text = 'The operator says that power "failed" in the north [@log, p. 4; @other]; repairs are {very likely} slow!'
    before = prose.read.cache_info().misses
    assert rendered(text)[1] == ("log", "other")
    assert prose.read.cache_info().misses == before


def test_what_a_section_of_paragraphs_and_lists_cites_needs_no_markdown() -> None:
    text = (
        "## North\n\nPower *failed*\n[@log]. It is back.\n\n- The **mast** broke [@mast, p. 4; @log].\n1. So be it.\n"
    )
    before = prose.read.cache_info().misses
    assert prose.cited_ids(text) == ("log", "mast", "log")
    assert prose.read.cache_info().misses == before


@given(st.builds(str.join, st.sampled_from(["", " "]), WORDS))
@example("Power fails [@log].\n\nIt is back.")
@example("{a [@log] b}")
@example("1. # Heading [@log]\nPower failed.")
@example("1) \t[@log]: x\n  Power failed")
@example("# North\nPower fails.\n\n- It is back [@log].\n- Is it?")
@settings(max_examples=500, deadline=None)
def test_what_plainly_cites_has_no_paragraph_that_does_not(text: str) -> None:
    if prose.plainly_cited(text):
        assert all(block.cites for block in prose.placed(text).blocks if block.form == "paragraph")


def test_paragraphs_and_lists_that_all_cite_something_do_so_plainly() -> None:
    assert prose.plainly_cited(
        "# North\n\nPower *failed*\n[@log]. It is back.\n\n- The mast [@mast]\n- The line [@log]\n"
    )
    assert not prose.plainly_cited("Power failed [@log].\n\nIt is back.")
    assert not prose.plainly_cited("- The mast [@mast]\n- The line")


@given(st.builds(str.join, st.sampled_from(["", " "]), WORDS))
@example("North\n---")
@example("12.")
@example("1. # Power")
@example("1. ~~~x")
@example("+ a\n    - ")
@settings(max_examples=500, deadline=None)
def test_what_plainly_begins_with_words_is_not_headings_alone(text: str) -> None:
    if prose.plainly_begins(text):
        assert not {block.form for block in prose.placed(text).blocks} <= {"heading"}


def test_a_paragraph_or_a_list_is_a_plain_beginning() -> None:
    assert prose.plainly_begins("\nPower *failed* [@log].\n\n| a | b |\n")
    assert prose.plainly_begins("- The mast")
    assert not prose.plainly_begins("# North")
