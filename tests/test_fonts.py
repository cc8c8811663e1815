"""The shipped faces: which characters they have, and what renderers are told of them."""

from __future__ import annotations

import subprocess
import sys
import time
import unicodedata
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from briefgen import fonts
from briefgen.fonts.__main__ import coverage

if TYPE_CHECKING:
    from pathlib import Path

LATIN = "Ankündigung, Ḥamāt, Şırnak, Łódź, ʿAyn al-ʿArab, €£¥₺ §¶ 1½ ‰ № ² ₃"
GREEK = "Λευκωσία, Ἀθῆναι, ΕΛΛΑΔΑ"
CYRILLIC = "Хмеймим, Київ, Ґ, Ђорђе, Жамбыл Қазақстан, 5 млн ₽"
ARABIC = "حمص، قاعدة حميميم؛ السُّوَيْدَاء، پشتو گ چ ژ، ٣١ كانون؟ لآلئ"
SYMBOLS = "– — ‘’ “” „ ‚ «» … · • ± × ÷ ≈ ≠ ≤ ≥ − → ← ↑ ↓ ↗ ↘ ↔ ↩ ■ □ ▪ ● ○ ◆ ▲ △ ▼ ▽ ▶ ✓ ✗ † ‡ ° ′ ″"


@pytest.mark.parametrize("text", [LATIN, GREEK, CYRILLIC, ARABIC, SYMBOLS])
def test_the_page_can_be_written_in_latin_greek_cyrillic_and_arabic(text: str) -> None:
    assert fonts.missing(text) == []


def test_characters_without_a_glyph_are_found_with_their_place() -> None:
    assert fonts.missing("Homs 霍姆斯 ⚠") == [(5, "霍"), (6, "姆"), (7, "斯"), (9, "⚠")]
    assert fonts.missing("\U0001f3f3") == [(0, "\U0001f3f3")]
    assert fonts.missing("]^-\\[é]") == []


def test_characters_that_need_no_glyph_are_not_missing() -> None:
    assert fonts.missing("a\tb\r\nc\u00a0d\u00ade\u200bf\u200cg\u200dh\u2003i\u202fj\u2060l\ufeffm\ufe0fn") == []


@given(st.text())
def test_every_character_is_either_in_a_face_or_missing(text: str) -> None:
    have = {chr(code) for face in fonts.FACES for code in _cmap(face)}
    for index, character in fonts.missing(text):
        assert text[index] == character
        assert character not in have
    gone = {character for _, character in fonts.missing(text)}
    for character in set(text) - have - gone:
        assert unicodedata.category(character) in {"Cc", "Cf", "Zs", "Mn", "Cn"}


def test_ten_thousand_texts_are_checked_in_a_blink() -> None:
    texts = ["Fighters entered the city’s north-western quarters – four of them by evening. "] * 5_000
    texts += ["plain ASCII, which is most of what is written"] * 5_000
    fonts.missing("é")
    start = time.process_time()
    for text in texts:
        fonts.missing(text)
    assert time.process_time() - start < 0.2  # 0.01 s where this was written


def test_the_coverage_table_is_fresh() -> None:
    table = files("briefgen.fonts") / "coverage.json"
    assert table.read_text("ascii") == coverage(), "run: python -m briefgen.fonts > briefgen/fonts/coverage.json"


def test_every_face_is_a_whole_static_font_that_may_be_embedded_with_its_licence_beside_it() -> None:
    for face in fonts.FACES:
        font = TTFont(BytesIO(face.read()))
        assert "fvar" not in font
        assert font["OS/2"].fsType == 0
        assert font["OS/2"].usWeightClass == face.weight
        assert bool(font["head"].macStyle & 2) == (face.style == "italic")
        assert face.family in {font["name"].getDebugName(1), font["name"].getDebugName(16)}
        licence = files("briefgen.fonts") / "files" / f"{face.file.partition('-')[0]}-OFL.txt"
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence.read_text("utf-8")
    shipped = {entry.name for entry in (files("briefgen.fonts") / "files").iterdir() if entry.name.endswith(".ttf")}
    assert shipped == {face.file for face in fonts.FACES}


@pytest.mark.parametrize("feature", ["smcp", "c2sc", "onum", "lnum", "tnum", "pnum"])
def test_upright_text_has_small_capitals_and_every_kind_of_figure(feature: str) -> None:
    default = {"Source Serif 4": {"lnum"}, "Source Sans 3": {"lnum", "tnum"}}  # what the plain digits are
    for face in fonts.FACES:
        if face.family != fonts.ARABIC and face.style == "normal":
            assert feature in _features(TTFont(BytesIO(face.read()))) | default[face.family]


def test_css_names_each_face_once_by_family_weight_and_style() -> None:
    css = fonts.css(lambda face: f"briefgen:/fonts/{face.file}")
    assert css.count("@font-face") == len(fonts.FACES) == 10
    assert (
        '@font-face{font-family:"Source Serif 4";font-style:italic;font-weight:600;'
        'src:url("briefgen:/fonts/SourceSerif4-SemiBoldItalic.ttf")}\n' in css
    )


def test_fontconfig_is_told_of_the_shipped_fonts_alone(tmp_path: Path) -> None:
    tree = ElementTree.fromstring(fonts.fontconfig(tmp_path / "a & b"))
    assert [element.text for element in tree.iter("dir")] == [str(files("briefgen.fonts") / "files")]
    assert [element.text for element in tree.iter("cachedir")] == [str(tmp_path / "a & b" / "fontconfig")]
    assert tree.find("include") is None


def test_a_page_takes_the_arabic_companion_along_only_when_it_needs_it() -> None:
    families = [face.family for face in fonts.needed("Homs – Хомс")]
    assert set(families) == {"Source Serif 4", "Source Sans 3"}
    assert "IBM Plex Sans Arabic" in {face.family for face in fonts.needed("حمص")}
    assert fonts.needed("字") == fonts.needed("")


def test_a_subset_has_the_page_s_characters_its_features_and_nothing_else() -> None:
    face = fonts.FACES[0]
    page = "Homs 2024 Хомс ﬁ字"
    font = TTFont(BytesIO(fonts.subset(face, page)))
    assert font.flavor == "woff"
    assert set(font.getBestCmap()) == set(map(ord, page)) - {ord("字")}
    assert {"kern", "smcp", "onum"} <= _features(font)
    assert len(fonts.subset(face, page)) < len(face.read()) / 10


def test_a_subset_keeps_copyright_and_licence_but_not_the_reserved_name() -> None:
    for face in fonts.FACES:
        name = TTFont(BytesIO(fonts.subset(face, "a")))["name"]
        assert name.getDebugName(0)
        assert "Open Font License" in name.getDebugName(13)
        for number in (1, 2, 3, 4, 6, 16, 17):
            assert not {"Source", "Plex"} & set((name.getDebugName(number) or "").split())


def test_subsets_are_the_same_bytes_in_every_process() -> None:
    program = (
        "import hashlib, briefgen.fonts as f;"
        "print(hashlib.sha256(b''.join(f.subset(x, 'Ḥimṣ حمص') for x in f.FACES)).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/Lima"))
    }
    assert len(digests) == 1


def _cmap(face: fonts.Face, seen: dict[fonts.Face, set[int]] = {}) -> set[int]:  # noqa: B006
    if face not in seen:
        seen[face] = set(TTFont(BytesIO(face.read())).getBestCmap())
    return seen[face]


def _features(font: TTFont) -> set[str]:
    return {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord} | (
        {"kern"} if "GPOS" in font else set()
    )
