"""The door of `python -m pulau`."""

from pulau.cli.main import main

if __name__ == "__main__":
    main()
