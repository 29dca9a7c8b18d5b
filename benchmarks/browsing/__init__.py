"""What a page costs, beside Trifid's page of the same thing."""
