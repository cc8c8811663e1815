"""Author prose: Markdown with citations and likelihood terms, read once for rules, briefing and outputs alike.

The dialect is CommonMark with tables, strikethrough and footnotes, without HTML. `[@id]`, `[@id, locator]` and
`[@one; @two]` cite records; `{very likely}` marks a likelihood term.
"""

from briefgen.prose.addresses import Link, picture_file
from briefgen.prose.citing import (
    Citation,
    Cited,
    begun_citations,
    broken_citations,
    recite,
    without_terms,
    written_citations,
    written_ids,
    written_terms,
)
from briefgen.prose.contents import Stretch
from briefgen.prose.markdown import MAX_NESTING
from briefgen.prose.placing import Block, Placed, citations, placed
from briefgen.prose.reading import Prose, cited_ids, plain, read
from briefgen.prose.rendering import Picture, render
from briefgen.prose.revising import Piece, revised
from briefgen.prose.unmarked import plainly_begins, plainly_cited
from briefgen.prose.weighing import MAX_BYTES, too_heavy

__all__ = [
    "MAX_BYTES",
    "MAX_NESTING",
    "Block",
    "Citation",
    "Cited",
    "Link",
    "Picture",
    "Piece",
    "Placed",
    "Prose",
    "Stretch",
    "begun_citations",
    "broken_citations",
    "citations",
    "cited_ids",
    "picture_file",
    "placed",
    "plain",
    "plainly_begins",
    "plainly_cited",
    "read",
    "recite",
    "render",
    "revised",
    "too_heavy",
    "without_terms",
    "written_citations",
    "written_ids",
    "written_terms",
]
