"""Author prose: Markdown with citations and likelihood terms, read once for rules, briefing and outputs alike.

The dialect is CommonMark with tables, strikethrough and footnotes, without HTML. `[@id]`, `[@id, locator]` and
`[@one; @two]` cite records; `{very likely}` marks a likelihood term.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin

_ID = r"[A-Za-z0-9][A-Za-z0-9_.:-]*"
# A locator gives nothing back: what is left to choose between it and the white space behind costs exponential time.
_CITED = rf"@{_ID}(?:,[^\]\[;]*+)?"
_CITATION = re.compile(rf"\[({_CITED}(?:\s*;\s*{_CITED})*)\]")
# As it stands in a file: between its lines, block quotes have their marks.
_WRITTEN_CITATION = re.compile(rf"\[({_CITED}(?:[\s>]*;[\s>]*{_CITED})*)\]")
_BROKEN_CITATION = re.compile(rf"(?<!\\)\[@({_ID})")
_WRITTEN_CITED = re.compile(rf"@({_ID})((?:,[^\]\[;]*+)?)")
_TERM = re.compile(r"\{([^{}]{1,60})\}")
# One paragraph of one line that has no markup but citations and terms, as most texts of a ledger are. It says the same
# without Markdown, at a tenth of the time.
_UNMARKED = re.compile(
    r"(?=[^\n\r\0]*\Z)(?!\d+[.)])(?:[^\W_]|[\"'“‘(])"
    rf"(?:[^\\`*_<>&~\[\]{{}}!^]|[!^](?!\[)|{_CITATION.pattern}|{_TERM.pattern})*+(?<!\s)"
)
_MARKED = re.compile(rf'{_CITATION.pattern}|{_TERM.pattern}|"')
_SAFE_SCHEMES = frozenset({"https", "http", "mailto"})
MAX_NESTING = 20
"""Blocks nested deeper are an error of ours: past its own limit, markdown-it-py drops text without a word."""
_PARSER_NESTING = 100


@dataclass(frozen=True, slots=True)
class Cited:
    """One record cited: its id and, where given, where in it."""

    id: str
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """One bracket of citations, as written."""

    written: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image: its address, and the text or alternative text it has."""

    address: str
    text: str
    image: bool = False

    @property
    def fault(self) -> str | None:
        """Why this address is refused, or None. Images must be files of the project."""
        return _image_fault(self.address) if self.image else _link_fault(self.address)


def picture_file(folder: str, address: str) -> str:
    """The project's name of the file that a picture's address means in a text that stands in `folder`."""
    return posixpath.normpath(posixpath.join(folder, unquote(address)))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of text: a paragraph, a heading or a table cell."""

    text: str
    cites: bool
    form: str


@dataclass(frozen=True, eq=False, slots=True)
class Prose:
    """A text as read: its tokens, and what it cites, claims, links and shows."""

    source: str
    tokens: tuple[Token, ...]
    citations: tuple[Citation, ...]
    terms: tuple[str, ...]
    links: tuple[Link, ...]
    paragraphs: tuple[Paragraph, ...]
    too_deep: bool

    @property
    def ids(self) -> Iterator[str]:
        """The ids cited, in reading order, repeats included."""
        return (cited.id for citation in self.citations for cited in citation.cited)


@lru_cache(maxsize=65536)
def read(text: str) -> Prose:
    """Read a text. Every text can be read; what is wrong with it is for rules to say."""
    tokens = tuple(_markdown().parse(text))
    inline = [child for token in tokens if token.type == "inline" for child in token.children or ()]
    return Prose(
        source=text,
        tokens=tokens,
        citations=tuple(token.meta["citation"] for token in inline if token.type == "citation"),
        terms=tuple(token.content for token in inline if token.type == "term"),
        links=tuple(_links(inline)),
        paragraphs=tuple(_paragraphs(tokens)),
        too_deep=any(token.level >= MAX_NESTING for token in tokens),
    )


def plain(text: str) -> str:
    """A text without markup and citations, on one line: for titles, alternative texts and word counts."""
    if not re.search(r"[\[\]{}*_`\\<&~#>|]", text):
        return " ".join(text.split())
    parts = []
    for token in read(text).tokens:
        if token.type == "inline":
            parts.append("".join(_plain(child) for child in token.children or ()))
        elif token.type in {"fence", "code_block"}:
            parts.append(token.content)
    return re.sub(r"\s+([.,;:!?])", r"\1", " ".join(" ".join(parts).split()))


def without_terms(text: str) -> str:
    """A text whose marked likelihood terms are all the same: `{likely}` and `{very likely}` are `{}`."""
    return _TERM.sub("{}", text)


def cited_ids(text: str) -> tuple[str, ...]:
    """The ids that a text cites, in reading order. Quick where it cites none, or has no other markup."""
    if "[@" not in text:
        return ()
    if _UNMARKED.fullmatch(text):
        return tuple(cited.id for found in _MARKED.finditer(text) if found[1] for cited in _bracket(found).cited)
    return tuple(read(text).ids)


def written_ids(text: str) -> Iterator[str]:
    """The ids in all that looks like a citation in the words as written, code spans and broken citations included."""
    return (found[1] for found in written_citations(text))


def written_citations(text: str) -> Iterator[re.Match[str]]:
    """The same as matches, whose first group is the id, in the words as written or as they stand in a file."""
    for found in _WRITTEN_CITATION.finditer(text) if "[@" in text else ():
        yield from _WRITTEN_CITED.finditer(text, found.start(1), found.end(1))
    yield from broken_citations(text)


def broken_citations(text: str) -> Iterator[re.Match[str]]:
    """Each place where a citation is begun and not written as one, with the id it begins with: `[@log, p. [4]]`."""
    if "[@" in text:
        for found in _BROKEN_CITATION.finditer(text):
            if not _WRITTEN_CITATION.match(text, found.start()):
                yield found


def recite(text: str, names: Callable[[str], str | None]) -> str:
    """The text with every cited id given another name, or its citation taken out where the name is None.

    A record under another name loses its locator: where in it something stands can tell what it is.

    Works on the words as written, code spans included: what must not be named is not left in an example either.
    """
    if "[@" not in text:
        return text

    def renamed(found: re.Match[str]) -> str:
        cited = _WRITTEN_CITED.findall(found[1])
        called = [(name, id_, locator.rstrip()) for id_, locator in cited if (name := names(id_)) is not None]
        if len(called) == len(cited) and all(name == id_ for name, id_, _ in called):
            return found[0]
        kept = [f"@{name}{locator}" if name == id_ else f"@{name}" for name, id_, locator in called]
        return f"[{'; '.join(kept)}]" if kept else "\0"

    def unnamed(found: re.Match[str]) -> str:
        id_ = found[1].rstrip("_.:-")
        name = names(id_)
        return found[0] if name == id_ else f"@{name}" if name else ""

    recited = re.sub(r"[ \t]*\0", "", _WRITTEN_CITATION.sub(renamed, text))
    return re.sub(rf"@({_ID})", unnamed, recited) if any(broken_citations(recited)) else recited


def render(
    text: str, cite: Callable[[Citation], str], image: Callable[[str], str | None], headings: int = 0, key: str = ""
) -> str:
    """A text as HTML. `cite` gives the HTML of a citation, `image` the address of a picture.

    Where there is none, the page says that a picture is not shown, and its alternative text.

    Headings are shifted down by `headings` levels, so that an author's `#` fits under the heading above it. `key`
    keeps the footnotes of one text apart from another's on the same page.
    """
    if _UNMARKED.fullmatch(text):
        return f"<p>{_MARKED.sub(lambda found: _unmarked(found, cite), text)}</p>\n"
    prose = read(text)
    env = {"cite": cite, "image": image, "shift": headings, "docId": key}
    return str(_markdown().renderer.render(prose.tokens, _markdown().options, env))


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": _PARSER_NESTING})
    markdown.enable(["table", "strikethrough"]).use(footnote_plugin)
    # A refused link would be left as plain text, unseen: all are read, and rules and rendering refuse.
    markdown.validateLink = lambda _address: True  # type: ignore[method-assign, assignment]
    markdown.inline.ruler.before("link", "citation", _citation_rule)
    markdown.inline.ruler.before("link", "term", _term_rule)
    rules = {"citation": _citation, "term": _term, "image": _image, "link_open": _link_open, "th_open": _th_open}
    rules |= {"heading_open": _heading, "heading_close": _heading}
    for name, rule in rules.items():
        markdown.add_render_rule(name, rule)
    return markdown


def _bracket(found: re.Match[str]) -> Citation:
    """A bracket of citations that `_CITATION` found."""
    cited = []
    for part in found[1].split(";"):
        id_, _, locator = part.strip()[1:].partition(",")
        cited.append(Cited(id_, locator.strip()))
    return Citation(found[0], tuple(cited))


def _citation_rule(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[@", state.pos) or not (found := _CITATION.match(state.src, state.pos)):
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.markup = found[0]
        token.meta = {"citation": _bracket(found)}
    state.pos = found.end()
    return True


def _term_rule(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("{", state.pos) or not (found := _TERM.match(state.src, state.pos)):
        return False
    if not silent:
        token = state.push("term", "", 0)
        token.content = _words(found[1])
    state.pos = found.end()
    return True


def _unmarked(found: re.Match[str], cite: Callable[[Citation], str]) -> str:
    """The HTML of what `_MARKED` found."""
    if found[1]:
        return cite(_bracket(found))
    return _strong(_words(found[2])) if found[2] else "&quot;"


def _words(text: str) -> str:
    return " ".join(text.split())


def _strong(term: str) -> str:
    return f'<strong class="term">{escapeHtml(term)}</strong>'


def _links(inline: list[Token]) -> Iterator[Link]:
    for index, token in enumerate(inline):
        if token.type == "image":
            yield Link(str(token.attrGet("src")), token.content, image=True)
        elif token.type == "link_open":
            texts = []
            for child in inline[index + 1 :]:
                if child.type == "link_close":
                    break
                texts.append(_plain(child))
            yield Link(str(token.attrGet("href")), "".join(texts))


def _link_fault(address: str) -> str | None:
    if address.startswith("#"):
        return "a place on the page is not for prose to name: cite the record, such as [@id]"
    try:
        scheme = urlsplit(unquote(address).strip()).scheme.lower()
    except ValueError:
        return "it cannot be read as an address"
    if scheme in _SAFE_SCHEMES:
        return None
    if scheme:
        return f"`{scheme}:` is not a scheme that a page may link to"
    return "it leads to a file of this machine, which a reader of the page does not have"


def _image_fault(address: str) -> str | None:
    path = unquote(address)
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", path):
        return "a picture must be a file of the project"
    if path.startswith(("/", "~")) or "\\" in path or ".." in path.split("/"):
        return "it leads out of the folder the text stands in"
    return None


def _plain(token: Token) -> str:
    if token.type in {"text", "code_inline", "term"}:
        return token.content
    if token.type == "image":
        return token.content
    return " " if token.type in {"softbreak", "hardbreak"} else ""


def _paragraphs(tokens: tuple[Token, ...]) -> Iterator[Paragraph]:
    """The blocks of text, those of footnotes included."""
    for index, token in enumerate(tokens):
        if token.type == "inline":
            children = token.children or []
            cites = any(child.type == "citation" for child in children)
            text = "".join(_plain(child) for child in children).strip()
            yield Paragraph(text, cites, tokens[index - 1].type.removesuffix("_open"))


def _citation(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, env: EnvType) -> str:
    return str(env["cite"](tokens[index].meta["citation"]))


def _term(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, ___: EnvType) -> str:
    return _strong(tokens[index].content)


def _image(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, env: EnvType) -> str:
    token = tokens[index]
    source = env["image"](str(token.attrGet("src")))
    if source is None:
        words = f": {escapeHtml(token.content)}" if token.content.strip() else ""
        return f'<span class="no-picture">[Picture not shown{words}]</span>'
    return f'<img src="{escapeHtml(source)}" alt="{escapeHtml(token.content)}" />'


def _link_open(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, ___: EnvType) -> str:
    address = str(tokens[index].attrGet("href"))
    return "<a>" if _link_fault(address) else f'<a href="{escapeHtml(address)}">'


def _th_open(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, ___: EnvType) -> str:
    style = tokens[index].attrGet("style")
    return f'<th scope="col" style="{style}">' if style else '<th scope="col">'


def _heading(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, env: EnvType) -> str:
    token = tokens[index]
    level = min(6, int(token.tag[1]) + int(env["shift"]))
    return f"<{'/' if token.nesting < 0 else ''}h{level}>"
