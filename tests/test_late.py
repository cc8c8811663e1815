"""Regular expressions that are compiled when they are first used."""

from __future__ import annotations

import copy
import re
import subprocess
import sys

import pytest

from briefgen.late import regex


def test_one_finds_what_one_compiled_at_once_finds() -> None:
    late, now = regex(r"(?P<day>\d+) december", re.IGNORECASE), re.compile(r"(?P<day>\d+) december", re.IGNORECASE)
    text = "from 8 December to 22 December"
    assert [found.span() for found in late.finditer(text)] == [found.span() for found in now.finditer(text)]
    assert late.sub(r"\g<day>", text) == now.sub(r"\g<day>", text) == "from 8 to 22"
    assert (late.pattern, late.flags, late.groupindex) == (now.pattern, now.flags, now.groupindex)


def test_a_copy_is_one_too() -> None:
    assert copy.deepcopy(regex("a+")).findall("baab") == ["aa"]


def test_a_mistake_in_it_shows_when_it_is_used() -> None:
    late = regex("(")
    with pytest.raises(re.error, match="unterminated subpattern"):
        late.search("a")


def test_reading_a_project_compiles_none_of_those_that_rules_ask() -> None:
    code = """
import re
asked = []
from briefgen import late
late._Late._compiled = property(lambda self: asked.append(self.pattern) or re.compile(self.pattern))
import briefgen.build.making
print(len(asked))
"""
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "0\n"
