"""What an editor asks while someone writes: a language server over standard input and output.

The only room that knows the protocol, and so pygls; it is imported when the server starts.
"""

from briefgen.server.protocol import serve

__all__ = ["serve"]
