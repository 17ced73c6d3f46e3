"""Run the command line: ``python -m inquest``."""

from inquest.cli import main

if __name__ == "__main__":
    main()
