"""What the words of a text do: its sentences, whose words they are, and what they conclude."""

from briefgen.diction.judging import Conclusion, conclusions
from briefgen.diction.lexicon import CLASSES, LOADED, LOOK_ALIKE, Additions, Lexicon, groups, languages, lexicon
from briefgen.diction.phrases import PhraseError, phrase
from briefgen.diction.sentences import sentences
from briefgen.diction.wording import degrees, loaded

__all__ = [
    "CLASSES",
    "LOADED",
    "LOOK_ALIKE",
    "Additions",
    "Conclusion",
    "Lexicon",
    "PhraseError",
    "conclusions",
    "degrees",
    "groups",
    "languages",
    "lexicon",
    "loaded",
    "phrase",
    "sentences",
]
