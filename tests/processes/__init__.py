"""Whole processes: started, killed and stopped for real."""
