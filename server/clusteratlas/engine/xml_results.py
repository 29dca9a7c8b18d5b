"""Results in XML, which pyoxigraph writes with characters that XML 1.0 does not have (§2.2)."""

from __future__ import annotations

import re
from typing import IO, cast

from clusteratlas.errors import NotAcceptable

# Control characters; U+FFFE and U+FFFF in UTF-8, whose bytes the engine keeps together.
_NO_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


def only_xml(output: IO[bytes]) -> IO[bytes]:
    """What passes to `output` what is XML; at the first character that is none, NotAcceptable.

    So that the answer is broken off, and not taken for whole by who does not parse it.
    """
    return cast("IO[bytes]", _XmlOutput(output))


class _XmlOutput:
    """As much of a file as pyoxigraph writes to."""

    def __init__(self, output: IO[bytes]) -> None:
        self._output = output

    def write(self, block: bytes) -> int:
        """Write a block."""
        found = _NO_XML.search(block)
        if found is not None:
            character = found.group().decode("utf-8")
            raise NotAcceptable(
                f"The result holds the character U+{ord(character):04X}, which XML does not have.",
                hint="Ask for JSON, CSV or TSV.",
            )
        return self._output.write(block)

    def flush(self) -> None:
        """Flush what was written."""
        self._output.flush()
