"""The ingredients of the demo portfolio: an invented retail group named Eastmarch, told over two years."""
