"""What can go wrong, as one tree.

Nothing here knows of HTTP statuses or exit codes: the faces have a table each.

    ClusterAtlasError
    ├── DataError                 the data (or a file that is typed by hand) is wrong
    │   ├── RdfSyntaxError        ... it cannot be read: file, line, column, what was expected
    │   ├── ShapeViolation        ... it breaks a shape: the report says which and how to mend it
    │   └── ImportRefused         ... a file to import is not what it was taken for
    ├── QueryError                the query is wrong or cannot be answered
    │   ├── QuerySyntaxError      ... it is not SPARQL: line and column
    │   ├── ForbiddenQuery        ... it asks for what is not allowed here (SERVICE, LOAD, too deep)
    │   │   └── QueryTooLong
    │   ├── QueryEvaluationError  ... the engine failed on it
    │   └── Interrupted           ... it was stopped before its end
    │       ├── DeadlineExceeded
    │       ├── MemoryExceeded
    │       ├── ResultTooLarge
    │       ├── Killed            ... by an administrator
    │       └── WorkerLost        ... its process ended under it
    ├── UnknownQuery              there is no saved query of that name
    ├── UnknownImporter           there is no importer of that name
    ├── ParameterError            a parameter is unknown, missing or not of its type
    ├── NotAcceptable             none of the formats that the client accepts is offered
    ├── ProtocolError             the request is not one of the SPARQL Protocol
    │   ├── MethodNotAllowed
    │   ├── PayloadTooLarge
    │   └── UnsupportedMediaType
    ├── AccessError               who asks may not
    │   ├── Unauthenticated       ... as far as we know: no token, or one that we do not know
    │   └── AccessDenied          ... what the token is for does not include it
    ├── Overloaded                more is asked at once than is answered; `retry_after` seconds
    ├── UnknownGraph              there is no graph of that name
    ├── UnknownThing              nothing is known of an IRI
    │   └── GoneThing             ... but an older version knew it
    ├── GraphExists               there is one already
    ├── StoreError                the store cannot be used
    │   ├── StoreNotFound
    │   ├── StoreLocked           ... another process writes to it: its pid
    │   ├── StoreReadOnly
    │   ├── StoreFull             ... there is no room left where it is
    │   ├── SearchNotReady        ... its search index is not there yet
    │   ├── NothingToUndo
    │   └── UnknownVersion
    └── SettingError              a setting has no sense
"""

from __future__ import annotations

from typing import Any


class ClusterAtlasError(Exception):
    """The root: one sentence that says what is wrong, and a hint that says how to go on."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class DataError(ClusterAtlasError):
    """The data, or a file that is typed by hand, is wrong."""


class RdfSyntaxError(DataError):
    """A file is not in its RDF format. `line` and `column` count from 1; None where unknown."""

    def __init__(
        self,
        message: str,
        *,
        file: str,
        line: int | None = None,
        column: int | None = None,
        expected: str = "",
        hint: str = "",
    ) -> None:
        super().__init__(message, hint=hint)
        self.file = file
        self.line = line
        self.column = column
        self.expected = expected


class ShapeViolation(DataError):
    """The data breaks the shapes. `report` is the report of the validation."""

    def __init__(self, message: str, *, report: Any, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.report = report


class ImportRefused(DataError):
    """A file, or a mapping, cannot be imported: it is not what it was taken for."""


class QueryError(ClusterAtlasError):
    """A query is wrong or cannot be answered."""


class QuerySyntaxError(QueryError):
    """A text is not SPARQL. `line` and `column` count from 1; None where unknown."""

    def __init__(
        self,
        message: str,
        *,
        line: int | None = None,
        column: int | None = None,
        hint: str = "",
    ) -> None:
        super().__init__(message, hint=hint)
        self.line = line
        self.column = column


class ForbiddenQuery(QueryError):
    """A query asks for what is not allowed here."""


class QueryTooLong(ForbiddenQuery):
    """A query has more characters than are read."""


class QueryEvaluationError(QueryError):
    """The engine failed while it answered."""


class Interrupted(QueryError):
    """A query or an update was stopped before its end; an update has then changed nothing."""


class DeadlineExceeded(Interrupted):
    """It took longer than it may."""


class MemoryExceeded(Interrupted):
    """It took more memory than it may."""


class ResultTooLarge(Interrupted):
    """Its result has more bytes than it may."""


class Killed(Interrupted):
    """An administrator ended it."""


class WorkerLost(Interrupted):
    """The process that worked on it ended."""


class UnknownQuery(ClusterAtlasError):
    """There is no saved query of that name."""


class UnknownImporter(ClusterAtlasError):
    """There is no importer of that name."""


class ParameterError(ClusterAtlasError):
    """A parameter of a saved query is unknown, missing or not of its type."""


class NotAcceptable(ClusterAtlasError):
    """None of the formats that the client accepts is offered (RFC 9110 §12.5.1)."""


class ProtocolError(ClusterAtlasError):
    """A request is not one of the SPARQL 1.1 Protocol (§2.1)."""


class MethodNotAllowed(ProtocolError):
    """The operation is not defined for the request's method."""


class PayloadTooLarge(ProtocolError):
    """The request's body or query is longer than the service takes."""


class UnsupportedMediaType(ProtocolError):
    """The operation is not defined for the media type of the request's body."""


class AccessError(ClusterAtlasError):
    """Who asks may not."""


class Unauthenticated(AccessError):
    """The request bears no token, or one that is not known."""


class AccessDenied(AccessError):
    """What is asked for is not among what the request's token, or anyone, may do."""


class Overloaded(ClusterAtlasError):
    """More is asked at once than is answered. `retry_after`: seconds until it is worth a try."""

    def __init__(self, message: str, *, retry_after: int, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.retry_after = retry_after


class UnknownGraph(ClusterAtlasError):
    """The dataset has no graph of that name (Graph Store Protocol §5)."""


class UnknownThing(ClusterAtlasError):
    """The atlas says nothing of an IRI."""


class GoneThing(UnknownThing):
    """The atlas says nothing of an IRI any more: one of the older versions that are kept did."""


class GraphExists(ClusterAtlasError):
    """The dataset has a graph of that name already (SPARQL 1.1 Update §3.2.1)."""


class StoreError(ClusterAtlasError):
    """The store cannot be used."""


class StoreNotFound(StoreError):
    """There is no store in that directory."""


class SearchNotReady(StoreError):
    """There is no search index yet, or none that can be read."""


class StoreLocked(StoreError):
    """Another process writes to the store. `pid` is its id, 0 where unknown."""

    def __init__(self, message: str, *, pid: int, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.pid = pid


class StoreReadOnly(StoreError):
    """What is asked for would change a store that is not written to."""


class StoreFull(StoreError):
    """There is no room left on the disk that the store is on."""


class NothingToUndo(StoreError):
    """The current version was not made by a write."""


class UnknownVersion(StoreError):
    """The store keeps no version of that id."""


class SettingError(ClusterAtlasError):
    """The value of a setting has no sense."""
