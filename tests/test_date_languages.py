"""Dates as a reader of each language writes them."""

from __future__ import annotations

from dataclasses import fields

import babel
import pytest

from briefgen.dates import Clock, Date, Day, Moment, day_in_words, in_words, moment_in_words, month_words, zone
from briefgen.dates.languages import WORDINGS
from briefgen.dates.wording import ENGLISH, settled

DAMASCUS = zone("Asia/Damascus")

TABLE = {
    "fr": {
        "2024-12-08": "8 décembre 2024",
        "2024-12-01": "1er décembre 2024",
        "2024-12": "décembre 2024",
        "2024-12-07/2024-12-08": "7–8 décembre 2024",
        "2024-12-01/2024-12-08": "1er–8 décembre 2024",
        "2024-11-30/2024-12-08": "30 novembre – 8 décembre 2024",
        "2023/2024": "2023–2024",
        "2024-12-08~": "vers le 8 décembre 2024",
        "2024-12-08?": "8 décembre 2024 (date non confirmée)",
        "2024-12-08/..": "depuis le 8 décembre 2024 (en cours)",
        "../2024-12-08": "jusqu’au 8 décembre 2024 (sans début indiqué)",
        "2024-08-XX": "un jour d’août 2024",
        "202X": "les années 2020",
        "../202X": "jusqu’aux années 2020 (sans début indiqué)",
        "2024-24": "hiver 2024 (de décembre 2024 à février 2025)",
        "-0043-03-15": "15 mars 44 av. J.-C.",
        "Y170000002": "l’an 170\u202f000\u202f002",
        "[2024-12-07,2024-12-08]": "7 ou 8 décembre 2024",
    },
    "es": {
        "2024-12-08": "8 de diciembre de 2024",
        "2024-12": "diciembre de 2024",
        "2024-12-07/2024-12-08": "7–8 de diciembre de 2024",
        "2024-11-30/2024-12-08": "30 de noviembre – 8 de diciembre de 2024",
        "2024-12-08~": "hacia el 8 de diciembre de 2024",
        "2024-12-08/..": "desde el 8 de diciembre de 2024 (en curso)",
        "../2024-12": "hasta diciembre de 2024 (sin comienzo indicado)",
        "202X": "la década de 2020",
        "[..2024-12-08]": "el 8 de diciembre de 2024 o antes",
        "{2024-11,2024-12}": "noviembre y diciembre de 2024",
    },
    "ar": {
        "2024-12-08": "8 ديسمبر 2024",
        "2024-12": "ديسمبر 2024",
        "2024-12-07/2024-12-08": "7–8 ديسمبر 2024",
        "2024-11-30/2024-12-08": "30 نوفمبر – 8 ديسمبر 2024",
        "2024-12-08~": "نحو 8 ديسمبر 2024",
        "2024-12-08/..": "منذ 8 ديسمبر 2024 (مستمر)",
        "2024-12-08/": "منذ 8 ديسمبر 2024، النهاية غير معروفة",
        "{2024-11,2024-12}": "نوفمبر وديسمبر 2024",
    },
    "ar-SY": {
        "2024-12-08": "8 كانون الأول 2024",
        "2024-11/2024-12": "تشرين الثاني – كانون الأول 2024",
    },
    "ru": {
        "2024-12-08": "8 декабря 2024\u00a0г.",
        "2024-12": "декабрь 2024\u00a0г.",
        "2024": "2024\u00a0год",
        "2023/2024": "2023–2024\u00a0годы",
        "2024-12-07/2024-12-08": "7–8 декабря 2024\u00a0г.",
        "2024-11-30/2024-12-08": "30 ноября – 8 декабря 2024\u00a0г.",
        "2024-12~": "примерно декабрь 2024\u00a0г.",
        "../2024-12": "до декабря 2024\u00a0г. (начало не указано)",
        "2024/..": "с 2024\u00a0года (продолжается)",
        "2024-21": "весна 2024\u00a0года (с марта по май)",
        "2024-21/..": "с весны 2024\u00a0года (с марта по май, продолжается)",
        "202X": "2020-е годы",
        "2024-12-XX": "один из дней декабря 2024\u00a0г.",
        "[2024-12..]": "не ранее декабря 2024\u00a0г.",
    },
    "uk": {
        "2024-12-08": "8 грудня 2024\u00a0р.",
        "2024-12": "грудень 2024\u00a0р.",
        "2024": "2024\u00a0рік",
        "2024-12-07/2024-12-08": "7–8 грудня 2024\u00a0р.",
        "../2024-12": "до грудня 2024\u00a0р. (початок не вказано)",
        "2024/..": "від 2024\u00a0року (триває)",
        "2024-12-08?": "8 грудня 2024\u00a0р. (дату не підтверджено)",
        "{2024-11,2024-12}": "листопад і грудень 2024\u00a0р.",
    },
}


@pytest.mark.parametrize(
    ("language", "written", "said"), [(tag, *each) for tag, table in TABLE.items() for each in table.items()]
)
def test_a_date_is_said_as_its_readers_write_it(language: str, written: str, said: str) -> None:
    assert in_words(Date.parse(written), language=language) == said


def test_a_region_without_months_of_its_own_has_those_of_its_language() -> None:
    assert in_words(Date.parse("2024-12"), language="ar-EG") == "ديسمبر 2024"
    assert in_words(Date.parse("2024-12"), language="fr-CA") == "décembre 2024"


@pytest.mark.parametrize(
    ("language", "said", "day", "night"),
    [
        ("fr", "8 décembre 2024, 06:00 (Damas, UTC+3)", "dimanche 8 décembre 2024", "02:00 le lendemain"),
        ("es", "8 de diciembre de 2024, 06:00 (Damasco, UTC+3)", "domingo 8 de diciembre de 2024", "del día siguiente"),
        ("ar", "8 ديسمبر 2024، 06:00 (دمشق، UTC+3)", "الأحد 8 ديسمبر 2024", "02:00 من اليوم التالي"),
        ("ru", "8 декабря 2024\u00a0г., 06:00 (Дамаск, UTC+3)", "воскресенье, 8 декабря 2024\u00a0г.", "дня"),
        ("uk", "8 грудня 2024\u00a0р., 06:00 (Дамаск, UTC+3)", "неділя, 8 грудня 2024\u00a0р.", "наступного дня"),
    ],
)  # fmt: skip
def test_moments_weekdays_and_nights_are_said_too(language: str, said: str, day: str, night: str) -> None:
    assert moment_in_words(Moment.parse("2024-12-08T06:00+03:00"), DAMASCUS, language) == said
    assert day_in_words(Day(2024, 12, 8), language) == day
    assert in_words(Date.parse("2024-12-07"), Clock.parse("22:00/02:00"), DAMASCUS, language).endswith(night)


@pytest.mark.parametrize("tag", ["ar", "ar-SY", "ar-IQ", "es", "fr", "ru", "uk"])
def test_months_and_weekdays_are_those_of_cldr(tag: str) -> None:
    wording, cldr = WORDINGS[tag.lower()], babel.Locale.parse(tag, sep="-")
    alone = cldr.months["stand-alone"]["wide"]
    assert [settled(month) for month in wording.months] == [alone[number] for number in range(1, 13)]
    behind = cldr.months["format"]["wide"]
    assert list(month_words(tag))[:12] == [behind[number] for number in range(1, 13)]
    assert list(wording.weekdays) == [cldr.days["stand-alone"]["wide"][number] for number in range(7)]


@pytest.mark.parametrize("tag", WORDINGS)
def test_every_pattern_puts_in_what_the_english_one_does(tag: str) -> None:
    def placed(pattern: str) -> set[str]:
        return {piece.partition("}")[0].partition(":")[0] for piece in pattern.split("{")[1:]}

    for each in fields(ENGLISH):
        ours, theirs = getattr(ENGLISH, each.name), getattr(WORDINGS[tag], each.name)
        if isinstance(ours, str):
            assert placed(ours) == placed(theirs), each.name
    assert WORDINGS[tag].groupings.keys() == ENGLISH.groupings.keys()
