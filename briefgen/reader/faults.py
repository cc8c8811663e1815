"""What can be wrong with a file before its values mean anything. Each function is a rule: its docstring is its page."""

from __future__ import annotations

import unicodedata

from briefgen.diagnostics import Rule, Wording, rule_of_shape

RULES: list[Rule] = []
_fault = rule_of_shape(RULES)


def called(character: str) -> str:
    """A character by its name and number."""
    return f"{unicodedata.name(character, 'character').lower()} (U+{ord(character):04X})"


def last_told(wording: Wording) -> Wording:
    """The last fault that is told of a file that may have more."""
    more = "there may be more in this file, of which none is told"
    return wording._replace(hint=f"{wording.hint}; {more}" if wording.hint else more)


@_fault
def file_too_large(size: int, limit: int) -> tuple[str, str | None]:
    """A content file is larger than a curated file has reason to be.

    Split a ledger by month or by theatre: files of that size are read quickly and can be reviewed.
    """
    return f"the file has {size:,} bytes; at most {limit:,} are read", "split it, for instance by month"


@_fault
def not_utf8(what: str, hint: str = "") -> tuple[str, str | None]:
    """A file is not UTF-8.

    Saved in another encoding, names lose their letters; reading them by guess would print wrong names.
    """
    return what, "save the file as UTF-8; most editors offer it under Save As" + hint


@_fault
def merge_conflict() -> tuple[str, str | None]:
    """Git left two versions of some lines in a file, for somebody to choose.

    Read on, a record would be there twice, or say half of each.

    Bad:

        events:
        <<<<<<< HEAD
          - {id: outage, date: 2024-03-01, title: Power fails}
        =======
          - {id: outage, date: 2024-03-01, title: Power fails in the north}
        >>>>>>> theirs

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails in the north}
    """
    return "here two versions of the file were not merged", "keep one of them, and delete the lines of marks"


@_fault
def control_character(character: str) -> tuple[str, str | None]:
    """A file holds a control character.

    Nobody sees it, and it does not belong in a text.
    """
    kind = "control character" if unicodedata.category(character) == "Cc" else "noncharacter"
    return f"the {kind} U+{ord(character):04X} does not belong in a text", "delete it"


@_fault
def hidden_character(character: str) -> tuple[str, str | None]:
    """A file holds a character that hides text or changes the order it is shown in.

    Direction overrides, zero-width spaces and tag characters let a text read otherwise than it is written. Joiners
    are allowed beside letters of the scripts that need them, such as Arabic and Devanagari.
    """
    name = unicodedata.name(character, "an invisible character").lower()
    hint = "delete it; text in a right-to-left script needs no such mark here"
    return (
        f"the hidden character U+{ord(character):04X} ({name}) can make a text read otherwise than written",
        hint,
    )


@_fault
def odd_space(character: str, where: str) -> tuple[str, str | None]:
    """A space that is none to YAML stands in the indentation, or behind a dash or a colon.

    Word processors and web pages put in no-break and other spaces. They look like any other, and make a dash or a
    key part of a text. Inside a text they may stand.
    """
    return f"a {called(character)} stands {where}, and to YAML it is no space", "write a plain space in its place"


@_fault
def yaml_syntax(problem: str, hint: str | None = None) -> tuple[str, str | None]:
    """A file is not YAML.

    Bad:

        events:
          - id: outage
            date: 2024-03-01
            title: Update: power fails

    Good:

        events:
          - id: outage
            date: 2024-03-01
            title: "Update: power fails"
    """
    return problem, hint


@_fault
def empty_file() -> tuple[str, str | None]:
    """A content file is empty, or holds only comments."""
    return "the file is empty", "write a section such as `events:`, or delete the file"


@_fault
def not_sections() -> tuple[str, str | None]:
    """A content file is a word or a list where sections are wanted.

    Bad:

        - {id: outage, date: 2024-03-01, title: Power fails}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails}
    """
    return (
        "the file does not consist of sections",
        "records stand under the name of their kind, such as `events:`",
    )


@_fault
def several_documents() -> tuple[str, str | None]:
    """A file holds more than one YAML document.

    Bad:

        events: []
        ---
        events: []
    """
    return "a second YAML document begins here", "put it into a file of its own"


@_fault
def yaml_directive() -> tuple[str, str | None]:
    """A file begins with a YAML directive.

    Bad:

        %YAML 1.2
        ---
        events: []
    """
    return "YAML directives (lines that begin with `%`) are not used here", "delete the line"


@_fault
def anchor_or_alias(mark: str) -> tuple[str, str | None]:
    """A value is an anchor or an alias.

    A few lines of aliases can expand to millions of values, and a record that is assembled from others cannot be
    reviewed where it stands.

    Bad:

        events:
          - {id: outage, date: &day 2024-03-01, title: Power fails}
          - {id: repair, date: *day, title: Power returns}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails}
          - {id: repair, date: 2024-03-01, title: Power returns}
    """
    return (
        f"anchors and aliases (`{mark[:40]}`) are not used here",
        "write the value out, or put it into quotes",
    )


@_fault
def yaml_tag(tag: str) -> tuple[str, str | None]:
    """A value carries a YAML tag.

    Tags can ask a reader to build objects; a ledger holds words, numbers and lists.

    Bad:

        events:
          - {id: outage, date: !!timestamp 2024-03-01, title: Power fails}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails}
    """
    return f"tags (`{tag[:60]}`) are not used here", "delete the tag, or put the value into quotes"


@_fault
def duplicate_key(key: str, first_line: int) -> tuple[str, str | None]:
    """A key is written twice in one record.

    Most YAML readers keep the last one in silence.

    Bad:

        events:
          - id: outage
            date: 2024-03-01
            title: Power fails
            title: Power fails in the north

    Good:

        events:
          - id: outage
            date: 2024-03-01
            title: Power fails in the north
    """
    return f"`{key[:60]}` is written twice; it was first set on line {first_line}", "keep one of them"


@_fault
def comment_in_text(comment: str) -> tuple[str, str | None]:
    """A text is cut short by a `#`, which begins a comment.

    To YAML, everything behind a space and a `#` is a comment: of the title below, only "Road" would be printed. A `#`
    with a space behind it, or on a line of its own, is taken for a comment that is meant.

    Bad:

        events:
          - id: closure
            date: 2024-03-01
            title: Road #5 is closed

    Good:

        events:
          - id: closure  # reported late
            date: 2024-03-01
            title: "Road #5 is closed"
    """
    shown = comment if len(comment) <= 40 else f"{comment[:40]}…"
    return (
        f"`{shown}` would be lost: behind a space, `#` begins a comment",
        "put the text into quotes; a comment that is meant has a space behind its `#`",
    )


@_fault
def key_not_a_word() -> tuple[str, str | None]:
    """A key is a list or a mapping instead of a word.

    Bad:

        events:
          - [id]: outage
    """
    return "a key must be a plain word", "a text that begins with `{` or `[` needs quotes"


@_fault
def nested_too_deep(limit: int) -> tuple[str, str | None]:
    """Values are nested deeper than any record is."""
    hint = "a text that begins with `{` or `[` needs quotes; no record holds lists in lists so deep"
    return f"values are nested more than {limit} deep", hint


@_fault
def too_many_values(limit: int) -> tuple[str, str | None]:
    """A file holds more values than a curated file has reason to."""
    return f"the file holds more than {limit:,} values", "split it, for instance by month"


@_fault
def broken_template(message: str, hint: str | None) -> tuple[str, str | None]:
    """A file of a project's theme cannot be laid out, or the page it makes would not be whole.

    It is no Jinja template, names a template or a block that is not there, a font that is not shipped, or an address
    that a page would fetch: a page fetches nothing.
    """
    return message, hint


@_fault
def unreadable_file(reason: str, hint: str | None = None) -> tuple[str, str | None]:
    """A file cannot be read.

    It may be a link that leads out of the project, a folder, too large, or closed to you.
    """
    return reason, hint
