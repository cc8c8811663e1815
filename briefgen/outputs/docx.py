"""A briefing as a Word document to be marked up by people who never open YAML: the same page, in Word's own terms."""

from __future__ import annotations

from briefgen.briefing import Briefing
from briefgen.outputs.output import Output
from briefgen.themes import Theme


def render(briefing: Briefing, theme: Theme) -> Output:
    """The document. What makes it is imported here, for who wants another form need not wait for it."""
    from briefgen.outputs.word.document import made_of

    return Output(made_of(briefing, theme))
