"""The gateway: HTTP on one side, worker processes with the application on the other.

No query runs here and no RDF is read here. The gateway decides who may ask, who waits and for how
long, ends what takes too much, and gives again what was answered before.
"""
