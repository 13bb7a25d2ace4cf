"""`python -m seminar` is `raus`."""

from seminar.cli import main

if __name__ == "__main__":
    main()
