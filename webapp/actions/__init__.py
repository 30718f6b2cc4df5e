"""What happens: one function, one thing, one transaction."""
