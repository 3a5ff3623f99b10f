"""The contracts, one module for each part of a shop: what a customer, a member of staff or a forger does."""
