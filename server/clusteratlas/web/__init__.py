"""The HTTP service: routes, pages, and errors become statuses."""
