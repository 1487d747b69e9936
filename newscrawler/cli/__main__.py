"""`python -m newscrawler.cli` is `newscrawler`."""

from newscrawler.cli import main

if __name__ == "__main__":
    main(prog_name="newscrawler")
