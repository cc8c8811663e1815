"""Numbers in the words of the fact part: sums, and shares of what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen import diction
from briefgen.diagnostics import Finding, advice, warning
from briefgen.model import Dossier
from briefgen.rules.parts import facts
from briefgen.rules.texts import Words

_BASE = re.compile(
    r"\s*(?:points?\b|[a-z]*\s*of\b|in favour|against"
    r"|(?:rise|increase|drop|fall|decline|cut|share|majority|stake)\s+(?:in|of)\b|stake\b"
    r"|(?:contained|full|empty|complete|completed|finished|charged|staffed|occupied|capacity|interest|tax|tariffs?|duty"
    r"|alcohol|chlorine|salt|humidity|solution|slope|grade)\b)"
)
_LEVEL = re.compile(
    r"\b(?:(?:key|interest|base|policy|lending|discount|benchmark|repo|deposit|mortgage|tax|overnight|jobless|literacy"
    r"|poverty|occupancy|vacancy)\s+rates?|tariffs?|VAT|yields?|inflation|unemployment|humidity|coupon|slope|gradient"
    r"|purity|concentration|capacity)\b",
    re.IGNORECASE,
)
"""What is a level in itself, whose base lies in its name: a rate of interest is of the loan."""
_COMPARED = re.compile(
    r"\b(?:than|compared\s+(?:with|to)|up\s+from|down\s+from|from\s+\d+|of\s+(?:them|whom|which|these|those|all|the)"
    r"|share\s+of|proportion\s+of|part\s+of)\b",
    re.IGNORECASE,
)


@warning
def figures_do_not_add_up(dossier: Dossier) -> Iterator[Finding]:
    """A total is told with its parts, and the parts come to something else.

    A reader who adds them up trusts neither. Found are sure cases within one sentence: parts behind `a total of`,
    behind a colon or in brackets, and people whose kinds are listed right behind them, right before (`12 people in
    all`) or leave nobody out (`30 were men and 12 were women`); and the row `Total` of a table. Men, women and children
    are no parts of one another, nor are the dead and the wounded. A list that is open (`including`, `most`) is left
    alone, and round or bounded numbers stand for all that they can mean.

    Bad:

        events:
          - {id: storm, date: 2024-03-01, title: Storm hits, text: "The storm killed 41 people, 30 men and 12 women."}

    Good:

        events:
          - {id: storm, date: 2024-03-01, title: Storm hits, text: "The storm killed 42 people, 30 men and 12 women."}
    """
    for words in _in_english(dossier):
        for wrong in (*diction.wrong_sums(words.text), *diction.wrong_totals(words.text)):
            total, phrase = (words.text[start:end] for start, end in (wrong.total[2:4], (wrong.start, wrong.end)))
            come_to = f"{wrong.low:,.12g}" if wrong.low == wrong.high else f"{wrong.low:,.12g} or more"
            yield Finding(
                words.part(wrong.start, wrong.end),
                f"the parts of `{total}` come to {come_to}: `{_short(phrase)}`",
                "correct a number, or say that the list is not all of it (`including`)",
            )


@advice
def percentage_without_base(dossier: Dossier) -> Iterator[Finding]:
    """A percentage is told, and not of what.

    Forty per cent of ten houses and of ten thousand are two stories. A base is what follows `of`, what the share is
    compared with, or a number in the same sentence that it is a share of. A level has it in its name: `a key rate of 12
    per cent`, `inflation was 12%`, `40% full`. Quotations are left as they are.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, text: Supply fell by 40 per cent.}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, text: The line lost 40 per cent of its load.}
    """
    for words in _in_english(dossier):
        text = words.text
        if "%" not in text and "cent" not in text and "Cent" not in text and "CENT" not in text:
            continue
        quoted = diction.quoted(text)
        for start, end in diction.sentences(text):
            read = list(diction.amounts(text, start, end))
            if any(not amount.share for amount in read):
                continue
            bare = [amount for amount in read if not _BASE.match(text, amount.end, end)]
            told = [amount for amount in bare if not any(first <= amount.start < last for first, last in quoted)]
            if told and not (_COMPARED.search(text, start, end) or _LEVEL.search(text, start, end)):
                phrase = text[told[0].start : told[0].end]
                yield Finding(
                    words.part(told[0].start, told[0].end),
                    f"`{phrase}` is a share, and the sentence does not say of what",
                    "say of how many, or of what",
                )


def _in_english(dossier: Dossier) -> Iterator[Words]:
    return (words for language, words in facts(dossier) if language == "en")


def _short(phrase: str) -> str:
    words = " ".join(phrase.split())
    return words if len(words) <= 80 else f"{words[:80]}…"
