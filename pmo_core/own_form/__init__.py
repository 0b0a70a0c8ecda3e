"""
The form of files that the product writes itself, so that they come back exactly as they went out.

The last column is the mark: its header names the kind, its cells keep in JSON what the others cannot show
(keys, kinds of missing, exact text) and a seal over the whole row. Rows whose seals fit are taken as they
were; an edited file is read like any other. The seal finds edits, it is no protection against forgery.
"""
