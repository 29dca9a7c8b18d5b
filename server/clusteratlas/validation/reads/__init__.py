"""What the evaluation of the shapes reads of a graph: from which node, and over which triples.

With that it is known which nodes a changed triple may concern, and which triples are enough to
judge a node. `automaton` is the model, `paths`, `queries` and `shapes` make one from SHACL, `walks`
goes over a graph with it.
"""
