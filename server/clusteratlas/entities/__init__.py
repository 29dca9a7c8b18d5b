"""What pages tell of a thing, gathered by bounded queries. Knows no HTTP."""
