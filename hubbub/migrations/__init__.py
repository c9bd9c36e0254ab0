"""The schema, step by step, in plain SQL; run by `hubbub migrate` alone."""
