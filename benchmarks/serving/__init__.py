"""What benchmarks/service.py is made of: datasets, servers, load, and the kinds of figures."""
