"""The shipped faces: which characters they have, and what renderers are told of them."""

from __future__ import annotations

import base64
import re
import subprocess
import sys
import unicodedata
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import fonts
from briefgen.fonts import __main__ as making

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


def test_the_coverage_table_is_fresh() -> None:
    table = files("briefgen.fonts") / "coverage.json"
    assert table.read_text("ascii") == making.coverage(), "run: python -m briefgen.fonts"


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


def test_fontconfig_is_told_of_the_shipped_fonts_alone(tmp_path: Path) -> None:
    tree = ElementTree.fromstring(fonts.fontconfig(tmp_path / "a & b"))
    assert [element.text for element in tree.iter("dir")] == [str(files("briefgen.fonts") / "files")]
    assert [element.text for element in tree.iter("cachedir")] == [str(tmp_path / "a & b" / "fontconfig")]
    assert tree.find("include") is None


def test_a_page_carries_its_characters_and_no_others() -> None:
    assert _carried("Homs – “the city” → 5 ± 1 °C") == set("–“”→±°‐")
    assert _carried("Ankündigung") == set("üÜ‐")
    assert _carried("Ḥamāt") == set("ḤāĀ‐")
    assert _carried("Homs (Хомс)") == set("ХомсХОМС‐")
    assert _carried("字\ud800\r\n\t") == set("‐")


def test_a_letter_comes_with_the_capital_that_a_style_may_make_of_it_and_with_what_a_mark_makes_of_it() -> None:
    assert set("éÉ") <= _carried("e\u0301")
    assert set("œŒ") <= _carried("sœur")


def test_the_arabic_companion_comes_along_only_for_what_the_page_s_own_families_lack() -> None:
    for text, needed in {"Homs – Хомс, 100 €": False, "حمص": True, "↩": True}.items():
        assert (fonts.ARABIC in {rule.family for rule in _rules(text)}) is needed
    (regular, _) = (rule for rule in _rules("حمص") if rule.family == fonts.ARABIC)
    assert regular.codes == set(map(ord, "حمص"))


def test_a_theme_of_one_family_carries_that_family_alone() -> None:
    sans = [face for face in fonts.FACES if face.family == fonts.SANS]
    rules = _rules("Homs", sans)
    assert [(rule.family, rule.style, rule.weight) for rule in rules] == [
        (face.family, face.style, face.weight) for face in sans
    ]


@settings(max_examples=20)
@given(st.text(st.sampled_from(LATIN + GREEK + CYRILLIC + ARABIC + SYMBOLS + "q\u0307 ɸ 字") | st.characters()))
def test_every_character_that_a_shipped_face_has_is_on_the_page_that_uses_it(text: str) -> None:
    """In every weight and style of the families that have it."""
    held = {(rule.family, rule.style, rule.weight): rule.codes for rule in _rules(text)}
    for code in {ord(character) for character in text if character >= " "}:
        own = [face for face in fonts.FACES if face.family != fonts.ARABIC and code in _cmap(face)]
        for face in own or [face for face in fonts.FACES if code in _cmap(face)]:
            assert code in held[face.family, face.style, face.weight]


def test_what_a_page_carries_keeps_copyright_and_licence_but_not_the_reserved_name() -> None:
    for rule in _rules("Homs حمص"):
        name = TTFont(BytesIO(rule.font), lazy=True)["name"]
        assert name.getDebugName(0)
        assert "Open Font License" in name.getDebugName(13)
        assert {record.nameID for record in name.names} <= {0, 13, 14}


def test_what_a_page_carries_keeps_what_its_typography_asks_for() -> None:
    for family, features in {
        fonts.SERIF: {"kern", "liga", "smcp", "c2sc", "onum", "tnum", "pnum"},
        fonts.SANS: {"kern", "smcp", "c2sc"},
        fonts.ARABIC: {"init", "medi", "fina", "rlig"},
    }.items():
        rule = next(rule for rule in _rules("fi 0123 حمص لا") if rule.family == family)
        font = TTFont(BytesIO(rule.font))
        kept = {
            record.FeatureTag
            for table in ("GSUB", "GPOS")
            if table in font
            for record in font[table].table.FeatureList.FeatureRecord
        }
        assert features <= kept, family
        assert "fpgm" not in font


def test_arabic_letters_keep_their_forms_within_a_word() -> None:
    rule = next(rule for rule in _rules("حمص") if rule.family == fonts.ARABIC)
    assert len(TTFont(BytesIO(rule.font)).getGlyphOrder()) >= 1 + 3 * 4


def test_a_page_in_english_carries_less_than_a_fifth_of_a_megabyte_of_fonts() -> None:
    assert len(fonts.webfonts("Homs – plain English, “quoted”")) < 200_000


def test_a_page_carries_the_same_bytes_in_every_process() -> None:
    program = "import hashlib, briefgen.fonts as f; print(hashlib.sha256(f.webfonts('Ḥimṣ حمص').encode()).hexdigest())"
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


def test_fonts_are_cut_without_the_library_that_takes_seconds_and_only_for_a_page() -> None:
    program = "import sys, briefgen.fonts as f; early = 'uharfbuzz' in sys.modules; f.webfonts('Homs'); "
    program += "sys.exit(early or 'fontTools' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


class Rule(NamedTuple):
    """An `@font-face` rule as a browser reads it."""

    family: str
    style: str
    weight: int
    font: bytes
    codes: frozenset[int]


_RULE = re.compile(
    r'@font-face\{font-family:"([^"]+)";font-style:(normal|italic);font-weight:(\d+);'
    r"src:url\(data:font/woff;base64,([\w+/=]+)\)\}\n"
)


def _rules(text: str, faces: tuple[fonts.Face, ...] | list[fonts.Face] = fonts.FACES) -> list[Rule]:
    css = fonts.webfonts(text, faces)
    found = _RULE.findall(css)
    assert _RULE.sub("", css) == ""
    return [
        Rule(family, style, int(weight), file, frozenset(TTFont(BytesIO(file), lazy=True).getBestCmap()))
        for family, style, weight, font in found
        for file in [base64.b64decode(font)]
    ]


def _carried(text: str) -> set[str]:
    """The characters beyond ASCII that the regular sans of a page with this text has."""
    rule = next(rule for rule in _rules(text) if rule.family == fonts.SANS)
    assert set(range(0x20, 0x7F)) <= rule.codes
    return {chr(code) for code in rule.codes if code > 0x7F}


def _cmap(face: fonts.Face, seen: dict[fonts.Face, set[int]] = {}) -> set[int]:  # noqa: B006
    if face not in seen:
        seen[face] = set(TTFont(BytesIO(face.read())).getBestCmap())
    return seen[face]


def _features(font: TTFont) -> set[str]:
    return {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord} | (
        {"kern"} if "GPOS" in font else set()
    )
