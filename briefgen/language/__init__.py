"""What a page says in its reader's language: labels, numbers, lists, quotation marks, direction."""

from briefgen.language.locale import ENGLISH, Locale, locale_of
from briefgen.language.marking import N_, NP_
from briefgen.language.tags import KNOWN, exists, has_labels, primary, right_to_left

__all__ = ["ENGLISH", "KNOWN", "NP_", "N_", "Locale", "exists", "has_labels", "locale_of", "primary", "right_to_left"]
