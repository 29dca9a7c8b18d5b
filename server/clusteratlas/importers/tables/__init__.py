"""Tables as others publish them: found in files and archives, read row by row, cells cleaned.

`sources.find` gives the tables of a file, `reading.look_at` the header of one, `Table.rows` its
rows; `cells.Cells` turns fields into values and tells the report of what was odd.
"""
