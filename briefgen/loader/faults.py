"""What can be wrong with the shape of a record. Each function is a rule: its docstring is its page."""

from __future__ import annotations

from briefgen.diagnostics import Rule, did_you_mean, rule_of_shape
from briefgen.loader.hints import oddity
from briefgen.model import SECTIONS
from briefgen.scales import Handling
from briefgen.spans import Path

RULES: list[Rule] = []
_fault = rule_of_shape(RULES)


@_fault
def unknown_section(name: str, known: list[str]) -> tuple[str, str | None]:
    """A file has a section that is none.

    Bad:

        event:
          - {id: outage, date: 2024-03-01, title: Power fails}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails}
    """
    return f"there is no section `{name[:60]}`", did_you_mean(name, known) or f"the sections are {', '.join(known)}"


@_fault
def unknown_key(key: str, hint: str | None) -> tuple[str, str | None]:
    """A record has a key that its kind does not know.

    What stands under a misspelt key would be lost in silence.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, confilcts: Operators disagree.}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, conflicts: Operators disagree.}
    """
    return f"`{key[:60]}` is not known here", hint


@_fault
def missing_field(key: str, path: Path, alone: bool = False) -> tuple[str, str | None]:
    """A record lacks a key that its kind cannot do without.

    Bad:

        events:
          - {id: outage, title: Power fails}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails}
    """
    kind = SECTIONS.get(str(path[0])) if path else None
    whose = f"this {kind.kind}" if kind and len(path) == 3 else "it"
    hint = "`- ` stands before the first key of a record only" if alone and len(path) == 3 else None
    return f"`{key}` is missing; {whose} needs one", hint


@_fault
def unknown_handling(value: str) -> tuple[str, str | None]:
    """A marking is not a label of the Traffic Light Protocol 2.0.

    A reader who meets a label of another scheme cannot know whom the page may be given to.

    Bad:

        sources:
          - {id: log, title: Grid operator's log, handling: TLP:WHITE}

    Good:

        sources:
          - {id: log, title: Grid operator's log, handling: TLP:CLEAR}
    """
    labels = [str(label) for label in Handling]
    if value.upper() == "TLP:WHITE":
        return f"`{value}` is the old name of `TLP:CLEAR`", "write `TLP:CLEAR`"
    known = value.upper() if value.upper() in labels else f"TLP:{value.upper()}"
    hint = f"write `{known}`" if known in labels else did_you_mean(value.upper(), labels)
    return f"`{value[:60]}` is not a label of TLP 2.0", hint or f"the labels are {', '.join(labels)}"


@_fault
def unknown_word(value: str, known: list[str]) -> tuple[str, str | None]:
    """A value is not one of the words that its key allows.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, status: confrimed}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, status: confirmed}
    """
    words = f"the words are {', '.join(known)}"
    guess = did_you_mean(value, known)
    hint = oddity(value) or (f"{guess} {words[:1].upper()}{words[1:]}" if guess else words)
    return f"`{value[:60]}` is not one of the words allowed here", hint


@_fault
def wrong_value(wanted: str, hint: str | None = None) -> tuple[str, str | None]:
    """A value is not of the kind that its key wants: a date that does not exist, a word for a number.

    Bad:

        events:
          - {id: outage, date: 2024-02-30, title: Power fails}

    Good:

        events:
          - {id: outage, date: 2024-02-29, title: Power fails}
    """
    return wanted, hint


@_fault
def second_project(first: str) -> tuple[str, str | None]:
    """The project is described twice.

    A series has one time zone, one scale and one marking to fall back on.
    """
    return f"the project is already described in {first}", "keep one `project:` section"
