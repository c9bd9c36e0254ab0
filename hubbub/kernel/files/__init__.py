"""Files: a row for what one is and who owns it, and its bytes in a store beside the database."""
