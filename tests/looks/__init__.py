"""How the product looks: pictures of every page and state, and what holds for all of them."""
