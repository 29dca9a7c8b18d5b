"""Pictures of the atlas: frozen dataclasses in, SVG text out. No store, no Flask.

Each kind of picture is a module with `draw`, which gives the SVG, and `table`, which gives the same
data as rows: for readers of the table beside the picture, and for CSV. Colours are classes: the
page's style sheet fills them in for light and dark, `standalone` puts the light ones into the file.
"""
