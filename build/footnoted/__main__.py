"""`python -m footnoted`: the command line without its console script."""

from footnoted.cli import main

if __name__ == "__main__":
    main()
