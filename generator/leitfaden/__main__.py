"""`python -m leitfaden`: the command line."""

from leitfaden.cli import main

main()
