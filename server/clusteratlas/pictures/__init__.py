"""Charts, maps, networks and timelines as SVG: data in, drawing out. Knows no store."""
