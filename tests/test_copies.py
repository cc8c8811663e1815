"""Saved copies: what is quoted from them is found where a reader sees it, and nowhere else."""

from __future__ import annotations

import pytest
from processor import at_most

from briefgen.build.copies import read
from briefgen.model import Copy

SOFT = "\u00ad"


def page(body: str, charset: str = "utf-8", head: str = "") -> Copy:
    return read("page.html", f"<!doctype html>{head}<p>{body}</p>".encode(charset))


@pytest.mark.parametrize(
    ("words", "copy"),
    [
        ("the mill burned", page(f"the m{SOFT}ill bur\u200bned")),
        ("the mill burned", read("a.txt", "the mi\u00adll\u00a0bu\u2060rned".encode())),
        ("the m\u00adill", read("a.txt", b"the mill")),
        ("the mill burned down", page("the mill</p><blockquote>burned</blockquote>down")),
        ("one two three", page("<figcaption>one</figcaption><figcaption>two</figcaption><dt>three</dt>")),
        ("one two", page("<table><tr><td>one<td>two</table>")),
        ("the mill burned", page("the <b>mi</b>ll&nbsp;bu<wbr>rned")),
        ("café burned", page("café burned", "latin-1", "<meta charset=iso-8859-1>")),
        ("€ 5 “for bread”", page("€ 5 “for bread”", "cp1252", '<meta charset="ISO-8859-1">')),
        (
            "سوريا حرة",
            page("سوريا حرة", "cp1256", "<META http-equiv=Content-Type content='text/html; charset=windows-1256'>"),
        ),
        ("Сирия", page("Сирия", "koi8-r", "<meta content='text/html;charset=KOI8-R' http-equiv=content-type>")),
        ("日本", read("a.xhtml", '<?xml version="1.0" encoding="EUC-JP"?><p>日本</p>'.encode("euc-jp"))),
        ("café", read("a.txt", "café".encode("utf-16"))),
        ("café", read("a.html", b"\xef\xbb\xbf<meta charset=latin1><p>" + "café".encode())),
        ("seen", read("saved", b"<!DOCTYPE html><p>seen")),
        ("seen", page("<span hidden>not</span>seen")),
        ("seen", page("<p hidden>not<p>seen")),
        ("seen", page("<ul><li hidden>not<li>seen</ul>")),
        ("seen", page("<script src=x.js />seen")),
        ("seen", page("<div hidden>not <i>this</div> </i>seen")),
        ("seen", page("<p>x<a title='a > b'>seen")),
        ("1 < 2 seen", page("1 < 2 <![if]>seen")),
        ("<é seen", page("<é seen")),
    ],
)
def test_a_true_quotation_is_found(words: str, copy: Copy) -> None:
    assert copy.says(words)
    assert copy.doubt == ""


@pytest.mark.parametrize(
    "body",
    [
        "<span style='color: red; display:none'>secret words</span>",
        "<p style='DISPLAY : NONE'>secret<br>words",
        "<div hidden><div>x</div>secret words</div>",
        "<div hidden=hidden><b>secret words</b></div>",
        "<script>secret words</script>",
        "<style>secret words</style>",
        "<!-- secret words -->",
        "<img alt='secret words'>",
    ],
)
def test_what_no_reader_of_a_page_sees_is_not_quoted_from_it(body: str) -> None:
    copy = page(f"before {body} behind")
    assert copy.says("before")
    assert not copy.says("secret words")
    assert not copy.says("words")


@pytest.mark.parametrize("words", ["The mill", "“mill”", "the mill  burned up", "themill"])
def test_all_else_counts(words: str) -> None:
    assert not read("a.txt", b'the "mill" burned; the mill').says(words)


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.pdf", b"%PDF-1.7 \xff\xfe", "PDF"),
        ("a.txt", b"%PDF-1.7", "PDF"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "picture"),
        ("a.mhtml", b"Content-Transfer-Encoding: quoted-printable\n\nthe mill bur=\nned", "web archive"),
        ("saved", b"From: x\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", "web archive"),
        ("a.warc", b"WARC/1.0\r\n", "web archive"),
        ("a.doc", b"\xd0\xcf\x11\xe0\0\0", "no text"),
        ("a.html", "<p>café".encode("latin-1"), "names no character set"),
        ("a.txt", "café".encode("latin-1"), "names no character set"),
        ("a.html", b"<meta charset=klingon><p>x", "klingon"),
        ("a.html", b"<meta charset=rot13><p>x", "rot13"),
        ("a.html", "<meta charset=utf-8><p>café".encode("latin-1"), "utf-8"),
        ("a.html", "<meta charset=windows-1252><p>café".encode(), "seems to be UTF-8"),
    ],
)
def test_what_cannot_be_read_for_certain_is_doubted(name: str, data: bytes, why: str) -> None:
    copy = read(name, data)
    assert why in copy.doubt
    assert not copy.says("the mill burned")


def test_words_that_no_character_set_changes_are_found_in_a_doubtful_page() -> None:
    assert read("a.html", "<p>the mill, café".encode("latin-1")).says("the mill")


@pytest.mark.parametrize(
    "piece",
    [
        "<p>",
        "<p hidden>",
        "</p>",
        "<b>",
        "<td>",
        "<li>",
        "<b></i>",
        "</div>",
        "</div",
        '<a ="',
        "<a ='x\"",
        "<script>",
        "<title>",
        "< ",
        "<a hidden style ",
        "<!--",
        "<![",
        "<a ",
        "&",
        "<?",
        "<meta ",
        "<p ",
    ],
)
def test_a_page_of_one_thing_again_and_again_is_read_at_once(piece: str) -> None:
    data = (piece * (2**16 // len(piece))).encode()
    with at_most(1):
        assert not read("a.html", data).says("the mill")
