"""`python -m hubbub` is the command `hubbub`."""

from hubbub.entrypoints.cli import main

main()
