"""What of the shapes cannot be compiled, which is no error of theirs: pySHACL judges it."""

from __future__ import annotations


class NotCompiled(Exception):
    """A shape, path or query has a construct that is not compiled."""
