"""What the words of a text do: its sentences, whose words they are, and what they conclude."""

from briefgen.diction.judging import Conclusion, conclusions
from briefgen.diction.lexicon import CLASSES, LOOK_ALIKE, Additions, Lexicon, groups, languages, lexicon
from briefgen.diction.phrases import PhraseError, phrase
from briefgen.diction.sentences import sentences

__all__ = [
    "CLASSES",
    "LOOK_ALIKE",
    "Additions",
    "Conclusion",
    "Lexicon",
    "PhraseError",
    "conclusions",
    "groups",
    "languages",
    "lexicon",
    "phrase",
    "sentences",
]
