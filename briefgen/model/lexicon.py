"""What a desk adds to the lexicon by which conclusions are found among facts."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, WithJsonSchema

from briefgen.diction import LOOK_ALIKE, Additions, groups, phrase
from briefgen.model.record import Part
from briefgen.model.values import typed


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

    @property
    def additions(self) -> Additions:
        """Each phrase with its class."""
        listed = {name: getattr(self, name) for name in type(self).model_fields}
        listed[LOOK_ALIKE] = listed.pop("look_alikes")
        return tuple((kind, text) for kind, texts in listed.items() for text in texts)
