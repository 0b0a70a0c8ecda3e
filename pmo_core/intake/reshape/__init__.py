"""Tables of another shape: wide, parent and child, actual and target rows."""
