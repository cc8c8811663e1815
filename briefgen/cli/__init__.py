"""The command `briefgen`: its subcommands and their exit codes. Nothing else prints or exits.

What a subcommand needs is imported when it runs: `--help` and completion must not wait for it.
"""

from briefgen.cli import (  # noqa: F401 - they add their subcommands
    archiving,
    comparing,
    issuing,
    papers,
    questions,
    retracting,
    scores,
    starting,
)
from briefgen.cli.commands import main

__all__ = ["main"]
