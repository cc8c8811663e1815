"""Which language has which wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.dates.arabic import ARABIC, LEVANTINE
from briefgen.dates.french import FRENCH
from briefgen.dates.russian import RUSSIAN
from briefgen.dates.spanish import SPANISH
from briefgen.dates.ukrainian import UKRAINIAN
from briefgen.dates.wording import ENGLISH

if TYPE_CHECKING:
    from briefgen.dates.wording import Wording

WORDINGS: dict[str, Wording] = {
    "ar": ARABIC,
    "en": ENGLISH,
    "es": SPANISH,
    "fr": FRENCH,
    "ru": RUSSIAN,
    "uk": UKRAINIAN,
    **dict.fromkeys(("ar-iq", "ar-jo", "ar-lb", "ar-ps", "ar-sy"), LEVANTINE),
}
"""By language tag in small letters."""


def wording_of(language: str) -> Wording:
    """The wording for a language tag such as `en-GB`; English where there is none."""
    tag = language.lower()
    return WORDINGS.get(tag) or WORDINGS.get(tag.partition("-")[0], ENGLISH)
