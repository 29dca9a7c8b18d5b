"""How harvesters and crawlers find what is here: VoID, DCAT-AP, the site map, robots.txt."""

from clusteratlas.web.discovery.routes import blueprint

__all__ = ["blueprint"]
