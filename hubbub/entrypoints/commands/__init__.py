"""The commands of `hubbub`, one module each, imported only when called."""
