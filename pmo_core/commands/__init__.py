"""The command line: the same answers as the pages, as text or as one JSON document."""
