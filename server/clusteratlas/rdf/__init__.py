"""RDF and SPARQL as texts: formats, negotiation, the SPARQL Protocol, reading, stable Turtle.

Pure: nothing here knows of HTTP frameworks or of a store.
"""
