"""Findings for people, for editors and for continuous integration: one form a function."""

from briefgen.report.junit import as_junit
from briefgen.report.lists import as_github, as_json
from briefgen.report.papers import papers_as_json, papers_as_text
from briefgen.report.paths import located, seen_from
from briefgen.report.redline import redline
from briefgen.report.sarif import as_sarif
from briefgen.report.scores import scores_as_csv, scores_as_json, scores_as_text
from briefgen.report.terminal import text

__all__ = [
    "as_github",
    "as_json",
    "as_junit",
    "as_sarif",
    "located",
    "papers_as_json",
    "papers_as_text",
    "redline",
    "scores_as_csv",
    "scores_as_json",
    "scores_as_text",
    "seen_from",
    "text",
]
