"""What the words of a text do: its sentences, whose words they are, and what they conclude."""

from briefgen.diction.ages import may_hold_age, may_spell_age, named_children
from briefgen.diction.counting import Match, Topic, names_its_happening, topic
from briefgen.diction.foreign import Foreign, foreign
from briefgen.diction.judging import Conclusion, conclusions
from briefgen.diction.lexicon import (
    CALENDAR,
    CLASSES,
    DEGREE,
    DUTIES,
    GROUP,
    LOADED,
    LOOK_ALIKE,
    REPORTING,
    RULES,
    WITHOUT,
    Additions,
    Lexicon,
    groups,
    languages,
    lexicon,
    takes_out,
    words_of_list,
)
from briefgen.diction.manner import Manner, manner
from briefgen.diction.measures import measures
from briefgen.diction.numbers import Amount, amounts, may_have_amounts
from briefgen.diction.personal import (
    coordinates,
    mail_addresses,
    may_hold_coordinates,
    may_hold_mail,
    may_hold_number,
    region_of,
    telephone_numbers,
)
from briefgen.diction.phrases import PhraseError, examples, phrase
from briefgen.diction.quotes import own_text, quoted
from briefgen.diction.reporting import LISTS as REPORTING_LISTS
from briefgen.diction.sentences import sentences
from briefgen.diction.sums import wrong_sums
from briefgen.diction.tables import wrong_totals
from briefgen.diction.wording import degrees, loaded, may_be_loaded

__all__ = [
    "CALENDAR",
    "CLASSES",
    "DEGREE",
    "DUTIES",
    "GROUP",
    "LOADED",
    "LOOK_ALIKE",
    "REPORTING",
    "REPORTING_LISTS",
    "RULES",
    "WITHOUT",
    "Additions",
    "Amount",
    "Conclusion",
    "Foreign",
    "Lexicon",
    "Manner",
    "Match",
    "PhraseError",
    "Topic",
    "amounts",
    "conclusions",
    "coordinates",
    "degrees",
    "examples",
    "foreign",
    "groups",
    "languages",
    "lexicon",
    "loaded",
    "mail_addresses",
    "manner",
    "may_be_loaded",
    "may_have_amounts",
    "may_hold_age",
    "may_hold_coordinates",
    "may_hold_mail",
    "may_hold_number",
    "may_spell_age",
    "measures",
    "named_children",
    "names_its_happening",
    "own_text",
    "phrase",
    "quoted",
    "region_of",
    "sentences",
    "takes_out",
    "telephone_numbers",
    "topic",
    "words_of_list",
    "wrong_sums",
    "wrong_totals",
]
