"""Scores `judgement-in-fact` on sentences labelled by hand: `python -m bench.lint [--markdown] [--development]`.

Of the two thirds that the lexicon was written with (`--development`), it also shows what is found wrongly or missed; of
the third kept back, figures alone.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.diction import conclusions, lexicon

HERE = Path(__file__).parent
PAGE = HERE.parent.parent / "docs" / "judgement-in-fact.md"
BEGIN, END = "<!-- scores: begin -->", "<!-- scores: end -->"


@dataclass
class Score:
    """How often a conclusion was found where there is one, and where there is none."""

    right: int = 0
    false: int = 0
    missed: int = 0
    items: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.false) if self.right + self.false else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.lint", description=__doc__)
    parser.add_argument(
        "--development", action="store_true", help="the two thirds that may be looked at, with mistakes"
    )
    parser.add_argument("--markdown", action="store_true", help=f"write the tables into docs/{PAGE.name}")
    options = parser.parse_args()
    table = report("development" if options.development else "heldout", mistakes=options.development)
    print(table)
    if options.markdown:
        old = PAGE.read_text("utf-8")
        PAGE.write_text(re.sub(f"(?s){BEGIN}.*{END}", lambda _: f"{BEGIN}\n\n{table}\n{END}", old), "utf-8")


def report(part: str, *, mistakes: bool) -> str:
    """The scores of a part of the set, in all and by register, as Markdown."""
    items = [json.loads(line) for line in (HERE / f"{part}.jsonl").read_text("utf-8").splitlines()]
    words = lexicon("en")
    scores: dict[str, Score] = {"all": Score()}
    classes: Counter[str] = Counter()
    in_class: Counter[str] = Counter()
    wrong: list[str] = []
    for item in items:
        kinds = [each.kind for each in conclusions(item["text"], words)]
        for score in (scores["all"], scores.setdefault(item["register"], Score())):
            note(score, item, found=bool(kinds))
        if item["label"] == "judgement":
            classes[item["classes"][0]] += 1
            in_class[item["classes"][0]] += bool(set(kinds) & set(item["classes"]))
        if (item["label"] == "judgement") != bool(kinds):
            wrong.append(f"{'missed' if not kinds else 'false: ' + ', '.join(kinds)} · {item['id']} · {item['text']}")
    lines = ["| register | sentences | precision | recall |", "|---|---:|---:|---:|"]
    lines += [
        f"| {name} | {score.items} | {score.precision:.3f} | {score.recall:.3f} |" for name, score in scores.items()
    ]
    lines += ["", "| class | sentences | found, and of this class |", "|---|---:|---:|"]
    lines += [f"| {name} | {classes[name]} | {in_class[name] / classes[name]:.3f} |" for name in sorted(classes)]
    return "\n".join([*lines, "", *wrong] if mistakes else lines) + "\n"


def note(score: Score, item: dict[str, Any], *, found: bool) -> None:
    score.items += 1
    concludes = item["label"] == "judgement"
    score.right += concludes and found
    score.missed += concludes and not found
    score.false += found and not concludes


if __name__ == "__main__":
    main()
