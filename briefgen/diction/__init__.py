"""What the words of a text do: its sentences, whose words they are, and what they conclude."""

from briefgen.diction.counting import Topic, topic
from briefgen.diction.judging import Conclusion, conclusions
from briefgen.diction.lexicon import CLASSES, LOADED, LOOK_ALIKE, Additions, Lexicon, groups, languages, lexicon
from briefgen.diction.manner import Manner, manner
from briefgen.diction.numbers import Amount, amounts
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
from briefgen.diction.sums import wrong_sums
from briefgen.diction.voice import quoted
from briefgen.diction.wording import degrees, loaded

__all__ = [
    "CLASSES",
    "LOADED",
    "LOOK_ALIKE",
    "Additions",
    "Amount",
    "Conclusion",
    "Lexicon",
    "Manner",
    "PhraseError",
    "Topic",
    "amounts",
    "conclusions",
    "coordinates",
    "degrees",
    "groups",
    "languages",
    "lexicon",
    "loaded",
    "mail_addresses",
    "manner",
    "may_hold_age",
    "may_hold_coordinates",
    "may_hold_mail",
    "may_hold_number",
    "named_children",
    "phrase",
    "quoted",
    "region_of",
    "sentences",
    "telephone_numbers",
    "topic",
    "wrong_sums",
]
