"""What the shop offers: kinds of products, where it delivers, what that costs, and its taxes."""
