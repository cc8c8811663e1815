"""The whole way from YAML to files, on one page; the only room that touches the disk."""

from briefgen.build.ahead import Ahead
from briefgen.build.checking import Checked, brief_ids, check
from briefgen.build.fixing import Fixed, fix, plan
from briefgen.build.making import Built, Made, build
from briefgen.build.project import Project, WrongUse, find
from briefgen.build.publish import PublishError

__all__ = [
    "Ahead",
    "Built",
    "Checked",
    "Fixed",
    "Made",
    "Project",
    "PublishError",
    "WrongUse",
    "brief_ids",
    "build",
    "check",
    "find",
    "fix",
    "plan",
]
