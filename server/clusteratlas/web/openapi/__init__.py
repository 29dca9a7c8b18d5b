"""`/openapi.json`: what programs can ask of the service, in OpenAPI 3.1."""

from clusteratlas.web.openapi.routes import blueprint

__all__ = ["blueprint"]
