"""What a desk adds to the lexicon by which conclusions are found among facts."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, WithJsonSchema

from briefgen.diction import CLASSES, LOADED, LOOK_ALIKE, Additions, groups, phrase
from briefgen.model.record import Part
from briefgen.model.values import Line, typed


def _phrase(value: str) -> str:
    text = " ".join(value.split())
    phrase("", text, groups("en"))
    return text


Phrase = Annotated[str, typed(_phrase, "a phrase"), WithJsonSchema({"type": "string"})]
"""Words to look for, as `briefgen.diction.phrases` explains them."""


class Lexicon(Part):
    """Phrases by the class of conclusion that they give away; a look-alike is none, whatever the lexicon says."""

    hedge: tuple[Phrase, ...] = ()
    prediction: tuple[Phrase, ...] = ()
    evaluation: tuple[Phrase, ...] = ()
    inference: tuple[Phrase, ...] = ()
    significance: tuple[Phrase, ...] = ()
    motive: tuple[Phrase, ...] = ()
    conditional: tuple[Phrase, ...] = ()
    belief: tuple[Phrase, ...] = ()
    look_alikes: tuple[Phrase, ...] = Field(default=(), alias="look-alikes")
    loaded: dict[Phrase, Line] = {}
    """Words that take a side, each with what says the same and takes none."""
    known: tuple[Line, ...] = ()
    """Abbreviations that readers know."""

    @property
    def additions(self) -> Additions:
        """Each phrase with its class."""
        listed = {kind: getattr(self, kind) for kind in CLASSES} | {LOOK_ALIKE: self.look_alikes}
        concluding = tuple((kind, text) for kind, texts in listed.items() for text in texts)
        return concluding + tuple((f"{LOADED}{neutral}", text) for text, neutral in self.loaded.items())
