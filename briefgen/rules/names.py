"""One name for one thing: spellings that are not those of the record, those of another transliteration included."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from briefgen.diagnostics import Finding, advice
from briefgen.model import Dossier
from briefgen.rules.parts import at_once
from briefgen.rules.terms import unquoted

_ARABIC = "[aeu]l|a[dnrstz]|e[dnrstz]|adh|ash|ath|esh"
_ARTICLE = re.compile(_ARABIC)
"""The Arabic article, as it is written before the letters it takes the sound of."""
_JOINTS = ("of", "and", "the")
"""Words that stand within a name or between two: *Bosnia and Herzegovina*, *Turkey and Hayat Tahrir al-Sham*."""
_WITHIN = ("bin", "ibn", "bint", "de", "la", "las", "los", "del", "da", "das", "do", "dos", "di", "du", "le", "y",
           "van", "von", "der", "den", "ter", "ten", "zu", "am", "upon", "sur")  # fmt: skip
"""Small words that stand within a name, beside the Arabic article."""
_NAME = re.compile(
    rf"[A-Z](?<!\w.)[\w’'-]*(?:[ -](?:(?:{'|'.join((_ARABIC, *_WITHIN, *_JOINTS))})[ -])*[A-Z][\w’'-]*)*(?<![’'-])"
)
"""Words with a capital, one after the other, and the small ones that join them: a name, or several."""
_WORD = re.compile(r"[\w’']+")
_LEADING = re.compile(
    r"(?:(?:The|In|At|From|To|On|Near|Around|Of|For|And|Outside|Inside|Then|When|After|Before|By|But|As|While|Since"
    r"|Until|With|Both|Into|Across|Against|Towards|Through|Over|Between|Under|Later|Yesterday|Today|Meanwhile"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\s+)+"
)
"""What begins a sentence before a name, and is none of it: *In Homs*, *On Monday Homs*."""
_SOUNDS = (
    (re.compile(r"([^\W\d_])\1+"), r"\1"),
    (re.compile(r"(?<=a)h$"), ""),
    (re.compile("q"), "k"),
    (re.compile("[ae][iy]"), "e"),
    (re.compile("aw|ou|uw|ow|u"), "o"),
    (re.compile("ie|yi|iy|y(?!$)"), "i"),
)
"""Letters that one sound is written with in Latin script. A last y or e stays: in English words it is another sound."""
_SHORT = 4
"""Letters of a name that counts as misspelt only where two of them write a vowel: Kiev for Kyiv, not Tire for Tyre."""
_LONG = 5
"""Letters of a word that may differ by one."""
_Words = tuple[str, ...]


@advice
def inconsistent_name(dossier: Dossier) -> Iterator[Finding]:
    """A text spells the name of an actor or a place otherwise than its record.

    Readers who search for one spelling miss the other. Spellings meant to be used stand under `aliases:`.

    Other capitals, accents, hyphens and apostrophes are other spellings, and so is another transliteration: *Dayr
    az-Zawr* for *Deir ez-Zor*. In a name of several words one long word may differ by a letter. What stands in
    quotation marks is spelled as its source has it.

    Bad:

        places:
          - {id: deir-ez-zor, name: Deir ez-Zor}
        events:
          - {id: march, date: 2024-03-01, title: A column reaches Deir Ez Zor, place: deir-ez-zor}

    Good:

        places:
          - {id: deir-ez-zor, name: Deir ez-Zor}
        events:
          - {id: march, date: 2024-03-01, title: A column reaches Deir ez-Zor, place: deir-ez-zor}
    """
    spellings = _spellings(dossier)
    if not spellings.known:
        return
    written: set[str] = set()
    for listed in at_once(dossier):  # for most names come again
        written.update(_NAME.findall("\n".join(words.text for _, words in listed)))
    misspelt = {run: found for run in written if (found := tuple(spellings.misspelt(run)))}
    for words in (words for listed in at_once(dossier) for _, words in listed) if misspelt else ():
        for run in _NAME.finditer(words.text) if any(map(words.text.__contains__, misspelt)) else ():
            for first, last, name in misspelt.get(run[0], ()):
                start, end = run.start() + first, run.start() + last
                if unquoted(words.text)[start:end].strip():
                    yield Finding(
                        words.part(start, end),
                        f"`{words.text[start:end]}` is spelled otherwise than the record has it",
                        f"write `{name}`, or add this spelling to its `aliases:`",
                    )


@dataclass(slots=True)
class _Spellings:
    """The names and aliases of actors and places: as they are written, and by the sounds of their words."""

    known: set[str] = field(default_factory=set)
    by_letters: dict[str, str] = field(default_factory=dict)
    by_sounds: dict[_Words, str] = field(default_factory=dict)
    by_word: dict[tuple[int, int, str], list[_Words]] = field(default_factory=dict)
    """The same by how many words a name has, and by one of them and its place."""
    longest: int = 1
    """Words in the longest name."""

    def add(self, name: str) -> None:
        self.longest = max(self.longest, len(_WORD.findall(name)))
        self.known |= {name, _without_article(name), *name.split()}
        self.by_letters.setdefault(_letters(name), name)
        words = _words(name)
        if self.by_sounds.setdefault(_sounds(words), name) == name and len(words) > 1:
            for place, word in enumerate(words):
                self.by_word.setdefault((len(words), place, word), []).append(words)

    def misspelt(self, run: str) -> Iterator[tuple[int, int, str]]:
        """The misspelt names in a run of words with capitals: from where to where, and what each is meant to be.

        The longest that is a name counts, misspelt or not. One of several words may stand anywhere in the run; a
        single word has to be all that stands between its ends and the words that join names.
        """
        leading = _LEADING.match(run)
        skipped = leading.end() if leading else 0
        words = list(_WORD.finditer(run))
        seen: dict[str, str | None] = {}
        first = 0
        while first < len(words):
            start, after = words[first].start(), first + 1
            # one more than in the longest name, for an article may be written together with its word or apart
            for last in range(min(len(words), first + self.longest + 1), first, -1):
                end = words[last - 1].end()
                name = re.sub(r"[’']s?$", "", run[start:end])
                if self._is_known(name):
                    after = last
                    break
                if start < skipped or not _may_be_name(words, first, last, begins=start == skipped):
                    continue
                if name not in seen:
                    seen[name] = self._meant(name)
                if (other := seen[name]) is not None:
                    yield start, end, other
                    after = last
                    break
            first = after

    def _meant(self, name: str) -> str | None:
        """The name that another one is meant to be, if any."""
        if name.isupper():
            return None
        words = _words(name)
        if len(words) > 1 or re.search("[ -]", name):
            letters = self.by_letters.get(_letters(name))
            if letters is not None and re.search("[ -]", letters):
                return letters
        if len(words) == 1 and not _is_long_enough(words[0]):
            return None
        same = self.by_sounds.get(_sounds(words))
        if same is not None and (len(words) > 1 or _is_long_enough(_words(same)[0])):
            return same
        return next((self.by_sounds[_sounds(each)] for each in self._alike(words)), None)

    def _is_known(self, name: str) -> bool:
        return name in self.known or _without_article(name) in self.known

    def _alike(self, words: _Words) -> Iterator[_Words]:
        """Names of as many words, of which one long word differs by a letter other than its first."""
        for place, word in enumerate(words) if len(words) > 1 else ():
            for other in self.by_word.get((len(words), place, word), ()):
                differing = [pair for pair in zip(words, other, strict=True) if _sound(pair[0]) != _sound(pair[1])]
                if len(differing) == 1 and _is_slip(*differing[0]):
                    yield other


def _spellings(dossier: Dossier) -> _Spellings:
    found = _Spellings()
    for records in (dossier.actors, dossier.places):
        for record in records:
            for name in (record.name, *record.aliases):
                found.add(name)
    return found


def _may_be_name(words: Sequence[re.Match[str]], first: int, last: int, *, begins: bool) -> bool:
    """Whether words of a run may be a name by themselves: several words, or all between those that join names."""
    own = [word[0] for word in words[first:last]]
    if own[0].islower() or own[-1].islower():
        return False
    whole = (begins or words[first - 1][0] in _JOINTS) and (last == len(words) or words[last][0] in _JOINTS)
    return whole or (not _is_article(own[-1]) and sum(not _is_article(word) for word in own) > 1)


def _is_slip(one: str, other: str) -> bool:
    from rapidfuzz.distance import Levenshtein  # only where two names are alike so far

    shorter = min(len(one), len(other))
    return (
        shorter >= _LONG
        and one[0] == other[0]
        and (one + other).isalpha()
        and one.rstrip("s") != other.rstrip("s")  # several councils are no misspelt council
        and Levenshtein.distance(one, other, score_cutoff=1) == 1
    )


def _is_long_enough(word: str) -> bool:
    return len(word) > _SHORT or (len(word) == _SHORT and re.search("[aeiouy]{2}", word) is not None)


@lru_cache(maxsize=16_384)
def _is_article(word: str) -> bool:
    return _ARTICLE.fullmatch(word.lower()) is not None


def _without_article(name: str) -> str:
    before, joint, rest = name.partition("-")
    return rest if joint and _is_article(before) else name


def _words(name: str) -> _Words:
    """The words of a name in bare small letters, without articles."""
    words = [_letters(word) for word in re.split(r"[\s-]+", name)]
    return tuple(word for word in words if word and not _is_article(word)) or tuple(words)


def _sounds(words: _Words) -> _Words:
    return tuple(map(_sound, words))


@lru_cache(maxsize=16_384)
def _sound(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


@lru_cache(maxsize=16_384)
def _letters(name: str) -> str:
    """The letters of a name, without case, accents, hyphens, apostrophes and spaces."""
    bare = unicodedata.normalize("NFKD", re.sub(r"['’]s$", "", name)).casefold()
    return "".join(letter for letter in bare if letter.isalnum())
