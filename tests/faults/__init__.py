"""Faults: processes killed, databases locked, services in trouble, clocks that jump."""
