"""`make content`: the catalogue checked, and sheets to look at."""
