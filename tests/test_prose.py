"""Author prose: what it cites, what it marks, what it must not do."""

import re

import pytest

from briefgen import prose


def rendered(text, **more):
    return prose.render(
        text, lambda citation: f"<sup>{citation.written}</sup>", lambda name: prose.Picture(f"pic:{name}", 4, 2), **more
    )


def test_a_citation_names_records_and_where_in_them():
    (citation,) = prose.read("Homs fell [@homs-taken; @ap-1208, paragraph 4].").citations
    assert [(each.id, each.locator) for each in citation.cited] == [("homs-taken", ""), ("ap-1208", "paragraph 4")]


@pytest.mark.parametrize("text", ["a@b.org", "[a](https://b.org)", "[ @a]", "`[@a]`", "\\[@a]", "[@]", "[@a"])
def test_what_looks_like_a_citation_and_is_none(text):
    assert prose.cited_ids(text) == ()


def test_citations_are_found_in_tables_lists_emphasis_and_footnotes():
    text = "*see [@a]*\n\n- one [@b]\n\n| x |\n|---|\n| [@c] |\n\nnote[^1]\n\n[^1]: there [@d]\n"
    assert prose.cited_ids(text) == ("a", "b", "c", "d")


def test_likelihood_terms_are_marked():
    assert prose.read("It is {very likely} that {x}.").terms == ("very likely", "x")


def test_html_in_a_text_is_printed_as_typed():
    assert "&lt;script&gt;" in rendered("<script>alert(1)</script>")


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java%73cript:alert(1)", "data:text/html,x", "file:///etc/passwd",
     "vbscript:x", "/etc/passwd", "../up", "notes.md", "ftp://host/x", "//host/x", "#gaps"],
)  # fmt: skip
def test_a_link_that_leads_nowhere_good_is_found_and_never_rendered(address):
    text = f"[here](<{address}>)"
    assert prose.read(text).links[0].fault
    assert "href" not in rendered(text)


def test_a_reference_and_an_autolink_are_links_too():
    text = "[here][1] <javascript:alert(1)>\n\n[1]: file:///etc/passwd"
    assert [bool(link.fault) for link in prose.read(text).links] == [True, True]
    assert "href" not in rendered(text)


@pytest.mark.parametrize("address", ["https://example.org/?a=1&b=2", "http://example.org", "mailto:desk@example.org"])
def test_a_link_to_a_page_is_fine(address):
    assert prose.read(f"[here](<{address}>)").links[0].fault is None
    assert "href" in rendered(f"[here](<{address}>)")


@pytest.mark.parametrize(
    "address", ["https://example.org/x.png", "/x.png", "../x.png", "//host/x.png", "data:image/png;base64,x"]
)
def test_a_picture_must_lie_in_the_folder_of_its_text(address):
    assert prose.read(f"![alt](<{address}>)").links[0].fault


def test_headings_fit_under_the_heading_above_and_skip_no_level():
    text = "## Two\n\n###### Six\n\n### Three\n\n# One"
    assert rendered(text, headings=3) == "<h4>Two</h4><h5>Six</h5><h5>Three</h5><h4>One</h4>"
    deep = rendered("# One\n\n## Two", headings=5).replace("\n", "")
    assert deep == "<h6>One</h6><p><strong>Two</strong></p>"


def test_a_link_around_a_picture_stands_behind_it_in_words():
    shown = prose.render(
        "[![Map](m.png) here](https://example.org/a)", lambda _: "", lambda _: prose.Picture("m", 4, 2)
    )
    link = '<a href="https://example.org/a">example.org/a</a>'
    assert shown == f'<p><img src="m" alt="Map" width="4" height="2" style="width: 4px" /> here ({link})</p>\n'


def test_footnotes_of_two_texts_on_a_page_do_not_collide():
    first, second = (rendered("a[^1]\n\n[^1]: b", key=key) for key in ("s1", "s2"))
    anchors = [part.split('"')[0] for page in (first, second) for part in page.split('id="')[1:]]
    assert len(anchors) == len(set(anchors)) == 4


def test_footnotes_have_letters_where_sources_have_numbers():
    notes = "".join(f"[^{n}]: note\n" for n in range(28))
    page = rendered("".join(f"a[^{n}]" for n in range(28)) + "[^0]\n\n" + notes)
    signs = re.findall(r'<sup class="footnote-ref"><a [^>]*>(\w+)</a></sup>', page)
    assert signs == [*"abcdefghijklmnopqrstuvwxyz", "aa", "ab", "a"]


def test_text_nested_past_the_limit_is_noticed():
    shallow, deep = (">" * depth + " text" for depth in (3, 25))
    assert not prose.read(shallow).too_deep
    assert prose.read(deep).too_deep
    assert prose.read(">" * 150 + " text").too_deep


def test_a_withheld_record_is_taken_out_of_a_text_wherever_it_is_named():
    text = "See [@a; @secret, p. 2] and [@secret]. `[@secret]` [@b, line 3]"
    names = {"a": "a", "b": "c"}
    assert prose.recite(text, names.get) == "See [@a] and. ` ` [@c]"


def test_code_that_held_nothing_but_what_is_withheld_does_not_make_code_of_what_is_behind_it():
    text = "T `[@secret]` [@open] `[@secret]`"
    recited = prose.recite(text, lambda id_: None if id_ == "secret" else id_)
    assert prose.cited_ids(recited) == ("open",)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Plain  words\nhere", "Plain words here"),
        ("It *fell* [@a], they said.", "It fell, they said."),
        ("{very likely} to `x` [y](https://e.org)", "very likely to x y"),
    ],
)
def test_plain_text_has_no_markup(text, plain):
    assert prose.plain(text) == plain


def test_paragraphs_say_whether_they_cite():
    blocks = prose.placed("One [@a].\n\nTwo.\n\n- three\n\n# Head").blocks
    assert [(each.text.strip(" ."), each.cites, each.form) for each in blocks] == [
        ("One [@a]", True, "paragraph"),
        ("Two", False, "paragraph"),
        ("three", False, "paragraph"),
        ("Head", False, "heading"),
    ]


@pytest.mark.parametrize("text", ["[@secret, p. [4]]", "[@a, p. 3; x @secret.]", "[@secret"])
def test_a_withheld_record_is_taken_out_of_a_broken_citation_too(text):
    assert "secret" not in prose.recite(text, lambda id_: None if id_ == "secret" else id_)


IMAGE = '<img src="pic:m.png" alt="A map" width="4" height="2" style="width: 4px" />'


@pytest.mark.parametrize(
    ("text", "under"),
    [
        ("![A map](m.png)", ""),
        ('![A map](m.png "The north.")', "<figcaption>The north.</figcaption>"),
        ('![A map](m.png "The north. Credit: A & B")',
         '<figcaption>The north. <span class="credit">Credit: A &amp; B</span></figcaption>'),
        ('![A map](m.png "© A")', '<figcaption> <span class="credit">© A</span></figcaption>'),
        ("![A map](m.png) [@a]", "<figcaption> <sup>[@a]</sup></figcaption>"),
        ('![A map](m.png "<b>North</b>. Credit: A")\n[@a] [@b]',
         '<figcaption>&lt;b&gt;North&lt;/b&gt;. <sup>[@a]</sup> <sup>[@b]</sup> <span class="credit">Credit: A</span></figcaption>'),  # noqa: E501
    ],
)  # fmt: skip
def test_a_picture_alone_in_its_paragraph_is_a_figure_with_its_caption_and_citations(text, under):
    made = rendered(f"Before.\n\n{text}\n\nBehind.").replace("\n", " ")
    assert re.sub(
        r"\s+", " ", f'<p>Before.</p> <figure class="picture">{IMAGE} {under} </figure> <p>Behind.</p> '
    ) == re.sub(r"\s+", " ", made)


@pytest.mark.parametrize("text", ["- {}", "> {}", "See {}", "{} shows it", "*{}*"])
def test_the_caption_of_a_picture_among_words_stands_behind_it(text):
    made = rendered(text.format('![A map](m.png "The north. Credit: A")'))
    assert f'{IMAGE} <span class="caption">The north. Credit: A</span>' in made
    assert "<figure" not in made


def test_a_text_in_a_line_of_the_page_holds_no_figure():
    assert rendered('![A map](m.png "The north.")', figures=False).startswith(f"<p>{IMAGE} <span")
