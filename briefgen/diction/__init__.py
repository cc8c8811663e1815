"""What the words of a text do: its sentences, whose words they are, and what they conclude."""

from briefgen.diction.judging import Conclusion, conclusions
from briefgen.diction.lexicon import CLASSES, LOOK_ALIKE, Additions, Lexicon, groups, languages, lexicon
from briefgen.diction.personal import (
    coordinates,
    mail_addresses,
    may_hold_age,
    may_hold_coordinates,
    may_hold_mail,
    may_hold_number,
    named_children,
    region_of,
    telephone_numbers,
)
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
    "coordinates",
    "groups",
    "languages",
    "lexicon",
    "mail_addresses",
    "may_hold_age",
    "may_hold_coordinates",
    "may_hold_mail",
    "may_hold_number",
    "named_children",
    "phrase",
    "region_of",
    "sentences",
    "telephone_numbers",
]
