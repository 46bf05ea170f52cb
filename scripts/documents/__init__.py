"""Documents made for people from the tables, the descriptor, and what both say of versions and days."""
