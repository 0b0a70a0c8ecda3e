"""The same work done by the product and by its peers, one script each, run in a process of its own."""
