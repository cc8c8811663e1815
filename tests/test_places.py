"""A finding points at exactly the words it is about, however they are written in their file."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefgen import prose, reader, rules
from briefgen.build import checking
from briefgen.build.project import find
from briefgen.spans import Place

PIECES = st.sampled_from(
    ["word", "it's", '"said"', "\\", "''", "café", "𝔘", "#", ": ", "- ", "  ", " ", "\n", "\n\n", "\n  ", "\t",
     "\u00a0", "'", '"', "|", ">", "x" * 40, "été", "\\n", "\u2028", "\x85", "%", "@", "`", "[", "}", ","]
)  # fmt: skip
TEXTS = st.lists(
    PIECES | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf"]), max_size=4), max_size=14
).map("".join)


def block(text: str, indent: str, header: str) -> str:
    """A literal block that says a text, its lines indented."""
    return header + "\n" + "".join(f"{indent}{line}\n" if line else "\n" for line in text.split("\n"))


def sources(text: str) -> list[str]:
    """Files in which the value of `a` is a text, in all styles that can hold it."""
    made = []
    for style in ("plain", "'", '"', "|", ">"):
        for width in (20, 1000):
            for unicode in (True, False):
                dumped = yaml.dump({"z": 1, "b": {"a": text}}, default_style=None if style == "plain" else style,
                                   width=width, allow_unicode=unicode, sort_keys=False)  # fmt: skip
                made.append(dumped)
    made.append(
        'b:\n  a: "' + "".join(f"\\u{ord(c):04x}" if ord(c) < 0x10000 else f"\\U{ord(c):08x}" for c in text) + '"\n'
    )
    made.append("b: {a: " + json.dumps(text) + ", c: x}\n")
    made.append("b:\n  a: " + text + "\n  c: x\n")
    made.append("b:\n  a: " + "\n    ".join(text.split()) + "\n  c: x\n")
    made.append("b: {a: " + text + ", c: x}\n")
    made.append("b:\n  a: " + block(text, "    ", "|2- # as it stands") + "  c: x\n")
    return [each for source in made for each in (source, source.replace("\n", "\r\n"))]


def value(source: str) -> str | None:
    try:
        return yaml.load(source, yaml.CSafeLoader)["b"]["a"]
    except (yaml.YAMLError, TypeError, KeyError):
        return None


def decoded(source: str, style: str) -> str:
    """What a stretch of the source of a value says."""
    if style == "'":
        return source.replace("''", "'")
    return str(yaml.load(f'"{source}"', yaml.CSafeLoader)) if style == '"' else source


@given(TEXTS)
@example('It\'s "café" \\ end\n\nsecond  line')
@settings(max_examples=300, deadline=None)
def test_every_word_of_a_value_is_found_in_its_source_in_every_style(text: str) -> None:
    for source in sources(text):
        read = value(source)
        if not isinstance(read, str) or not read.strip():
            continue
        tree = reader.places("a.yaml", source)
        style = source[tree.values["b", "a"].start]
        for shown in (read, read.strip(), " ".join(read.split())):
            for word in re.finditer(r"\S+", shown):
                mark = tree.mark(Place("a.yaml", ("b", "a")).within(shown, *word.span()))
                assert mark is not None
                assert decoded(source[mark.start : mark.end], style) == word[0], (source, word)


@given(TEXTS, st.booleans())
@settings(max_examples=100, deadline=None)
def test_a_word_of_a_markdown_file_is_found_where_it_stands(text: str, windows: bool) -> None:
    text = text.replace("\n", "\r\n") if windows else text
    tree = rules.places("a.md", text)
    for word in re.finditer(r"\S+", text):
        assert tree.mark(Place("a.md").within(text, *word.span())) == word.span()


BEGINNINGS = st.sampled_from(
    ["", "", "", "> ", "> > ", "- ", "  ", "    ", "1. ", "# ", "## ", "| ", "[^1]: ", "\t", "> - ", "a | ", "---",
     "|---|---|", "```", "~~~", "===", "- > ", "   "]
)  # fmt: skip
WORDS = st.sampled_from(
    ["word", "[@a{}]", "[@a{}, p. 4; @b{}]", "[@a{};\n @b{}]", "{{term {}}}", "*[@a{}]*", "`[@a{}]`", "^[note [@a{}]]",
     "[^1]", " | ", "\\|", "[x [@a{}]](https://e.org/{})", "![x](p{}.png)", "<https://e.org/{}>", " ", "  ",
     "\\[@a{}]", "**", "`", "``", "[@a{}", "é", "\0", "#", "^[a ^[b [@a{}]]]"]
)  # fmt: skip
LINES = st.lists(st.tuples(BEGINNINGS, st.lists(WORDS, max_size=5).map(" ".join)).map("".join), max_size=8)


@given(LINES, st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=500, deadline=None)
def test_what_a_text_cites_marks_and_links_is_placed_where_it_is_written(lines: list[str], newline: str) -> None:
    number = itertools.count()
    text = re.sub(r"\{\}", lambda _: str(next(number)), "\n".join(lines).replace("{{", "{").replace("}}", "}"))
    text = text.replace("\n", newline)
    found = prose.placed(text)
    assert [id_ for id_, _ in found.citations] == list(prose.read(text).ids) == list(prose.cited_ids(text))
    assert prose.citations(text) == found.citations
    for id_, (start, end) in found.citations:
        # What stands in a footnote inside another one that nobody refers to is placed at all of the text.
        lost = "[^1]: " in text and "^[" in text and f"@{id_}" in text[start:end]
        assert text[start:end] == f"@{id_}" or lost
    for term, (start, end) in found.terms:
        assert " ".join(text[start:end].replace(">", " ").split()) == "{" + term + "}"
    for link, (start, end) in found.links:
        assert link.address in text[start:end]
        assert text[start:end][0] in "[!<"
    children = [child for token in prose.read(text).tokens for child in token.children or ()]
    spans = [child.content for child in children if child.type == "code_inline"]
    for span, (start, end) in zip(spans, found.code[len(found.code) - len(spans) :], strict=True):
        assert (text[start], text[end - 1]) == ("`", "`") or ("[^1]: " in text and "^[" in text)
        assert re.findall(r"\w+", text[start:end]) == re.findall(r"\w+", span) or ("[^1]: " in text and "^[" in text)
    for block in found.blocks:
        for word in re.findall(r"\w+", block.text):
            assert word in text[slice(*block.stretch)]


EVENT = "  - id: e\n    date: 2024-03-01\n    title: T\n    sources: [log]\n    text: "
JUDGEMENT = "assessments:\n  - id: j\n    basis: [outage]\n    likelihood: 0.6\n    text: "
SECTION = """\
briefs:
  - id: b
    title: T
    cutoff: 2024-03-09
    period: 2024-03
    sections:
      - part: fact
        title: S
        text: """
LONG = "when the wind came and the snow fell and the ice grew on every line of the grid " * 3

TWICE = [
    ("vague-horizon", JUDGEMENT, 'They said "soon" and `soon`. The grid fails «soon».'),
    ("bare-possibility", JUDGEMENT, 'A paper wrote: "It is possible". «It is possible» that the grid fails.'),
    ("certainty-beyond-likelihood", JUDGEMENT, 'The paper wrote "will" [@log, it will]. The grid «will» hold.'),
    ("term-against-likelihood", JUDGEMENT, 'A paper wrote "unlikely". It is «unlikely» to hold.'),
    ("stacked-hedges", JUDGEMENT, "It's `could potentially` there. The grid «could potentially» fail."),
    ("likelihood-of-a-thing", JUDGEMENT, 'They called it "a likely depot". It left for «a likely depot» there.'),
    ("term-of-another-scale", JUDGEMENT, 'It said "highly likely". It is «highly likely» to hold.'),
    ("mixed-rows", JUDGEMENT, 'It said "probable". It is likely to hold. It is «probable» that it does.'),
    ("likelihood-beside-confidence", JUDGEMENT, "It has high confidence. With «high confidence», it is likely."),
    ("unknown-likelihood-term", JUDGEMENT, "One writes `{quite likely}`, and it's «{quite likely}» to hold."),
    ("judgement-in-fact", EVENT, "The mayor said that it was probably ice.\n\nIt was «probably» ice."),
    ("loaded-term", EVENT, 'The "regime" is `regime`.\n\nIt is the «regime» again.'),
    ("degree-in-fact", EVENT, 'He called it "a huge loss".\n\nThere was a «huge» crowd.'),
    ("undefined-abbreviation", EVENT, "It's so in the log [@log, p. XQZ]. Staff of the «XQZ» left."),
    ("inconsistent-name", EVENT, "It's dark for the Deir Ez Zorites: «Deir Ez Zor» lost power."),
    ("date-against-event", EVENT, "It was dry on 3 March.\n\nThe power failed on «3 March» [@outage]."),
    ("number-outside-range", EVENT, "It's 41 people's work.\n\nThe storm killed «41» people [@storm]."),
    ("long-sentence", EVENT, f"Then the men of the town left. «Then the men of the town left {LONG.strip()}.»"),
    ("uncited-paragraph", SECTION, "It's dark\nin the north [@outage].\n\n> «It's dark\n> in the north.»"),
    ("uncited-paragraph", SECTION, "> - It's dark [@outage].\n> - «It's dark.»"),
    ("unknown-citation", EVENT, "One writes `[@gone]`, or [@log, not @gone].\n\n> It's dark [@log;\n> «@gone»]."),
    ("broken-citation", EVENT, "One writes `[@log, p. [4]]`; it's so «[@log», p. [4]]."),
    ("unsafe-link", EVENT, "Not `file:///x` but [it's file:///x](«file:///x»)."),
    ("broken-image", EVENT, "Not x.png but ![it's x.png](«x.png»)."),
    ("image-without-alt-text", EVENT, "`![](x.png)`\n\nIt's ![](«x.png»)."),
]  # fmt: skip
HEAD = """\
project: {series: S, handling: TLP:CLEAR, timezone: Europe/Oslo, likelihood: icd203}
sources: [{id: log, title: Log, publisher: Log}]
places: [{id: deir-ez-zor, name: Deir ez-Zor}]
events:
  - {id: outage, date: 2024-03-01, title: Power fails, sources: [log]}
  - {id: storm, date: 2024-03-01, title: S, sources: [log], figures: [{what: people-killed, best: 14, unit: people}]}
"""


def in_style(text: str, style: str) -> str:
    """The source of a value in a style, folded where that can be."""
    if style == "escaped":
        return (
            '"'
            + "".join(rf"\u{ord(c):04x}" if c in "'hi" else json.dumps(c, ensure_ascii=False)[1:-1] for c in text)
            + '"'
        )
    if style == "plain":
        return text.replace("\n", "\n\n").replace(". ", ".\n")
    return yaml.dump(text, default_style=style, width=30, allow_unicode=True)


@pytest.mark.parametrize("style", ["plain", "'", '"', "|", ">", "escaped"])
@pytest.mark.parametrize(("rule", "record", "text"), TWICE, ids=[each[0] for each in TWICE])
def test_a_finding_stands_at_its_words_and_not_at_the_same_ones_before(
    rule: str, record: str, text: str, style: str, tmp_path: Path
) -> None:
    marked = HEAD + record + in_style(text, style).replace("\n", "\n          ").rstrip()
    before, fault, after = re.split("[«»]", marked)
    source = before + fault + after + "\n"
    (tmp_path / "a.yaml").write_text(source, "utf-8")
    if style == "plain" and value_of_text(source) != re.sub("[«»]", "", text):
        pytest.skip("this text needs quotes")
    found = [each.span for each in checking.check(find(tmp_path / "a.yaml")).findings if each.rule == rule]
    start, end = ((at.count("\n") + 1, len(at) - at.rfind("\n")) for at in (before, before + fault))
    assert [(span.line, span.column, span.end_line, span.end_column) for span in found] == [(*start, *end)]


def value_of_text(source: str) -> str | None:
    try:
        read = yaml.load(source, yaml.CSafeLoader)
    except yaml.YAMLError:
        return None
    record = (read.get("assessments") or read.get("briefs") or read["events"])[-1]
    return str((record.get("sections") or [record])[-1]["text"])
