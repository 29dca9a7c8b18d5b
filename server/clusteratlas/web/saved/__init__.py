"""`/queries`: the saved queries, as pages to browse and fill in, and as a REST interface."""

from clusteratlas.web.saved.routes import blueprint

__all__ = ["blueprint"]
