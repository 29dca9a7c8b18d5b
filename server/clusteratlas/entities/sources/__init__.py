"""Sources: named graphs, the documents that they hold, and the passages of those."""
