"""What the browser sees: pages and the JSON interface."""
