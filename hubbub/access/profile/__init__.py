"""What everybody can change about himself."""
