"""Which records mean one thing: names normalised, candidates found, scored and decided. Pure."""
