"""Two versions of one record, field by field: what is different, as data that pages put into words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from briefgen import model
from briefgen.briefing.elements import Chance, Label, as_written, like
from briefgen.briefing.fields import other_fields
from briefgen.briefing.labels import Labels, worded
from briefgen.briefing.movement import chance, rescaled, said
from briefgen.briefing.news import Difference, Told
from briefgen.briefing.viewpoint import Viewpoint, in_print, keyword
from briefgen.briefing.wording import DATES_OF, FIELDS, STATUSES, amount_in_words
from briefgen.dates import Clock, Date, in_words, window
from briefgen.prose import plain
from briefgen.scales import Scale

TEXTS = frozenset(
    {"text", "conflicts", "if", "judged_by", "because", "assumptions", "alternatives", "would_change", "dissent"}
    | {"headline", "so_what", "analyst", "category"}
)
"""Fields that are words only: what a record says, and not what it claims."""


def compared(view: Viewpoint, labels: Labels, old: model.Record, new: model.Record) -> tuple[Difference, ...]:
    """What is different between two versions of a record, in the order in which a page tells it.

    The old one is read as `view.then` has it: by the names and on the scale that stood there. Between two ledgers no
    field is passed over.
    """
    if not view.apart:
        return _in_words(view, labels, old, new) if old != new else ()
    found = _in_words(view, labels, old, new)
    return (*found, *other_fields(view, old, new, found))


def _in_words(view: Viewpoint, labels: Labels, old: model.Record, new: model.Record) -> tuple[Difference, ...]:
    if isinstance(old, model.Event) and isinstance(new, model.Event):
        return tuple(_event(view, labels, old, new))
    if isinstance(old, model.Judgement) and isinstance(new, model.Judgement):
        return tuple(_judgement(view, labels, old, new))
    if isinstance(old, model.Source) and isinstance(new, model.Source):
        return tuple(_source(view, old, new))
    return ()


def bands(scale: Scale, before: Chance, now: Chance) -> int | None:
    """By how many bands of a scale a likelihood rose; negative where it fell, None where one of both is in no band."""
    keys = [term.key for term in scale.terms]
    if before.key not in keys or now.key not in keys:
        return None
    return keys.index(now.key) - keys.index(before.key)


def _event(view: Viewpoint, labels: Labels, old: model.Event, new: model.Event) -> Iterator[Difference]:
    yield from _valued(view, "title", *(Told(view.locale.quoted(each.title), each.title) for each in (old, new)))
    yield from _valued(view, "status", _status(view, old), _status(view, new))
    yield from _valued(view, "date", _date(view.then, old.date, old.time), _date(view, new.date, new.time))
    yield from _valued(view, "date_of", _date_of(view, old), _date_of(view, new))
    yield from _valued(view, "place", _place(view.then, old), _place(view, new))
    yield from _valued(view, "category", _keyword(view.then, old.category), _keyword(view, new.category))
    yield from _valued(view, "theatre", _word(view.then, old.theatre), _word(view, new.theatre))
    yield from _listed(view, labels, "actors", old.actors, new.actors)
    yield from _figures(view, old, new)
    before, after = ({each.source: each.credibility for each in event.sources} for event in (old, new))
    yield from _listed(view, labels, "sources", tuple(before), tuple(after))
    for id_ in (each for each in after if before.get(each, after[each]) != after[each]):
        label = labels.of(id_)
        number = label.text if label.anchor else view.locale.quoted(label.title)
        name = view.locale.gettext("credibility of source %(number)s", number=number)
        was, now = (Told(str(each[id_]), each[id_]) for each in (before, after))
        yield Difference("credibility", name, was, now, which=id_)
    yield from _texts(view, old, new, "text", "conflicts")


def _judgement(view: Viewpoint, labels: Labels, old: model.Judgement, new: model.Judgement) -> Iterator[Difference]:
    yield from _likelihood(view, chance(view.then, old.likelihood), chance(view, new.likelihood))
    levels = (Told(view.locale.glossed("confidence", e.confidence), e.confidence) if e.confidence else None
              for e in (old, new))  # fmt: skip
    yield from _valued(view, "confidence", *levels)
    yield from _horizon(view, getattr(old, "by", None), getattr(new, "by", None))
    yield from _texts(view, old, new, "headline", "condition", "text", "judged_by")
    yield from _listed(view, labels, "basis", old.basis, new.basis)
    if isinstance(old, model.Forecast) and isinstance(new, model.Forecast):
        yield from _indicators(view, labels, old, new)
    yield from _texts(view, old, new, "because")
    for key in ("assumptions", "alternatives", "would_change"):
        was, now = (
            "\n".join(_points(each, getattr(record, key, ()))) for each, record in ((view.then, old), (view, new))
        )
        yield from _prose(view, key, was or None, now or None)
    yield from _texts(view, old, new, "dissent", "so_what")
    yield from _valued(view, "category", _keyword(view.then, old.category), _keyword(view, new.category))
    yield from _valued(view, "analyst", _line(old.analyst), _line(new.analyst))


def _source(view: Viewpoint, old: model.Source, new: model.Source) -> Iterator[Difference]:
    yield from _valued(view, "reliability", *(_line(each.reliability) for each in (old, new)))
    if old.confidential and not new.confidential:
        words = view.locale.gettext("confidential")
        yield Difference("confidential", view.locale.pgettext("field", FIELDS["confidential"]), Told(words, True), None)
    elif not new.confidential:
        for key in ("title", "publisher", "url"):
            yield from _valued(view, key, _line(getattr(old, key)), _line(getattr(new, key)))
        yield from _valued(view, "published", *(_line(str(e.published)) if e.published else None for e in (old, new)))
    yield from _texts(view, old, new, "why")


def _valued(view: Viewpoint, key: str, before: Told | None, now: Told | None) -> Iterator[Difference]:
    """A field of one value, where that is another."""
    if (before and as_written(before.value)) != (now and as_written(now.value)):
        yield Difference(key, view.locale.pgettext("field", FIELDS[key]), before, now)


def _listed(
    view: Viewpoint, labels: Labels, key: str, before: Sequence[str], now: Sequence[str]
) -> Iterator[Difference]:
    """A field that names records, where it names others."""
    added = tuple(labels.of(id_) for id_ in now if id_ not in before)
    gone = tuple(_left(view, labels, id_) for id_ in before if id_ not in now)
    if added or gone:
        yield Difference(key, view.locale.pgettext("field", FIELDS[key]), None, None, added, gone)


def _left(view: Viewpoint, labels: Labels, id_: str) -> Label:
    """What is on the page by its label there, all else by what it was called before."""
    label = labels.of(id_)
    record = view.before.find(id_) if view.before and label.anchor is None else None
    return worded(record, view.locale) if record else label


def _texts(view: Viewpoint, old: model.Record, new: model.Record, *names: str) -> Iterator[Difference]:
    """Fields of prose, where they read otherwise; by the key that an author writes."""
    for name in names:
        key = type(new).model_fields[name].alias or name if name in type(new).model_fields else name
        yield from _prose(view, key, getattr(old, name, None), getattr(new, name, None), _called(key, new))


def _called(key: str, record: model.Record) -> str:
    return "statement" if key == "text" and isinstance(record, model.Judgement) else key


def _prose(view: Viewpoint, key: str, before: str | None, now: str | None, name: str = "") -> Iterator[Difference]:
    if as_written(before) != as_written(now):
        was, is_now = (Told(like(plain(each), each), each) if each else None for each in (before, now))
        yield Difference(key, view.locale.pgettext("field", FIELDS[name or key]), was, is_now, prose=True)


def _line(text: str | None) -> Told | None:
    return Told(text, text) if text else None


def _word(view: Viewpoint, word: str | None) -> Told | None:
    return Told(in_print(view, word), word) if word else None


def _keyword(view: Viewpoint, word: str | None) -> Told | None:
    return Told(keyword(view, word).words, word) if word else None


def _status(view: Viewpoint, event: model.Event) -> Told | None:
    return Told(view.locale.pgettext("status", STATUSES[event.status]), event.status) if event.status else None


def _date_of(view: Viewpoint, event: model.Event) -> Told | None:
    words = DATES_OF.get(event.date_of)
    return Told(view.locale.gettext(words), event.date_of) if words else None


def _date(view: Viewpoint, date: Date, time: Clock | None) -> Told:
    words = in_words(date, time, view.dossier.zone, view.language)
    return Told(words, f"{date.text} {time.text}" if time else date.text)


def _place(view: Viewpoint, event: model.Event) -> Told | None:
    place = view.dossier.places.get(event.place)
    return Told(place.name, place.id) if place else None


def _figures(view: Viewpoint, old: model.Event, new: model.Event) -> Iterator[Difference]:
    """The figures of an event, each by its name: those taken back or changed, then those that are new."""
    before, now = ({each.what: each for each in event.figures} for event in (old, new))
    for what in dict.fromkeys((*before, *now)):
        was, is_now = before.get(what), now.get(what)
        if was != is_now:
            yield figure_moved(view, what, was, is_now)


def figure_moved(view: Viewpoint, what: str, was: model.Figure | None, now: model.Figure | None) -> Difference:
    """One figure, before and now."""
    return Difference("figures", keyword(view, what).words, _figure(view.then, was), _figure(view, now), which=what)


def _figure(view: Viewpoint, figure: model.Figure | None) -> Told | None:
    if figure is None:
        return None
    numbers = {name: getattr(figure, name) for name in ("low", "best", "high", "unit")}
    counted = figure.counted.text if figure.counted else None
    unit = in_print(view, figure.unit) if figure.unit else None
    words = " ".join(filter(None, (amount_in_words(figure, view.locale), unit)))
    return Told(words, {**numbers, "counted": counted, "sources": list(figure.sources)})


def _likelihood(view: Viewpoint, before: Chance | None, now: Chance | None) -> Iterator[Difference]:
    """Where bounds are the same, nothing moved: a number may stand for the term whose band it fills."""
    if (before and (before.low, before.high)) == (now and (now.low, now.high)):
        return
    rise = bands(view.dossier.project.scale, before, now) if before and now and not rescaled(view) else None
    was, is_now = (Told(said(view, each), each) if each else None for each in (before, now))
    yield Difference("likelihood", view.locale.pgettext("field", FIELDS["likelihood"]), was, is_now, bands=rise)


def _horizon(view: Viewpoint, before: Date | None, now: Date | None) -> Iterator[Difference]:
    ends = [each and window(each, None, view.dossier.zone).last for each in (before, now)]
    if ends[0] != ends[1]:
        was, is_now = (_date(view, each, None) if each else None for each in (before, now))
        yield from _valued(view, "by", was, is_now)


def _indicators(view: Viewpoint, labels: Labels, old: model.Forecast, new: model.Forecast) -> Iterator[Difference]:
    """Indicators that are watched for no more or from now on, and the events in which one was seen."""
    before, now = ({each.id: each for each in record.indicators} for record in (old, new))
    name = view.locale.pgettext("field", FIELDS["indicators"])
    for id_ in dict.fromkeys((*before, *now)):
        was, is_now = before.get(id_), now.get(id_)
        told = [Told(plain(each.text), id_) if each else None for each in (was, is_now)]
        seen, seen_before = (each.seen if each else () for each in (is_now, was))
        added = tuple(labels.of(each) for each in seen if each not in seen_before)
        gone = tuple(_left(view, labels, each) for each in seen_before if each not in seen)
        if was is None or is_now is None or was.text != is_now.text or added or gone:
            yield Difference("indicators", name, told[0], told[1], added, gone, which=id_)


def _points(view: Viewpoint, points: Iterable[Any]) -> Iterator[str]:
    """Assumptions, alternatives and signposts, a line each."""
    for each in points:
        if isinstance(each, model.Signpost) and each.indicator is not None:
            watched = view.dossier.derived("words of indicators", partial(_watched, view.dossier))
            yield watched.get(each.indicator, each.indicator)
        else:
            note = getattr(each, "grade", None) or getattr(each, "why_less", None)
            yield f"{each.text} ({plain(note)})" if note else each.text


def _watched(dossier: model.Dossier) -> Mapping[str, str]:
    """What indicators say, by their ids."""
    signs = (sign for forecast in dossier.forecasts.current for sign in forecast.indicators)
    return {sign.id: sign.text for sign in signs}
