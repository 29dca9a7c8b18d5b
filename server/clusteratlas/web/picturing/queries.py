"""The SPARQL text that stands beside a picture: it gives the picture's data in any client.

The pages ask in smaller steps, which are faster; these say the same in one query that one can read,
change and run at `/sparql`.
"""

from __future__ import annotations

import re

from clusteratlas.entities.asking import Bound, filled
from clusteratlas.entities.collaboration import Asked, By
from clusteratlas.entities.surroundings import Kind
from clusteratlas.terms import PREFIXES

_USED = re.compile(r"<[^>]*>|\b([a-z]+):[A-Za-z]")

_PROJECTS = {
    Kind.AGENT: "  ?project ca:hasParticipation/ca:participant $about .\n",
    Kind.PROJECT: "  VALUES ?project { $about }\n",
    Kind.PROGRAMME: (
        "  ?whole dcterms:isPartOf* $about .\n  ?project ca:underProgramme|ca:underTopic ?whole .\n"
    ),
    Kind.TERRITORY: (
        "  ?place skos:broader* $about .\n"
        "  ?agent ca:locatedIn ?place .\n"
        "  ?project ca:hasParticipation/ca:participant ?agent .\n"
    ),
}
_NOT_PAYING = "  FILTER NOT EXISTS {{ ?{0} ca:role <{1}> }}\n"
_CO_FINANCER = "https://w3id.org/clusteratlas/scheme/role/co-financer"


def network_query(asked: Asked, kind: Kind, most: int) -> str:
    """The ties around a thing, the strongest first."""
    body = _PROJECTS[kind]
    body += "  ?project ca:hasParticipation ?one .\n  ?one ca:participant ?source .\n"
    body += _NOT_PAYING.format("one", _CO_FINANCER)
    if asked.by is By.PROGRAMME:
        body += "  ?project ca:underProgramme ?target .\n"
    else:
        body += "  ?project ca:hasParticipation ?other .\n  ?other ca:participant ?target .\n"
        body += _NOT_PAYING.format("other", _CO_FINANCER)
        body += "  FILTER(STR(?source) < STR(?target))\n"
    body += _when(asked) + _where(asked)
    return written(
        "SELECT ?source ?target (COUNT(DISTINCT ?project) AS ?weight)\n"
        f"WHERE {{\n{body}}}\n"
        "GROUP BY ?source ?target\n"
        "ORDER BY DESC(?weight) ?source ?target\n"
        f"LIMIT {most}\n",
        about=asked.about,
        **({"country": asked.country} if asked.country else {}),
    )


def actors_query(about: str, kind: Kind) -> str:
    """Who takes part in the projects around a thing, and where they are."""
    return written(
        "SELECT ?actor (COUNT(DISTINCT ?project) AS ?projects) (SAMPLE(?wkt) AS ?where)\n"
        "WHERE {\n"
        f"{_PROJECTS[kind]}"
        "  ?project ca:hasParticipation/ca:participant ?actor .\n"
        "  OPTIONAL {\n"
        "    ?actor geo:hasGeometry|ca:locatedIn/geo:hasGeometry ?geometry .\n"
        "    ?geometry geo:asWKT ?wkt .\n"
        "  }\n"
        "}\n"
        "GROUP BY ?actor\n"
        "ORDER BY DESC(?projects) ?actor\n"
        "LIMIT 500\n",
        about=about,
    )


CLUSTERS_QUERY = """\
SELECT ?cluster ?place ?wkt
WHERE {
  ?cluster a ca:Cluster .
  OPTIONAL {
    ?cluster ca:locatedIn ?place .
    OPTIONAL { ?place geo:hasGeometry/geo:asWKT ?wkt }
  }
}
ORDER BY ?cluster ?place
LIMIT 500
"""

CLUSTERS_IN_QUERY = CLUSTERS_QUERY.replace(
    "  ?cluster a ca:Cluster .\n",
    "  ?cluster a ca:Cluster .\n  FILTER EXISTS { ?cluster ca:locatedIn/skos:broader* $country }\n",
)

ORGANISATIONS_QUERY = """\
SELECT ?country (COUNT(DISTINCT ?organisation) AS ?organisations)
WHERE {
  ?organisation $property $value ; ca:locatedIn ?place .
  ?place skos:broader* ?country .
  ?country a ca:Country .
}
GROUP BY ?country
ORDER BY DESC(?organisations)
LIMIT 300
"""

ORGANISATIONS_IN_QUERY = """\
SELECT DISTINCT ?organisation ?place ?wkt
WHERE {
  ?place skos:broader* $territory .
  ?organisation ca:locatedIn ?place ; $property $value .
  OPTIONAL { ?organisation geo:hasGeometry/geo:asWKT ?wkt }
}
LIMIT 500
"""

TIMELINE_QUERY = """\
SELECT ?thing ?earliestStart ?latestStart ?earliestEnd ?latestEnd
WHERE {
  { ?thing ca:hasParticipation/ca:participant $about }
  UNION { ?thing ca:host|ca:visited|ca:locatedIn|dcterms:isPartOf|ca:underProgramme $about }
  UNION { ?attendance ca:attendee $about ; ca:event ?thing }
  UNION { ?thing ca:designated|ca:member|ca:holder $about }
  UNION { VALUES ?thing { $about } }
  ?thing ca:during ?period .
  OPTIONAL { ?period ca:earliestStart ?earliestStart }
  OPTIONAL { ?period ca:latestStart ?latestStart }
  OPTIONAL { ?period ca:earliestEnd ?earliestEnd }
  OPTIONAL { ?period ca:latestEnd ?latestEnd }
}
ORDER BY ?earliestStart ?thing
LIMIT 400
"""

SERIES_QUERY = """\
SELECT ?value ?bound ?earliest ?latest ?passage
WHERE {
  ?observation ca:about $about ; ca:measure $measure ; ca:value ?value .
  OPTIONAL { ?observation ca:bound ?bound }
  OPTIONAL { ?observation ca:asOf ?day }
  OPTIONAL {
    ?observation ca:during ?period .
    OPTIONAL { ?period ca:earliestStart ?start }
    OPTIONAL { ?period ca:latestEnd ?end }
  }
  OPTIONAL { ?observation ca:statedIn ?passage }
  BIND(COALESCE(?start, ?day) AS ?earliest)
  BIND(COALESCE(?end, ?day) AS ?latest)
}
ORDER BY ?earliest ?value ?passage
LIMIT 300
"""


def written(query: str, **terms: Bound) -> str:
    """The query with its terms, and with those prefixes that it uses."""
    text = filled(query, **terms)
    used = sorted(set(_USED.findall(text)) & PREFIXES.keys())
    prologue = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in used)
    return f"{prologue}\n{text}"


def _when(asked: Asked) -> str:
    if asked.first is None and asked.last is None:
        return ""
    lines = "  ?project ca:during ?period .\n"
    if asked.last is not None:
        lines += "  OPTIONAL { ?period ca:earliestStart ?start }\n"
        lines += f'  FILTER(COALESCE(?start <= "{asked.last}"^^xsd:date, true))\n'
    if asked.first is not None:
        lines += "  OPTIONAL { ?period ca:latestEnd ?end }\n"
        lines += f'  FILTER(COALESCE(?end >= "{asked.first}"^^xsd:date, true))\n'
    return lines


def _where(asked: Asked) -> str:
    if not asked.country:
        return ""
    ends = ("source",) if asked.by is By.PROGRAMME else ("source", "target")
    return "".join(
        f"  FILTER(?{end} = $about || EXISTS {{ ?{end} ca:locatedIn/skos:broader* $country }})\n"
        for end in ends
    )
