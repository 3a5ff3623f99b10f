"""What customers say of products, with a photo."""
