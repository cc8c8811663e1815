"""The pictures that texts name, made fit for a page: pixels encoded anew, drawings by what is known to be safe.

`read` makes one as print needs it, `for_screen` as a screen does, and `shown` says at what size a page shows it.
"""

from briefgen.pictures.reading import for_screen, read
from briefgen.pictures.sizes import shown

__all__ = ["for_screen", "read", "shown"]
