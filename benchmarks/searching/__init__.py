"""What the benchmark of searching is made of."""
