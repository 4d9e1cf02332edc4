"""A city: prices on what couples people, each person's cheapest legal month, and a search that the prices guide."""
