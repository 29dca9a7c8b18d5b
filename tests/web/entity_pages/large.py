"""An organisation with 5,000 projects, a project with 3,000 participants, a crowded event."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import RdfFormat, Store

from clusteratlas.entities.asking import PROLOGUE
from clusteratlas.terms import BASE, ID

PROJECTS = 5_000
PARTICIPANTS = 3_000
ORGANISATION = f"{ID}organisation/busy"
PROJECT = f"{ID}project/crowded"
EVENT = f"{ID}event/crowded"
ATTENDANCES = 300
_KIND = f"{BASE}scheme/funding-kind"


def large_store() -> Store:
    """All of it in memory."""
    store = Store()
    text = PROLOGUE.replace("PREFIX", "@prefix").replace(">\n", "> .\n") + "\n".join(_triples())
    store.bulk_load(text.encode(), RdfFormat.TURTLE)
    return store


def _triples() -> Iterator[str]:
    yield f'<{ORGANISATION}> a ca:Organisation ; foaf:name "Busy" .'
    yield f'<{PROJECT}> a ca:Project ; foaf:name "Crowded" .'
    for code in ("EUR", "PLN"):
        yield f'<{BASE}scheme/currency/{code}> skos:prefLabel "{code}" .'
    yield f'<{ID}document/list> a ca:SourceDocument ; dcterms:title "list.csv" .'
    yield f'<{BASE}graph/list> ca:describes <{ID}document/list> ; ca:importer "table 2" .'
    for number in range(PROJECTS):
        project = f"<{ID}project/p{number}>"
        yield from _participation(project, f"<{ORGANISATION}>", f"p{number}")
        year = 2000 + number % 20
        yield (
            f'{project} a ca:Project ; foaf:name "P{number}" ; ca:during <{ID}period/{year}> ;'
            f" ca:underProgramme <{ID}programme/{'ab'[number % 2]}> ."
        )
        yield (
            f"<{ID}funding/f{number}> a ca:Funding ; ca:funded <{ID}participation/p{number}> ;"
            f" ca:amount 10.00 ; ca:currency <{BASE}scheme/currency/{('EUR', 'PLN')[number % 2]}> ;"
            f" ca:fundingKind <{_KIND}/net-eu-contribution> ; ca:statedIn <{ID}passage/p{number}> ."
        )
    for number in range(ATTENDANCES):
        yield (
            f"<{ID}attendance/a{number}> a ca:Attendance ; ca:event <{EVENT}> ;"
            f" ca:attendee <{ID}organisation/o{number}> ."
        )
    yield f'<{EVENT}> a ca:Event ; skos:prefLabel "Crowded"@en .'
    for year in range(2000, 2020):
        yield f'<{ID}period/{year}> a ca:Period ; ca:earliestStart "{year}-01-01"^^xsd:date .'
    for number in range(PARTICIPANTS):
        agent = f"<{ID}organisation/o{number}>"
        yield f'{agent} a ca:Organisation ; foaf:name "O{number}" ; ca:locatedIn <{ID}country/pl> .'
        yield from _participation(f"<{PROJECT}>", agent, f"c{number}")


def _participation(project: str, agent: str, name: str) -> Iterator[str]:
    role = "coordinator" if name.endswith("7") else "participant"
    yield (
        f"{project} ca:hasParticipation <{ID}participation/{name}> ."
        f" <{ID}participation/{name}> a ca:Participation ; ca:participant {agent} ;"
        f" ca:role <{BASE}scheme/role/{role}> ; ca:statedIn <{ID}passage/{name}> ."
        f" <{ID}passage/{name}> a ca:Passage ; ca:paragraph 12 ;"
        f" dcterms:isPartOf <{ID}document/list> ."
    )
