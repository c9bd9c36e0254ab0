"""What the product does, one noun a package, stacked as the import contract draws them."""
