"""Sessions and short tokens of programs: rows like those of browsers, ended by the same hands."""
