"""What is known of a person: taken along, or erased, wherever it is kept."""
