"""Overview: the balance index, what changed, what needs attention, what the data lack."""
