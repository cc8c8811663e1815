"""A language as a page speaks it. Data of CLDR through Babel, which is imported when a page is made and not before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.language.tags import has_labels, primary, right_to_left

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import babel

CATALOGUES = Path(__file__).parent / "catalogues"

_QUOTES = {"ar": "”%s“", "en": "“%s”", "es": "«%s»", "fr": "«\u00a0%s\u00a0»", "ru": "«%s»", "uk": "«%s»"}
"""CLDR's delimiters, which Babel leaves out. The two of `ar` change sides by the direction of the text."""

_TWO_STOPS = re.compile(r"([ \u00a0](?:[греэ]|C|J\.-C))\.((?:</\w+>)*)\.(?!\.)")


@dataclass(frozen=True)
class Locale:
    """The labels and the customs of a language, perhaps as a region has them: `ar-SY`.

    Messages are sentences in English, with `%(name)s` where something is put in, and `%%` for a per cent sign.
    """

    tag: str

    @property
    def language(self) -> str:
        """The language without its region."""
        return primary(self.tag)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return "rtl" if right_to_left(self.tag) else "ltr"

    def gettext(self, message: str, /, **values: object) -> str:
        """A message in this language, with values put in."""
        return self.closed(self.messages.gettext(message) % values)

    def pgettext(self, context: str, message: str, /, **values: object) -> str:
        """A message that another language says otherwise in another context."""
        return self.closed(self.messages.pgettext(context, message) % values)

    def npgettext(self, context: str, one: str, many: str, count: int, /, **values: object) -> str:
        """A message about so many of something, as it is said in a context."""
        said = self.messages.npgettext(context, one, many, count)
        return self.closed(said % {"count": self.number(count), **values})

    def ngettext(self, one: str, many: str, count: int, /, **values: object) -> str:
        """A message about so many of something; `%(count)s` is their number."""
        said = self.messages.ngettext(one, many, count)
        return self.closed(said % {"count": self.number(count), **values})

    def closed(self, text: str) -> str:
        """A text or page in which a sentence that ends in the abbreviation of a year or an era has one full stop."""
        return text if self.language == "en" else _TWO_STOPS.sub(r"\1.\2", text)

    def number(self, value: float) -> str:
        """`12,500`, `0.5`: with the separators of the language, in the digits 0 to 9 whatever the language.

        Labels, grades, clock times and offsets from UTC have these digits in every language.
        """
        if self.language == "en":
            return f"{value:,.10f}".rstrip("0").rstrip(".") if value != int(value) else f"{int(value):,}"
        from babel.numbers import format_decimal

        return format_decimal(value, "#,##0.##########", self._cldr, numbering_system="latn")

    def listed(self, words: Sequence[str]) -> str:
        """`A, B and C`."""
        if len(words) < 2:
            return "".join(words)
        if self.language == "en":  # without CLDR's comma before the last
            return f"{', '.join(words[:-1])} and {words[-1]}"
        from babel.lists import format_list

        return format_list(words, locale=self._cldr)

    @property
    def comma(self) -> str:
        """What stands between two words in a line, with its space."""
        return "، " if self.language == "ar" else ", "

    @property
    def semicolon(self) -> str:
        """What stands between two parts of a line, with its spaces."""
        return {"ar": "؛ ", "fr": "\u202f; "}.get(self.language, "; ")

    def gloss(self, context: str, term: str) -> str:
        """What a term of a scale means in this language; itself where nobody says, as of a number."""
        return self.messages.pgettext(context, term)

    def glossed(self, context: str, term: str) -> str:
        """A term of a scale: where the language has no established one the English term, and a gloss behind it."""
        gloss = self.gloss(context, term)
        return term if gloss == term else f"{term} ({gloss})"

    def quoted(self, text: str) -> str:
        """Words of others in the quotation marks of the language."""
        return _QUOTES[self.language] % text

    def name(self, tag: str) -> str | None:
        """What a language is called in this one; None where CLDR does not know it."""
        name = self._languages.get(primary(tag))
        return str(name) if name else None

    def city(self, zone: str) -> str | None:
        """What the city is called that a time zone is named after; None where it is as in English."""
        city = None if self.language == "en" else self._cldr.time_zones.get(zone, {}).get("city")
        return str(city) if city else None

    @cached_property
    def _languages(self) -> Mapping[str, str]:
        return self._cldr.languages  # which puts them together each time it is asked

    @cached_property
    def _cldr(self) -> babel.Locale:
        import babel

        try:
            return babel.Locale.parse(self.tag, sep="-")
        except babel.UnknownLocaleError:  # a region that CLDR knows nothing of for this language
            return babel.Locale(self.language)

    @cached_property
    def messages(self) -> NullTranslations:
        """The catalogue of labels."""
        return _catalogue(self.language)


@cache
def _catalogue(language: str) -> NullTranslations:
    """The labels of a language, from what translators write: nothing is compiled ahead, so nothing can be stale."""
    if language == "en":
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


ENGLISH = Locale("en")


@cache
def locale_of(tag: str) -> Locale:
    """The locale of a language tag; English where there are no labels in the language."""
    return Locale(tag) if has_labels(tag) else ENGLISH
