"""What the product costs beside the tools people would take instead: `make bench`."""
