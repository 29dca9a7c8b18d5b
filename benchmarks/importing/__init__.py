"""What an import costs, beside a mapping engine and beside a plain bulk load."""
