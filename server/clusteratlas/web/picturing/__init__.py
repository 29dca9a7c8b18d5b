"""Pictures as pages and as files: `/map`, `/network`, `/timeline`, `/chart/series`."""
