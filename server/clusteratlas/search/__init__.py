"""Finding things by name: an index for each version, and asking it."""
