"""What `check --fix` mends, what it leaves alone, and that it changes nothing else."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from briefgen import reader
from briefgen.build import checking, fixing, swap
from briefgen.build.project import find
from briefgen.dates import Date, DateError, meant
from briefgen.diagnostics import Diagnostic, Fix
from briefgen.scales import Handling
from briefgen.slips import surely_meant
from briefgen.spans import Span, SpanTree

CASES = Path(__file__).parent / "rules"

PROJECT = (
    "project: {series: Valley Watch, timezone: Asia/Damascus, handling: TLP:CLEAR, "
    "rules: {unsourced-event: off, confirmed-by-one-origin: off}}\n"
)
SOUND = (
    PROJECT
    + """\
sources:
  - {id: valley-paper, title: Paper, published: 2024-12-02, language: en}
events:
  - id: outage
    date: 2024-12-02
    title: Power fails
    text: "Power failed [@valley-paper]."
    status: confirmed
    sources: [valley-paper]
assessments:
  - id: ice
    text: "It was {very likely} ice."
    likelihood: very-likely
    confidence: low
    because: Nobody looked.
    basis: [outage]
"""
)


# What is a slip


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("valley-papr", "valley-paper"),
        ("valley-papper", "valley-paper"),
        ("valey-paper", "valley-paper"),
        ("vallye-paper", "valley-paper"),
        ("valleypaper", "valley-paper"),
        ("Valley Paper", "valley-paper"),
        ("sanna-1208", "sana-1208"),
        ("logg", "log"),
        ("confrimed", "confirmed"),
        ("repurted", "reported"),
        ("very  Likely", "very-likely"),
    ],
)
def test_one_slip_away_from_the_only_word_it_can_be(written, word):
    assert surely_meant(written, [word, "another-thing", "sana-1207", "unlikely"]) == word


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("log-7", "log-8"),
        ("log-12", "log-1-2"),
        ("sana-1208", "sana-1207"),
        ("iran-army", "iraq-army"),
        ("hama", "hamas"),
        ("report", "reports"),
        ("source-a", "source-b"),
        ("unlikely", "likely"),
        ("moral", "amoral"),
        ("north-bridge", "south-bridge"),
        ("valley", "valley-paper"),
        ("vally-papr", "valley-paper"),
        ("log", "log"),
        ("", ""),
        ("-", "--"),
    ],
)
def test_what_may_be_a_thing_of_its_own_is_no_slip(written, word):
    assert surely_meant(written, [word]) is None
    assert surely_meant(word, [written]) is None


def test_a_word_that_may_be_one_of_two_is_no_slip():
    assert surely_meant("valley-papr", ["valley-paper", "valley-papers"]) == "valley-paper"
    assert surely_meant("valley-papr", ["valley-paper", "valley-papir"]) is None


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2024-12-8", "2024-12-08"),
        ("2024/12/08", "2024-12-08"),
        ("2024.12.8", "2024-12-08"),
        ("20241208", "2024-12-08"),
        ("25.12.2024", "2024-12-25"),
        ("12/25/2024", "2024-12-25"),
        ("08.08.2024", "2024-08-08"),
        ("8 December 2024", "2024-12-08"),
        ("Dec 8, 2024", "2024-12-08"),
        ("Sept. 2024", "2024-09"),
        ("2024-8", "2024-08"),
        ("2024-12-1/2024-12-08", "2024-12-01/2024-12-08"),
        ("2024-12-1/..", "2024-12-01/.."),
    ],
)
def test_a_date_in_a_form_that_can_mean_one_date_only(written, date):
    assert meant(written) == date


@pytest.mark.parametrize(
    "written",
    ["08.12.2024", "8.12.24", "2024/12", "2010/11", "2024-13", "2024-2-30", "31 June 2024", "0 May 2024", "2024-12-00",
     "2024-00-01", "2024-12-08", "2024-12", "", "/", "2024-12-08/2024-12-10", "32.32.2024", "May", "2024-12/8.2024"],
)  # fmt: skip
def test_a_date_that_may_be_another_or_is_none_stays_as_it_is(written):
    assert meant(written) is None


@given(st.text(st.sampled_from("0123456789/.- ,DecMay"), max_size=24))
def test_what_a_date_means_is_a_date_and_its_form_is_final(text):
    if (date := meant(text)) is not None:
        assert meant(date) is None
        if "/" not in text:
            assert Date.parse(date).text == date
    else:
        return
    with pytest.raises(DateError):
        Date.parse(text)


@pytest.mark.parametrize(
    ("written", "marking"),
    [
        ("clear", "TLP:CLEAR"),
        ("tlp amber", "TLP:AMBER"),
        ("TLP:WHITE", "TLP:CLEAR"),
        ("Amber Strict", "TLP:AMBER+STRICT"),
        ("tlp:amber+strict", "TLP:AMBER+STRICT"),
        ("purple", None),
        ("amberr", None),
        ("clear red", None),
        ("TLP", None),
        ("", None),
    ],
)
def test_the_form_of_a_marking(written, marking):
    assert Handling.meant(written) == marking


# What is mended


def spoilt(content: str, *slips: tuple[str, str]) -> str:
    for right, wrong in slips:
        assert right in content
        content = content.replace(right, wrong, 1)
    return content


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("handling: TLP:CLEAR", "handling: clear"),
        ("published: 2024-12-02", "published: 2024/12/2"),
        ("date: 2024-12-02", "date: 2 December 2024  # a Monday"),
        ("status: confirmed", "status: Confirmed"),
        ("status: confirmed", "status: confrimed"),
        ("sources: [valley-paper]", "sources: [valley-papr]"),
        ("sources: [valley-paper]", "sources: [{source: valley-papr}]"),
        ("[@valley-paper]", "[@valley-papr, p. 3]"),
        ("{very likely}", "{very-likely}"),
        ("{very likely}", "{very likley}"),
        ("likelihood: very-likely", "likelihood: Very likely"),
        ("basis: [outage]", "basis: [outtage]"),
    ],
)
def test_a_slip_is_mended_and_the_rest_of_its_line_kept(desk, right, wrong):
    wrong_file = spoilt(SOUND, (right, wrong))
    path = desk.write("content/all.yaml", wrong_file)
    result = desk.check("--fix", "--strict")
    assert (result.exit_code, result.stdout) == (0, "No findings in 1 file.\n"), result.output
    assert result.stderr == "fixed 1 in content/all.yaml\n"
    after = path.read_text()
    assert len(after.splitlines()) == len(wrong_file.splitlines())
    changed = [(one, two) for one, two in zip(wrong_file.splitlines(), after.splitlines(), strict=True) if one != two]
    assert len(changed) == 1
    assert "#" not in wrong or wrong[wrong.index("#") :] in after


def test_quotes_are_kept_and_a_value_that_needs_some_gets_them(desk):
    content = PROJECT + (
        "sources: [{id: null-record, title: T}, {id: 'null', title: T}]\n"
        "events:\n"
        "  - {id: a, date: '2024-12-8', title: T, sources: [\"nul-record\"]}\n"
        "  - {id: b, date: \"2024-12-8\", title: T, sources: ['nul-record', nulll]}\n"
    )
    path = desk.write("content/all.yaml", content)
    assert desk.check("--fix").exit_code == 0
    assert path.read_text().splitlines()[3:] == [
        "  - {id: a, date: '2024-12-08', title: T, sources: [\"null-record\"]}",
        '  - {id: b, date: "2024-12-08", title: T, sources: [\'null-record\', "null"]}',
    ]


def test_what_is_not_about_the_slip_stays_byte_for_byte(desk):
    text = spoilt(
        SOUND, ("date: 2024-12-02", "date:   2024-12-2   # 霍 ‘quotes’\t"), ("[valley-paper]", "[ valley-papr ,]")
    )
    wrong = b"\xef\xbb\xbf# \xe9\x9c\x8d\r\n" + text.rstrip().replace("\n", "\r\n").encode()
    path = desk.root / "content" / "all.yaml"
    path.parent.mkdir()
    path.write_bytes(wrong)
    assert desk.check("--fix").exit_code == 0
    right = wrong.replace(b"2024-12-2 ", b"2024-12-02 ").replace(b"valley-papr", b"valley-paper")
    assert path.read_bytes() == right


def test_a_slip_of_shape_and_what_shows_once_it_is_mended_go_in_one_run(desk):
    text = spoilt(SOUND, ("date: 2024-12-02", "date: 2024-12-2"), ("[outage]", "[outtage]"))
    path = desk.write("content/all.yaml", text)
    assert desk.check("--fix").exit_code == 0
    assert path.read_text() == SOUND
    assert desk.check("--diff").stdout == ""


def test_an_id_cited_twice_in_a_text_is_mended_twice(desk):
    text = spoilt(SOUND, ("[@valley-paper]", "[@valley-papr], and again [@outage; @valley-papr, p. 4]"))
    path = desk.write("content/all.yaml", text)
    assert desk.check("--fix").exit_code == 0
    assert "[@valley-paper], and again [@outage; @valley-paper, p. 4]" in path.read_text()


def test_what_is_said_in_code_or_in_an_address_is_left_alone(desk):
    said = "to a@valley-papr or `[@valley-papr]` and `{very-likely}`, [@valley-papr]"
    text = spoilt(SOUND, ("[@valley-paper]", said))
    text = spoilt(text, ("It was {very likely}", "`{very-likely}`: it was {very-likely}"))
    path = desk.write("content/all.yaml", text)
    assert desk.check("--fix").exit_code == 0
    mended = text.replace(said, said.replace(" [@valley-papr]", " [@valley-paper]"))
    assert path.read_text() == mended.replace("it was {very-likely}", "it was {very likely}")


def test_markdown_files_are_mended_too(desk):
    section = "{part: fact, title: T, file: a b.md}"
    brief = f"  - {{id: one, title: T, cutoff: 2024-12-08, period: 2024-12, judgements: [], sections: [{section}]}}\n"
    desk.write("content/all.yaml", f"{SOUND}briefs:\n{brief}")
    path = desk.write("content/a b.md", "Power failed [@valley-papr].\r\n\r\nNo more\u2028lines [@outtage]")
    desk.check("--fix")
    assert path.read_bytes().decode() == "Power failed [@valley-paper].\r\n\r\nNo more\u2028lines [@outage]"
    assert {one["rule"] for one in desk.findings()} == {"missing-glyph"}, "of the odd line end"


def test_the_id_of_another_kind_of_record_is_no_slip(desk):
    desk.write("content/all.yaml", spoilt(SOUND, ("sources: [valley-paper]", "sources: [outtage, outage]")))
    assert [one["fix"] for one in desk.findings() if one["rule"] == "unknown-source"] == [None, None]
    desk.write(
        "content/all.yaml", spoilt(SOUND, ("sources: [valley-paper]", "sources: [outtage]"), ("[outage]", "[outtage]"))
    )
    fixes = {one["rule"]: one["fix"] and one["fix"]["replacement"] for one in desk.findings()}
    assert fixes["unknown-source"] is None, "an event is no source"
    assert fixes["unknown-basis"] == "outage"


def test_a_value_in_several_lines_is_left_to_its_author(desk):
    text = spoilt(
        SOUND, ("date: 2024-12-02", "date: >-\n      2024-12-2"), ("status: confirmed", "status: |-\n      Confirmed")
    )
    path = desk.write("content/all.yaml", text)
    assert [one["fix"] for one in desk.findings()] == [None, None]
    assert desk.check("--fix").exit_code == 1
    assert path.read_text() == text


def test_a_date_where_none_is_wanted_is_no_slip(desk):
    desk.write("content/all.yaml", spoilt(SOUND, ("date: 2024-12-02", "date: 2024-12-02\n    time: 2024-12-2")))
    (found,) = desk.findings()
    assert (found["rule"], found["fix"]) == ("wrong-value", None)


def test_what_is_left_is_said_in_the_form_asked_for(desk):
    desk.write("content/all.yaml", spoilt(SOUND, ("status: confirmed", "status: Confirmed"), ("[outage]", "[nothing]")))
    result = desk.check("--fix", "--format", "json")
    assert result.exit_code == 1
    assert [one["rule"] for one in json.loads(result.stdout)] == ["unknown-basis"]
    assert result.stderr == "fixed 1 in content/all.yaml\n"


def test_the_count_says_how_many_findings_can_be_fixed(desk):
    desk.write(
        "content/all.yaml", spoilt(SOUND, ("[outage]", "[outtage, nothing]"), ("[valley-paper]", "[valley-papr]"))
    )
    assert desk.check().stdout.splitlines()[-1].endswith("in 1 file (2 fixable with check --fix).")


# What is refused


def planned(desk) -> tuple[Path, fixing.Fixed]:
    """A file with a slip, read and with its fix at hand."""
    path = desk.write("content/all.yaml", spoilt(SOUND, ("[outage]", "[outtage]")))
    fixed = fixing.plan(find(desk.root), checking.check)
    assert list(fixed.files) == ["content/all.yaml"]
    return path, fixed


def test_a_file_that_changed_since_it_was_read_is_left_alone(desk, monkeypatch):
    path, fixed = planned(desk)
    path.write_text("# mine\n" + path.read_text())
    before = path.read_bytes()
    monkeypatch.setattr(fixing, "plan", lambda *_: fixed)
    again = fixing.fix(find(desk.root), checking.check)
    assert path.read_bytes() == before
    assert again.troubles == [("`content/all.yaml` is left as it was: it has changed since it was read", "check again")]
    assert not again.files
    assert [one.rule for one in again.checked.findings] == ["unknown-basis"], "as the file is now"


def test_a_link_put_in_the_place_of_a_file_is_not_followed(desk, monkeypatch):
    path, fixed = planned(desk)
    other = desk.write("other.yaml", path.read_text())
    path.unlink()
    path.symlink_to(other)
    before = other.read_bytes()
    monkeypatch.setattr(fixing, "plan", lambda *_: fixed)
    ((said, _),) = fixing.fix(find(desk.root), checking.check).troubles
    assert "symbolic link" in said
    assert other.read_bytes() == before
    assert path.is_symlink()


def test_a_full_disk_leaves_the_file_and_nothing_beside_it(desk, monkeypatch):
    path, _ = planned(desk)
    before = path.read_bytes()

    def full(file: int, data: memoryview) -> int:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(swap.os, "write", full)
    result = desk.check("--fix")
    monkeypatch.undo()
    assert result.exit_code == 1
    assert "`content/all.yaml` is left as it was: no space left on device" in result.stderr
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == ["all.yaml"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to everything")
def test_a_write_protected_file_is_left_alone(desk):
    path, _ = planned(desk)
    path.chmod(0o444)
    before = path.read_bytes()
    assert "it is write-protected" in desk.check("--fix").stderr
    assert path.read_bytes() == before


def test_who_may_read_a_file_stays_as_it_is(desk):
    path, _ = planned(desk)
    path.chmod(0o640)
    assert desk.check("--fix").exit_code == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


# The diff


@pytest.mark.parametrize(
    "name", ["all.yaml", "a b.yaml", 'say "no".yaml', "back\\slash.yaml", "--a.yaml", "霍.yaml", "a\u00a0b.yaml"]
)
@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_diff_does_to_a_copy_what_fix_does(desk, name, end):
    text = spoilt(SOUND, ("[outage]", "[outtage]"), ("date: 2024-12-02", "date: 2024-12-2"))
    data = b"\xef\xbb\xbf" + text.rstrip().replace("\n", end or "\n").encode() + end.encode()
    path = desk.write(f"content/{name}", "")
    path.write_bytes(data)
    result = desk.check("--diff")
    assert (result.exit_code, path.read_bytes()) == (1, data), "nothing is written"
    alone = {"PATH": os.environ["PATH"], "GIT_CEILING_DIRECTORIES": str(desk.root.parent)}
    apply = ["git", "apply", "--whitespace=nowarn", "-"]
    subprocess.run(apply, cwd=desk.root, input=result.stdout_bytes, check=True, env=alone)
    applied = path.read_bytes()
    path.write_bytes(data)
    assert desk.check("--fix").exit_code == 0
    assert path.read_bytes() == applied != data


def test_a_diff_of_nothing_is_nothing(desk):
    desk.write("content/all.yaml", spoilt(SOUND, ("[outage]", "[nothing]")))
    result = desk.check("--diff")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


# For every fix there is


def fixes_hold(folder: Path, single: Path | None = None) -> int:
    """Each fix that a check offers removes its finding, alone, and changes one value; how many there are."""
    project = find(single or folder)
    checked = checking.check(project)
    offered = [one for one in checked.findings if one.fix is not None]
    for one in offered:
        fix = one.fix
        assert fix is not None
        text = checked.texts[fix.span.file]
        mended, number = fixing.apply(text, [fix])
        assert number == 1
        start, stop = offset(text, fix.span.line, fix.span.column), offset(text, fix.span.end_line, fix.span.end_column)
        assert mended == text[:start] + fix.replacement + text[stop:]
        assert fix.span.line >= one.span.line or one.span == fix.span
        overlay = {fix.span.file: mended.encode()}
        after = checking.check(fixing.overlaid(project, overlay))
        assert same(one) not in map(same, after.findings), one
        assert values_changed(fix.span.file, text, mended) <= 1
    fixed = fixing.plan(project, checking.check)
    assert not any(one.fix for one in fixed.checked.findings), "applying twice changes nothing"
    return len(offered)


def offset(text: str, line: int, column: int) -> int:
    return sum(len(each) + 1 for each in text.split("\n")[: line - 1]) + column - 1


def same(one: Diagnostic) -> tuple[object, ...]:
    return one.rule, one.message, one.span.file, one.span.line, one.span.column


def values_changed(file: str, before: str, after: str) -> int:
    """How many values of a content file differ."""
    if not file.endswith((".yaml", ".yml")):
        return 0
    one, two = (dict(flat(reader.read(file, text.encode()).values)) for text in (before, after))
    assert one.keys() == two.keys()
    return sum(one[path] != two[path] for path in one)


def flat(value: object, path: tuple[object, ...] = ()) -> Iterator[tuple[tuple[object, ...], object]]:
    if isinstance(value, (dict, list)):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from flat(inner, (*path, key))
    else:
        yield path, value


def test_every_fix_offered_for_the_cases_of_the_rules_holds(tmp_path):
    for other in CASES.glob("*.md"):
        (tmp_path / other.name).write_bytes(other.read_bytes())
    offered = 0
    for case in sorted(CASES.glob("*.yaml")):
        path = tmp_path / case.name
        path.write_bytes(case.read_bytes())
        offered += fixes_hold(tmp_path, path)
    assert offered > 10


WORDS = re.compile(r"(?<=: )[\w:-]{4,}(?=[,}\n])|(?<=@)[\w-]{4,}|(?<=[\[ ])[a-z]{3,}(?:-\w+)+|(?<=\{)[a-z ]+(?=\})")
"""The words of a content file that a slip may be mended in: values, citations, ids, terms."""


@st.composite
def slips(draw: st.DrawFn, text: str) -> str:
    """A content file with a few slips in its words, of any kind wherever they fall."""
    words = [found.span() for found in WORDS.finditer(text)]
    for start, end in sorted(draw(st.lists(st.sampled_from(words), min_size=1, max_size=3, unique=True)), reverse=True):
        word = text[start:end]
        at = draw(st.integers(0, len(word) - 2))
        word = draw(
            st.sampled_from(
                [
                    word[:at] + word[at + 1 :],
                    word[: at + 1] + word[at:],
                    word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                    word[:at] + draw(st.sampled_from("etaoin-_ A1")) + word[at + 1 :],
                    word.capitalize(),
                    word.replace("-", draw(st.sampled_from(" /._"))),
                    word.replace("-0", "-"),
                    word.removeprefix("TLP:").lower(),
                ]
            )
        )
        text = text[:start] + word + text[end:]
    return text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=80)
@given(data=st.data())
def test_every_fix_offered_for_a_fuzzed_project_holds(tmp_path_factory, starter, data):
    folder = tmp_path_factory.mktemp("fuzzed")
    (folder / "content").mkdir()
    files = sorted((starter.root / "content").rglob("*.*"))
    chosen = data.draw(st.sampled_from([file for file in files if file.suffix == ".yaml"]))
    for file in files:
        path = folder / file.relative_to(starter.root)
        path.parent.mkdir(parents=True, exist_ok=True)
        text = file.read_text("utf-8")
        path.write_text(data.draw(slips(text)) if file == chosen else text, "utf-8")
    fixes_hold(folder)


@given(
    st.text(st.sampled_from("ab\r\n霍\u2028"), max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 3)), max_size=6),
)
@example("a\r\nb", [(0, 1), (0, 1), (2, 2)])
def test_edits_change_their_spans_and_nothing_else(text, places):
    tree = SpanTree("a.yaml", text)
    starts = {min(start, len(text)): min(start + length, len(text)) for start, length in places}
    fixes = [Fix("X", tree.stretch(start, stop)) for start, stop in starts.items() if text[start:stop].strip()]
    mended, number = fixing.apply(text, fixes)
    assert mended.count("X") == number <= len(fixes)
    assert bool(fixes) == bool(number)
    rest = iter(text)
    assert all(char in rest for char in mended.replace("X", "")), "what is left stands in its order"


def test_of_edits_that_overlap_the_first_counts():
    fixes = [
        Fix(words, Span("a.yaml", 1, start, 1, stop)) for words, start, stop in (("Z", 5, 6), ("Y", 3, 4), ("X", 2, 5))
    ]
    assert fixing.apply("abcdef", fixes) == ("aXZf", 2)
    assert fixing.apply("abcdef", fixes * 2) == ("aXZf", 2), "the same edit twice is one"
