"""The shipped faces: which characters they have, and what renderers are told of them."""

from __future__ import annotations

import base64
import re
import subprocess
import sys
import unicodedata
from importlib.resources import files
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from briefgen import fonts
from briefgen.fonts import __main__ as making
from briefgen.fonts.coverage import slices
from briefgen.fonts.webfont import filename

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
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


def test_a_page_carries_the_slices_of_its_scripts_and_no_others() -> None:
    assert _carried("Homs – “the city” → 5 ± 1 °C") == {"latin"}
    assert _carried("Ankündigung") == {"latin", "latin-1"}
    assert _carried("Ḥamāt") == {"latin", "latin-ext"}
    assert _carried("Homs (Хомс, Λευκωσία)") == {"latin", "cyrillic", "greek"}
    assert _carried("字\ud800\r\n\t") == {"latin"}


def test_the_arabic_companion_comes_along_only_for_what_the_page_s_own_families_lack() -> None:
    assert "Plex" not in fonts.webfonts("Homs – Хомс, 100 €")
    assert '"IBM Plex Sans Arabic"' in fonts.webfonts("حمص")
    assert _carried("حمص") == {"latin", "arabic"}
    assert '"IBM Plex Sans Arabic"' in fonts.webfonts("↩")
    assert _carried("↩") == {"latin", "symbols"}


def test_a_theme_of_one_family_carries_that_family_alone() -> None:
    sans = [face for face in fonts.FACES if face.family == fonts.SANS]
    rules = _rules("Homs", sans)
    assert [(rule.family, rule.style, rule.weight) for rule in rules] == [
        (face.family, face.style, face.weight) for face in sans
    ]


@given(st.text(st.sampled_from(LATIN + GREEK + CYRILLIC + ARABIC + SYMBOLS + "q\u0307 ɸ 字") | st.characters()))
def test_every_character_that_a_shipped_face_has_is_in_a_slice_that_the_page_carries(text: str) -> None:
    """In every weight and style of the families that have it."""
    held = {(rule.family, rule.style, rule.weight): set[int]() for rule in _rules(text)}
    for rule in _rules(text):
        held[rule.family, rule.style, rule.weight] |= rule.codes
    for code in {ord(character) for character in text if character >= " "}:
        own = [face for face in fonts.FACES if face.family != fonts.ARABIC and code in _cmap(face)]
        for face in own or [face for face in fonts.FACES if code in _cmap(face)]:
            assert code in held[face.family, face.style, face.weight]


def test_a_letter_and_its_combining_mark_are_found_in_one_slice() -> None:
    for text in ("q\u0307", "о\u0301", "α\u0301", "Ọ\u0301"):
        assert any(set(map(ord, text)) <= rule.codes for rule in _rules(text) if rule.family == fonts.SANS), text


def test_where_slices_overlap_the_common_one_has_the_first_say() -> None:
    """A browser asks the last of such rules first."""
    families = [rule for rule in _rules("Homs q\u0307") if (rule.family, rule.weight) == (fonts.SANS, 700)]
    assert [0x307 in rule.codes for rule in families] == [True, False]


def test_every_slice_holds_just_the_characters_it_announces() -> None:
    everything = "".join(map(chr, {code for face in fonts.FACES for code in _cmap(face)}))
    rules = _rules(everything)
    assert len(rules) == len({rule.font for rule in rules}) == len(_shipped_slices())
    for rule in rules:
        font = TTFont(BytesIO(rule.font), lazy=True)
        assert font.flavor == "woff"
        assert set(font.getBestCmap()) == rule.codes


def test_slices_keep_copyright_and_licence_but_not_the_reserved_name() -> None:
    for entry in _shipped_slices():
        name = TTFont(BytesIO(entry.read_bytes()), lazy=True)["name"]
        assert name.getDebugName(0)
        assert "Open Font License" in name.getDebugName(13)
        for number in (1, 2, 3, 4, 6, 16, 17):
            assert not {"Source", "Plex"} & set((name.getDebugName(number) or "").split())


def test_slices_keep_what_the_page_s_typography_asks_for() -> None:
    folder = files("briefgen.fonts") / "slices"
    for file, features in {
        "SourceSerif4-Regular.latin.woff": {"kern", "liga", "smcp", "c2sc", "onum", "tnum", "pnum"},
        "SourceSans3-Bold.cyrillic.woff": {"kern", "smcp", "c2sc"},
        "IBMPlexSansArabic-Regular.arabic.woff": {"init", "medi", "fina", "rlig", "mark"},
    }.items():
        font = TTFont(BytesIO((folder / file).read_bytes()))
        assert features <= {
            record.FeatureTag for table in ("GSUB", "GPOS") for record in font[table].table.FeatureList.FeatureRecord
        }, file
        assert "fpgm" not in font


def test_a_page_in_english_carries_less_than_a_quarter_of_a_megabyte_of_fonts() -> None:
    assert len(fonts.webfonts("Homs – plain English, “quoted”")) < 260_000


def test_the_slices_are_fresh() -> None:
    sealed = (files("briefgen.fonts") / "slices" / making.SEAL).read_text("ascii")
    assert sealed == making.seal(), "run: python -m briefgen.fonts"


@pytest.mark.parametrize(("face", "name"), [(fonts.FACES[1], "greek"), (fonts.FACES[8], "symbols")])
def test_a_slice_made_anew_is_the_one_shipped(face: fonts.Face, name: str) -> None:
    shipped = (files("briefgen.fonts") / "slices" / filename(face, name)).read_bytes()
    assert _dump(making.cut(face, slices(face.family)[name])) == _dump(shipped), "run: python -m briefgen.fonts"


def test_slices_are_the_same_bytes_in_every_process() -> None:
    program = (
        "import hashlib, briefgen.fonts as f, briefgen.fonts.__main__ as m;"
        "cuts = (m.cut(face, set(map(ord, 'Ḥimṣ حمص'))) for face in (f.FACES[1], f.FACES[8]));"
        "print(hashlib.sha256(b''.join(cuts)).hexdigest())"
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


def test_nothing_at_run_time_needs_the_library_that_cuts_fonts() -> None:
    program = "import sys, briefgen.fonts as f; f.webfonts('Homs'); sys.exit('fontTools' in sys.modules)"
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
    r"src:url\(data:font/woff;base64,([\w+/=]+)\);unicode-range:(U\+[^;}]+)\}\n"
)


def _rules(text: str, faces: tuple[fonts.Face, ...] | list[fonts.Face] = fonts.FACES) -> list[Rule]:
    css = fonts.webfonts(text, faces)
    found = _RULE.findall(css)
    assert _RULE.sub("", css) == ""
    return [
        Rule(family, style, int(weight), base64.b64decode(font), _span(spans))
        for family, style, weight, font, spans in found
    ]


def _span(listed: str) -> frozenset[int]:
    pairs = (item.removeprefix("U+").partition("-") for item in listed.split(","))
    return frozenset(code for first, _, last in pairs for code in range(int(first, 16), int(last or first, 16) + 1))


def _shipped_slices() -> list[Traversable]:
    return [entry for entry in (files("briefgen.fonts") / "slices").iterdir() if entry.name.endswith(".woff")]


def _carried(text: str) -> set[str]:
    """The names of the slices a page with this text carries."""
    names = {entry.read_bytes(): entry.name.split(".")[1] for entry in _shipped_slices()}
    return {names[rule.font] for rule in _rules(text)}


def _dump(file: bytes) -> str:
    """All a font says, whatever way its tables are packed."""
    font = TTFont(BytesIO(file))
    font["head"].checkSumAdjustment = 0
    out = StringIO()
    font.saveXML(out, writeVersion=False)
    return out.getvalue()


def _cmap(face: fonts.Face, seen: dict[fonts.Face, set[int]] = {}) -> set[int]:  # noqa: B006
    if face not in seen:
        seen[face] = set(TTFont(BytesIO(face.read())).getBestCmap())
    return seen[face]


def _features(font: TTFont) -> set[str]:
    return {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord} | (
        {"kern"} if "GPOS" in font else set()
    )
