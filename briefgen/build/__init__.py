"""The whole way from YAML to files, on one page; the only room that touches the disk.

Here is what a check takes. What makes files is in `making`, which half of the commands need not wait for.
"""

from briefgen.build.checking import Checked, check, ids
from briefgen.build.fixing import Fixed, fix, plan
from briefgen.build.project import Project, WrongUse, find

__all__ = ["Checked", "Fixed", "Project", "WrongUse", "check", "find", "fix", "ids", "plan"]
