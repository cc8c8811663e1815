"""`briefgen build --watch` while the ledger is edited: `python -m bench.watched FOLDER OUT EDITS`."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

TITLE = re.compile(r"^( +title: \"?)(Edited \d+ )?", re.MULTILINE)


def edit(folder: Path) -> None:
    """Have the title of an event in the middle of a ledger begin with words that it never had."""
    files = [path for path in sorted(folder.rglob("content/*.yaml")) if "\nevents:" in path.read_text("utf-8")]
    path = files[len(files) // 2]
    head, events, rest = path.read_text("utf-8").partition("\nevents:")
    edited = TITLE.sub(lambda found: f"{found[1]}Edited {time.time_ns() // 1_000_000} ", rest, count=1)
    path.write_text(head + events + edited, "utf-8")


def watch(folder: Path, out: Path, edits: int) -> None:
    """Begin to watch, edit so many times, each as soon as the last is made, and end."""
    words = ("build", str(folder), "--brief", "whole", "--to", "pdf", "--out", str(out), "--watch")
    # What a shell runs in the background is deaf to Ctrl-C, and so is what that begins.
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    command = [sys.executable, "-m", "briefgen", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, preexec_fn=heard) as process:
        assert process.stdout
        assert process.stdout.readline().startswith("Watching")
        process.stdout.readline()
        for _ in range(edits):
            edit(folder)
            line = process.stdout.readline()
            assert "wrote whole" in line, line
        process.send_signal(signal.SIGINT)


if __name__ == "__main__":
    watch(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
