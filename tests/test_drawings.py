"""Drawings (SVG): what is safe and drawn alike everywhere stays, and what is not is told by element and line."""

import re
from xml.etree import ElementTree

import pytest
from processor import at_most

from briefgen import pictures

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200">{}</svg>'

CHART = """<?xml version="1.0" encoding="utf-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<!-- made by a program -->
<svg xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ink="http://www.inkscape.org/namespaces/inkscape" version="1.1"
  width="460.8pt" viewBox="0 0 460 230" xmlns="http://www.w3.org/2000/svg" ink:version="1" style="font-variant: normal">
 <metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">CANARY</rdf:RDF></metadata>
 <title>CANARY</title>
 <defs>
  <style type="text/css">
   * {stroke-linejoin: round}
   .bars rect {fill: #8a1f2d !important; cursor: pointer}
   rect {fill: blue}
   @font-face {font-family: X; src: url(https://a.example/x.woff)}
  </style>
  <linearGradient id="g"><stop offset="0" stop-color="#fff"/><stop offset="1" style="stop-color:#1c1a17"/></linearGradient>
  <clipPath id="c"><rect x="40" y="10" width="400" height="180"/></clipPath>
  <path id="tick" d="M 0 0 L 0 3.5"/>
 </defs>
 <ink:view id="CANARY"/>
 <rect x="40" y="10" width="400" height="180" style="fill: url(#g)"/>
 <g class="bars" clip-path="url('#c')"><rect x="60" y="80" width="40" height="110" style="fill: red"/></g>
 <g color="#00f"><path d="M40,190H440" stroke="currentColor" fill="none" ink:connector="CANARY"/></g>
 <use xlink:href="#tick" x="80" y="190"/>
 <a xlink:href="https://a.example/"><text x="80" y="208" font-family="Helvetica, serif">Homs &amp;
  Hama</text></a>
 <text x="9" y="9">Roman <tspan font-family="inherit" font-style="italic">italic</tspan> again</text>
</svg>"""  # noqa: E501


def read(body: str):
    return pictures.read(SVG.format(body).encode())


def elements(image) -> list[ElementTree.Element]:
    assert not image.fault
    return list(ElementTree.fromstring(image.data).iter())


def named(image, name: str) -> list[dict[str, str]]:
    return [each.attrib for each in elements(image) if each.tag.endswith("}" + name)]


@pytest.fixture(scope="module")
def chart():
    return pictures.read(CHART.encode())


def test_a_drawing_of_a_program_keeps_what_is_seen_and_nothing_else(chart):
    assert (chart.fault, chart.mime, chart.width, chart.height) == ("", "image/svg+xml", 614, 307)
    text = chart.data.decode()
    for gone in ("CANARY", "<!", "<?", "<style", "class=", "cursor", "xlink", "https:", " style="):
        assert gone not in text, gone
    assert "Homs &amp;" in text
    assert {each.tag.rpartition("}")[2] for each in elements(chart)} == {
        "svg", "defs", "linearGradient", "stop", "clipPath", "rect", "path", "g", "use", "text", "tspan",
    }  # fmt: skip


def test_its_styles_become_attributes_in_the_order_of_css(chart):
    fills = [each.get("fill") for each in named(chart, "rect")]
    assert fills == ["blue", "url(#g)", "#8a1f2d"]
    assert {each["stroke-linejoin"] for each in named(chart, "path")} == {"round"}
    assert [each.get("stop-color") for each in named(chart, "stop")] == ["#fff", "#1c1a17"]


def test_the_current_colour_is_written_out(chart):
    assert named(chart, "path")[1]["stroke"] == "#00f"
    assert named(read('<path d="M0 0" fill="currentColor"/>'), "path")[0]["fill"] == "black"


def test_its_text_is_in_the_faces_of_the_page_and_brings_them_to_a_screen(chart):
    families = [each.get("font-family") for each in (*named(chart, "text"), *named(chart, "tspan"))]
    assert families == ["'Source Sans 3', sans-serif", "'Source Serif 4', serif", "inherit"]
    on_screen = pictures.for_screen(chart).decode()
    faces = re.findall(r'font-family:"([^"]+)";font-style:(\w+);font-weight:(\d+)', on_screen)
    assert set(faces) == {
        ("Source Sans 3", "normal", "400"), ("Source Sans 3", "italic", "400"),
        ("Source Serif 4", "normal", "400"), ("Source Serif 4", "italic", "400"),
    }  # fmt: skip
    assert "url(http" not in on_screen
    ElementTree.fromstring(on_screen)
    silent = read('<rect width="9" height="9"/>')
    assert pictures.for_screen(silent) == silent.data


def test_the_same_drawing_gives_the_same_bytes_and_so_does_what_came_of_it(chart):
    assert pictures.read(CHART.encode()).data == chart.data
    assert pictures.read(chart.data).data == chart.data


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ('viewBox="0 0 300 200"', (300, 200)),
        ('width="100%" height="100%" viewBox="0,0,300,200"', (300, 200)),
        ('width="150" viewBox="0 0 300 200"', (150, 100)),
        ('height="2in" viewBox="0 0 300 200"', (288, 192)),
        ('width="25.4mm" height="1in"', (96, 96)),
        ('width="12pt" height="1pc" viewBox="0 0 9 9"', (16, 16)),
    ],
)
def test_a_drawing_is_as_large_as_it_says(head, size):
    made = pictures.read(f'<svg xmlns="http://www.w3.org/2000/svg" {head}><rect/></svg>'.encode())
    assert (made.fault, made.width, made.height) == ("", *size)


def test_a_large_drawing_is_shown_as_large_as_there_is_room_for():
    made = pictures.read(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3000 1000"/>')
    assert pictures.shown(made) == (680, 227)


REFUSED = {
    "a script": ("<script>alert(1)</script>", "`<script>` would run"),
    "a handler": ('<rect onclick="alert(1)"/>', "`onclick` of `<rect>` would run"),
    "HTML": ('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>', "`<foreignObject>`"),
    "a picture of another site": ('<image href="https://a.example/x.png"/>', "`<image>`"),
    "a picture inside": ('<image href="data:image/png;base64,AAAA"/>', "`<image>`"),
    "a part of another file": ('<use href="x.svg#a"/>', "`href` of `<use>` leads out"),
    "a fill of another file": ('<rect fill="url(https://a.example/x.svg#a)"/>', "`fill` of `<rect>` leads out"),
    "a fill in a style": ('<rect style="fill:url(x.svg#a)"/>', "`fill` of `<rect>` leads out"),
    "a style sheet of another site": ('<style>@import "https://a.example/x.css";</style>', "`@import`"),
    "styles for some media": ("<style>@media print{rect{fill:red}}</style>", "`@media`"),
    "a movement": ('<rect><animate attributeName="x" to="9"/></rect>', "`<animate>` moves"),
    "a filter": ('<filter id="f"/>', "`<filter>` is not drawn alike"),
    "a mask": ('<mask id="m"/>', "`<mask>` is not drawn alike"),
    "a blend": ('<rect style="mix-blend-mode:multiply"/>', "`mix-blend-mode` of `<rect>`"),
    "a variable": ('<rect fill="var(--a)"/>', "`fill` of `<rect>` has a value"),
    "a colour that is none": ('<rect fill="redd"/>', "`redd`"),
    "a missing gradient": ('<rect fill="url(#no)"/>', "`#no` names a part that the drawing does not have"),
    "a missing part": ('<use href="#no"/>', "`#no` names a part"),
    "a part that does not fit": ('<rect id="r" fill="url(#r)"/>', "`#r` names a `<rect>`"),
    "a part inside itself": ('<g id="a"><use href="#a"/></g>', "drawn inside itself"),
    "two gradients in a ring": (
        '<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/>', "drawn inside itself"
    ),
    "a gradient that is turned": ('<linearGradient gradientTransform="rotate(9)"/>', "`gradientTransform`"),
    "text that clips": ('<clipPath><text>A</text></clipPath>', "`<clipPath>` clips nothing"),
    "an element of nothing": ('<blink xmlns=""/>', "`<blink>` is no element"),
    "a language that chooses": ('<g systemLanguage="en"/>', "`systemLanguage`"),
    "text from right to left": ("<text>سوريا</text>", "from right to left"),
    "a letter that no font has": ("<text>北</text>", "no font of the page has `北`"),
    "such a letter behind a part": ("<text><tspan>a</tspan>北</text>", "no font of the page has `北`"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_safe_or_not_drawn_alike_is_told_with_its_line(case):
    body, said = REFUSED[case]
    made = read(f"<rect/>\n\n{body}")
    assert made.data == b""
    assert made.fault.startswith("line 3: ")
    assert said in made.fault


WHOLE = {
    "an entity": ('<!DOCTYPE svg [<!ENTITY a "b">]>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "line 1: its"),
    "an entity of a file": (
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>', "line 1: its document type"
    ),
    "an entity of HTML": (
        '<!DOCTYPE svg PUBLIC "a" "b">\n<svg xmlns="http://www.w3.org/2000/svg">&nbsp;</svg>', "line 2: `&nbsp;`"
    ),
    "another style sheet": ('<?xml-stylesheet href="x.css"?><svg/>', "line 1: it takes its styles"),
    "no namespace": ("<svg/>", "begins with `<svg xmlns="),
    "HTML": ("<html><body/></html>", "it is no SVG"),
    "half a file": ('<svg xmlns="http://www.w3.org/2000/svg">\n<g>', "line 2: it is broken"),
    "no size": ('<svg xmlns="http://www.w3.org/2000/svg"/>', "how large it is"),
    "no room": ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 9"/>', "how large it is"),
    "2 MB": ("<svg>" + " " * 2_000_000, "more than 2 MB"),
    "30,000 elements": (SVG.format("<g/>" * 30_000), "more than 20,000 elements"),
    "1,000 levels": (SVG.format("<g>" * 1000), "more than 50 deep"),
    "a picture of a billion squares": (
        SVG.format("".join(f'<g id="a{i}">{"<use href=%s/>" * 10}</g>'.replace("%s", f'"#a{i + 1}"') for i in range(9))
                   + '<rect id="a9"/>'), "more than 200,000 elements are drawn"
    ),
    "selectors that try everything": (
        SVG.format("<style>* * * * * * * g{fill:red}</style>" + ("<g>" * 40 + "</g>" * 40) * 100), "too many rules"
    ),
    "a row of digits": (SVG.format(f'<path d="{"1" * 1_000_000}!"/>'), "`d` of `<path>`"),
}  # fmt: skip


@pytest.mark.parametrize("case", WHOLE)
def test_a_file_that_is_no_picture_or_takes_too_much_is_refused_at_once(case):
    data, said = WHOLE[case]
    with at_most(1):
        made = pictures.read(data.encode())
    assert said in made.fault
    assert made.data == b""


def test_no_more_than_three_faults_are_told_at_once():
    fault = read("<script/>\n" * 9).fault
    assert fault.count("would run") == 3
    assert fault.endswith("; and 6 more")


def test_a_drawing_may_be_in_any_encoding_that_xml_knows():
    text = SVG.format("<text>Хомс</text>")
    for encoding in ("utf-8-sig", "utf-16"):
        assert "Хомс" in pictures.read(text.encode(encoding)).data.decode()
    other = f'<?xml version="1.0" encoding="koi8-r"?>{text}'.encode("koi8-r")
    assert "Хомс" in pictures.read(other).data.decode()
