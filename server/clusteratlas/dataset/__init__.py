"""The dataset: what is published, how it is built, the versions in which it is kept."""
