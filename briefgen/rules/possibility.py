"""What says no more than that something is possible, where the desk is to say how likely it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.diagnostics import Finding, warning
from briefgen.late import regex
from briefgen.model import Dossier
from briefgen.rules.chances import chances_in
from briefgen.rules.parts import conclusions
from briefgen.rules.terms import terms_in, unquoted
from briefgen.rules.texts import Words

_BE = r"(?:is|are|was|were|be|been|remains?|stays?|seems?|appears?|looks?)"
_ADVERB = (
    r"(?:still|also|now|yet|even|just|quite|very|well|indeed|always|again|therefore|thus|then|at\s+least|\w{2,20}ly)"
)
_STRESS = rf"(?:{_ADVERB}\s+){{0,3}}"
_WE = r"(?:we|I|the\s+desk)"
_NOT = r"(?:\s+not|\s+never|n[’']t)"
_OUT = r"(?:\s+yet)?(?:\s+to)?(?:\s+be)?(?:\s+\w{2,20}ly)?"
_UNBOUND = r"(?<!\bas )(?<!\bwhere )(?<!\bif )"
_POSSIBLE = regex(
    r"\b(?:"
    + "|".join(
        (
            # It is possible; a withdrawal remains quite possible; we hold it possible
            rf"it\s+(?:(?:may|might|could)\s+be|{_BE})\s+(?!not\b|no\b)(?:\w+\s+)?possible(?!\s+to\b)",
            rf"{_UNBOUND}{_BE}\s+(?:to\s+be\s+)?{_STRESS}(?:possible(?!\s+(?:to|without)\b)|conceivable)",
            rf"{_WE}\s+(?:hold|consider|think|deem|judge|find|regard|see)s?\s+(?:[\w’'-]+\s+){{1,8}}?possible(?!\s+to\b)",
            r"still\s+possible(?!\s+to\b)",
            r"possibly|conceivably",
            r"(?:not|n[’']t)\s+(?:\w+\s+)?impossible(?!\s+to\b)",
            # It is a possibility; the possibility remains
            rf"(?:{_BE}|exists?)\s+{_STRESS}(?:a|the|some|one|another)\s+(?:(?!realistic\b|remote\b)\w+\s+)?possibility",
            r"possibility\s+(?:(?:of|that)\s+[^.;:!?,()]{1,80}?\s+)?(?:still\s+)?(?:exists|remains)(?!\s+(?:a|an|the|one|its)\b)",
            r"(?:a|one|another)\s+possible\s+(?:outcome|scenario|development|result|consequence|course|turn)",
            # It cannot be ruled out; we do not exclude it; nothing rules it out
            rf"(?:cannot|can[’']t|can\s+not){_OUT}\s+(?:ruled?\s+out|excluded?)",
            rf"(?:do|does|should|would|could|must|may|might|need|is|are|{_WE}\s+ha(?:ve|s)){_NOT}{_OUT}\s+ruled?\s+out",
            rf"(?:{_WE}\s+(?:do|does|would|should)|(?:should|must|need|is|are)(?={_NOT}\s+(?:to\s+)?be\b)){_NOT}{_OUT}\s+excluded?(?!\s+from)",
            r"(?:nobody|no\s+one|none|nothing|neither)(?:\s+\w+)?(?:\s+(?:can|could))?(?:\s+yet)?\s+(?:rules?\s+out|excludes?)",
            r"(?:impossible|hard|difficult)\s+to\s+(?:rule\s+out|exclude)",
        )
    )
    + r")\b",
    re.IGNORECASE,
)
_PARTY = regex(
    r"\b(?:he|she|they|ministers?|president|premier|government|ministry|spokes\w+|officials?|generals?|commanders?|leaders?|party|police)"
    r"\s+(?:\w+ly\s+|still\s+|also\s+)?\Z",
    re.IGNORECASE,
)
"""Who has something to rule out."""
_PARTS = ("ossib", "onceivabl", "rule", "exclude")
"""A part of each phrase that `_POSSIBLE` holds."""
_PARAGRAPH = regex(r"\S[^\n]*(?:\n[ \t]*\S[^\n]*)*")


@warning
def bare_possibility(dossier: Dossier) -> Iterator[Finding]:
    """A judgement measures by *possible* or *cannot be ruled out* alone.

    Nearly everything is possible. Such words commit to nothing, and readers have taken them for anything between five
    and seventy per cent.

    Looked at are the `headline`, `text` and `so_what` of judgements and forecasts, each as a whole, and paragraph by
    paragraph what a brief concludes: its assessment sections, the assessment of its bottom line, the reasons of its
    trends.

    Bad:

        assessments:
          - {id: grid-fails, text: It is possible that the grid fails.}

    Good:

        assessments:
          - {id: grid-fails, text: The grid is unlikely to fail., likelihood: unlikely}
    """
    scale = dossier.project.scale
    for words in conclusions(dossier):
        if words.path[:1] == ("alternatives",) or not any(map(words.text.lower().__contains__, _PARTS)):
            continue
        for begin, text in _units(words):
            found = next((each for each in _POSSIBLE.finditer(unquoted(text)) if not _is_theirs(each)), None)
            if found and not terms_in(text, scale) and next(chances_in(text), None) is None:
                yield Finding(
                    words.part(begin + found.start(), begin + found.end()),
                    f"`{found[0]}` is the only measure in this text",
                    f"use a term of the scale: {', '.join(term.words[0] for term in scale.terms)}",
                )


def _is_theirs(found: re.Match[str]) -> bool:
    """Whether somebody rules nothing out for themselves: that is a fact about them."""
    return found[0].lower().endswith("out") and _PARTY.search(found.string, 0, found.start()) is not None


def _units(words: Words) -> Iterator[tuple[int, str]]:
    """What is to hold a measure of its own, and where it begins: a judgement's text, a paragraph of a longer one."""
    if words.start.path[:1] in {("assessments",), ("forecasts",)}:
        yield 0, words.text
    else:
        yield from ((found.start(), found[0]) for found in _PARAGRAPH.finditer(words.text))
