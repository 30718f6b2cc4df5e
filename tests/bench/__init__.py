"""Benchmarks: figures and ratios within one run, through the very functions the product calls."""
