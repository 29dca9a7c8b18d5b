"""`/sparql` for people: the editor, and results as tables, charts, maps, networks and timelines."""
