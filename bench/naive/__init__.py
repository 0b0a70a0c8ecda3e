"""The peer of the pages: what one would write in an afternoon with pandas and Altair, one script a page."""
