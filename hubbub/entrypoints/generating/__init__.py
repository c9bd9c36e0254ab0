"""What is made from the source and committed: constants, types of the desk, reference pages."""
