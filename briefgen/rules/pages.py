"""The rules' pages for readers: a list, one page, and all of them as a document."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.diagnostics import Rule

_HEAD = """\
# Rules

What `briefgen check` finds. Each rule says what is wrong, why it matters to a reader, and what is right instead. A
project sets a rule's weight, `error`, `warning` or `advice`, or turns it `off`:

```yaml
project:
  rules:
    unused-source: advice
    unsourced-event: error
```

Rules of shape (what keeps a file from being read) and `duplicate-id` always weigh as errors. This page is made by
`briefgen rules --markdown`.

"""


def as_list(rules: Iterable[Rule]) -> str:
    """A line for each rule: its name, its weight, what it finds."""
    rules = list(rules)
    width = max(len(rule.name) for rule in rules)
    return "".join(f"{rule.name:<{width}}  {rule.severity:<7}  {rule.summary}\n" for rule in rules)


def as_text(rule: Rule) -> str:
    """The page of one rule for a terminal."""
    kind = f"{rule.severity}, unless the project says otherwise"
    if not rule.settable:
        kind = "always an error: a rule of shape" if rule.shape else "always an error"
    return f"{rule.name} ({kind})\n\n{rule.page.rstrip()}\n"


def as_markdown(rules: Iterable[Rule]) -> str:
    """All pages as one Markdown document, with a table of contents."""
    rules = list(rules)
    rows = "".join(f"| [{rule.name}](#{rule.name}) | {rule.severity} | {rule.summary} |\n" for rule in rules)
    table = f"| rule | weight | finds |\n|---|---|---|\n{rows}\n"
    return _HEAD + table + "\n".join(as_section(rule) for rule in rules)


def as_section(rule: Rule) -> str:
    """A rule's page with its examples as YAML blocks."""
    lines: list[str] = []
    fenced = False
    for line in rule.page.rstrip().splitlines():
        code = line.startswith("    ")
        if code and not fenced:
            lines.append("```yaml")
            fenced = True
        elif fenced and line and not code:
            while lines[-1] == "":
                lines.pop()
            lines += ["```", ""]
            fenced = False
        lines.append(line[4:] if code else line)
    if fenced:
        lines.append("```")
    body = "\n".join(lines)
    kind = ", of shape" if rule.shape else ", always" if rule.fixed else ""
    return f"## {rule.name}\n\n*{rule.severity}{kind}*\n\n{body}\n"
