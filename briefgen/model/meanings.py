"""What the keys of content files mean, in a sentence each: for the schema, and so for editors."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.diction import CLASSES

RECORD: Mapping[str, str] = {
    "id": "its lasting name, among all records of the project: lower-case words joined by hyphens",
    "as_of": "the moment the desk knew it; a revision must state it",
    "handling": "its marking; without one, the highest of what it rests on, else the project's",
    "downgrade": "who lowered the marking below what the record rests on, and why",
    "translations": "its texts in other languages, by language and key: printed in the briefs of that language",
    "allow": "rules whose findings in this record are meant to stand, each with a reason",
}
"""The keys of every record."""

_JUDGEMENT: Mapping[str, str] = {
    "text": "the judgement; `{very likely}` marks the likelihood term",
    "likelihood": "a term of the project's scale, a number such as 0.85, or a range inside one band",
    "confidence": "how well founded it is: low, moderate or high; never in one sentence with the likelihood",
    "because": "why the confidence is what it is",
    "basis": "ids of the events it rests on, and of sources where no event says it",
    "assumptions": "what it takes for granted, and how well that is supported",
    "alternatives": "other readings of the evidence, and why they are held less likely",
    "analyst": "who judges",
    "category": "what it is about, in your own words",
    "dissent": "who sees it otherwise, and how",
    "so_what": "what it means for the reader",
    "changed": "why this differs from the last issue",
}
_SIGN: Mapping[str, str] = {
    "seen": "ids of the events in which it was seen",
    "trend": "which way the theatre of an event in which it is seen is heading",
}
_FIGURE: Mapping[str, str] = {
    "what": "the figure's name, by which it is followed from issue to issue",
    "low": "at least so many",
    "best": "the best count",
    "high": "at most so many",
    "unit": "what is counted",
    "source": "the id of the source that says so, or a list of ids where it takes several",
    "counted": "the date of the count",
}
_OTHER_LISTS: Mapping[str, str] = {
    "look-alikes": "phrases that are no conclusion, whatever the lexicon says",
    "rules": "phrases of laws and rules: beside one, `may` permits and `will` provides",
    "duties": "words that make the verb they stand at a rule's, and `if` a case of it",
    "calendar": "phrases of a calendar: beside one and a date, `will` says what is scheduled",
    "degree": "words that say how much, or how, without a number",
    "reporting": "words that tell whose words something is",
}

MEANINGS: Mapping[str, Mapping[str, str]] = {
    "ProjectTranslation": {
        "words": "what is printed for categories, kinds, theatres, units and names of figures, by what is written",
    },
    "Project": {
        "series": "the name of the series",
        "desk": "who writes it",
        "contact": "where to write to",
        "timezone": "what a time without an offset means, such as Asia/Damascus",
        "likelihood": "the scale of likelihoods, one for the whole project",
        "handling": "the marking of a record without its own",
        "language": "the language of the texts, as a tag",
        "exclusions": "what the series does not cover, said in every issue",
        "theme": "the look",
        "rhythm": "on which days issues close, such as weekly or every second Monday",
        "rules": "the weight of single rules: error, warning, advice or off",
        "protect": "places whose coordinates are not to be told exactly",
        "stale_after": "after how many issues without a change an indicator is stale; three unless stated",
    },
    "Protection": {
        "kinds": "the kinds of place that are protected",
        "decimals": "the decimals of their coordinates, at most",
    },
    "Lexicon": {
        **{kind: f"phrases that give away a conclusion: one that {does}" for kind, does in CLASSES.items()},
        **_OTHER_LISTS,
        "language": "the language of what is listed here; unless stated, all texts are read with it",
        "groups": "words that phrases may name together: `{sein}` stands for those listed under `sein`",
        "loaded": "words that take a side, each with what says the same and takes none",
        "known": "abbreviations that your readers know",
        "without": "what is taken out of the lists of the lexicon",
    },
    "Without": {
        **{kind: f"phrases that give away none that {does}" for kind, does in CLASSES.items()},
        **_OTHER_LISTS,
        "loaded": "words that take no side",
    },
    "Reporters": {
        "clause": "forms of verbs: what follows is what someone said or thinks",
        "that": "forms of verbs that report only before `that`, `whether` or a colon",
        "naming": "forms of verbs that name something in someone's words, such as called",
        "aside": "forms of verbs that report between commas, such as shows",
        "things": "of the verbs, those that report a thing as often as a clause, such as confirmed",
        "acts": "of these, those that do something and do not describe it, such as admitted",
        "nouns": "nouns that are somebody's only with a possessive, such as fears",
        "speakers": "those who speak, before a colon: `Officials: the dam may burst`",
        "documents": "what shows something because it holds it, such as footage",
        "studies": "what has authors who conclude, such as survey",
        "courts": "who finds somebody something: `the court found the company reckless`",
    },
    "Source": {
        "title": "the title as printed, or your own description in square brackets",
        "publisher": "who published it",
        "url": "its address",
        "published": "the day or moment it came out",
        "accessed": "the day or moment the desk read it",
        "language": "its language, as a tag",
        "kind": "what kind of thing it is, in your own words",
        "confidential": "true where a page may show the descriptor and the grade, never who",
        "reliability": "the Admiralty letter, A to F; F when nothing is known",
        "why": "why it is to be trusted that far",
        "origin": "whose report this really is: two pages of one origin are one witness",
        "speaks_for": "the id of the actor whose medium it is",
        "saved": "a preserved copy",
        "withdrawn": "true where its report was taken back and bears nothing out any more; `why` then says the reason",
    },
    "SavedCopy": {
        "file": "the copy, a file of the project",
        "sha256": "its SHA-256",
        "captured": "when it was taken",
        "by": "who took it",
    },
    "Actor": {
        "name": "the name as printed",
        "native": "the name in other languages, by language",
        "aliases": "what it is called as well",
        "kind": "what kind of actor it is, in your own words; `private-person` for one not to be named",
        "opposes": "ids of the actors it fights",
    },
    "Location": {
        "name": "the name as printed",
        "native": "the name in other languages, by language",
        "aliases": "what it is called as well",
        "kind": "what kind of place it is, in your own words; shelters, hospitals and homes are protected",
        "within": "what it lies in, from the nearest outwards",
        "at": "latitude and longitude in degrees (WGS 84)",
        "theatre": "the theatre its events belong to",
    },
    "Event": {
        "date": "when it happened, as an EDTF date such as 2024-12-08, 2024-12~ or 2024-12-05/2024-12-08",
        "title": "what happened, in one plain line",
        "time": "the time of day or a range of it, with or without an offset",
        "text": "what happened, as its sources tell it: facts only, every claim attributed or cited",
        "place": "the id of the place it happened at",
        "actors": "ids of those who acted",
        "category": "what kind of event it is, in your own words",
        "status": "how well it is established",
        "sources": "the sources it rests on: ids, or each with the credibility of what it says",
        "figures": "what was counted",
        "date_of": "what the date is of; when it occurred, unless stated",
        "theatre": "the theatre it belongs to, where its place carries none",
        "conflicts": "where the sources disagree, in a sentence",
        "order": "a sequence that you know and the dates do not say",
        "distinct_from": "ids of events that look like this one and are not",
    },
    "Citation": {
        "source": "the id of a source",
        "credibility": "the Admiralty digit, 1 to 6, of what the source says here",
        "at": "where in the source",
        "quote": "the words of the source",
    },
    "Figure": _FIGURE,
    "KeyFigure": {**_FIGURE, "event": "the id of the event whose figure of this name is meant"},
    "Order": {"after": "ids of the events that came before"},
    "Assessment": {
        **_JUDGEMENT,
        "headline": "the judgement in one line, for page one; `text` stands there where it has none",
        "would_change": "what would change the judgement",
    },
    "Forecast": {
        **_JUDGEMENT,
        "if": "the condition under which it is made",
        "by": "the horizon: by when",
        "judged_by": "what would count as having happened",
        "indicators": "observable signs that it is coming true",
        "outcome": "how it came out",
    },
    "Assumption": {"text": "what is taken for granted", "grade": "how well it is supported"},
    "Alternative": {"text": "another reading", "why_less": "why it is held less likely"},
    "Signpost": {
        "text": "what would change the judgement",
        "indicator": "the id of an indicator of a forecast",
        **_SIGN,
    },
    "Indicator": {
        "id": "its lasting name, among all ids of the project",
        "text": "the sign",
        **_SIGN,
    },
    "Outcome": {
        "result": "how it came out; void where the condition was not met",
        "on": "from when on that is known",
        "because": "ids of the events that show it",
    },
    "Brief": {
        "title": "its headline",
        "cutoff": "the information cut-off: what became known later is left out",
        "period": "the days it covers, such as 2024-12-01/2024-12-08",
        "kind": "what sort of report it is: sitrep, flash, timeline or assessment",
        "number": "the issue's number",
        "next": "when the next issue is due",
        "language": "its language, where it differs from the project's",
        "theme": "its look, where it differs from the project's",
        "select": "only events that fit every list given",
        "state": "draft and review are printed across the page; final owes an approval",
        "approved": "who approved it, and when",
        "bottom_line": "the brief in two sentences: a fact, and what the desk makes of it",
        "phases": "headings of the chronology, and bands of the timeline",
        "timeline": "how the timeline is drawn",
        "highlights": "ids of the five or six events to show first",
        "key_figures": "figures for page one",
        "sections": "stretches of prose in one of the two parts",
        "judgements": "ids of assessments; unless stated, all that are current, and none in a flash or timeline",
        "forecasts": "ids of forecasts; unless stated, all that are current, and none in a flash or timeline",
        "trends": "where each theatre is heading, and why",
        "gaps": "what is not known, and would matter",
    },
    "Selection": {
        "categories": "categories of events",
        "places": "ids of places",
        "actors": "ids of actors",
        "events": "ids of events",
    },
    "Approval": {"by": "who approved it", "on": "when"},
    "BottomLine": {"fact": "what happened", "assessment": "what the desk makes of it"},
    "Phase": {"title": "its name", "from": "its first day", "to": "its last day"},
    "Timeline": {"lanes": "what its lanes are; theatres where there are several, else categories, unless stated"},
    "Section": {
        "part": "fact or assessment",
        "title": "its heading",
        "file": "a Markdown file that holds its text, by its path from this file",
        "text": "its text, where no file holds it",
    },
    "Trend": {
        "theatre": "which theatre",
        "trend": "where it is heading",
        "why": "why, with citations",
        "alerts": "what to be warned of, or what could be resolved",
    },
    "Issue": {
        "brief": "the id of the brief",
        "on": "when it was issued",
        "generator": "the version of briefgen that made it",
        "theme": "the theme it was made in",
        "theme_sha256": "the hash of that theme's files",
        "pdf": "the hash of its PDF",
        "project": "the hash of the project's settings",
        "records": "what it printed: each record with the version and the hash of what this said",
        "files": "the Markdown files it printed, with their hashes",
    },
    "PrintedRecord": {
        "id": "which record",
        "revision": "which of its versions, from 1",
        "sha256": "the hash of what it said",
    },
    "PrintedFile": {"file": "its name, from the project's folder", "sha256": "its hash"},
    "Downgrade": {"by": "who lowered the marking", "because": "why"},
    "Allow": {"rule": "the name of a rule", "because": "why its findings are meant to stand"},
}
"""By model and key; the keys of every record are in `RECORD`."""

WORDS: Mapping[str, Mapping[str, str]] = {
    "status": {
        "confirmed": "admitted by the party it speaks against, or carried by two independent origins",
        "reported": "by at least one independent origin",
        "claimed": "only by a party with an interest",
        "disputed": "origins contradict one another",
        "denied": "the party named denies it and nothing independent supports it",
        "retracted": "withdrawn; shown among the corrections only",
    },
    "kind": {
        "sitrep": "a situation report: what happened in the period, and what the desk makes of it",
        "flash": "a flash update: one page on one event",
        "timeline": "a chronology with its figure, and no assessments",
        "assessment": "leads with the judgements, and prints the events that they name",
    },
    "state": {
        "draft": "printed across the page",
        "review": "printed across the page",
        "final": "owes an approval",
    },
}
"""What the words mean that a key allows."""


def meaning(model: str, key: str) -> str | None:
    """What a key of a model means, by the name of the model and the key as written."""
    own = MEANINGS.get(model, {}).get(key)
    return own or MEANINGS.get(model.removesuffix("Translation"), {}).get(key) or RECORD.get(key)
