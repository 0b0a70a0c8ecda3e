"""Bytes to cells: gate, encodings, delimiters, records, workbooks in a child process."""
