"""Our numbers and the carriers that they are reached by."""
