"""``python -m siamdesk``."""

from siamdesk.cli.main import main

if __name__ == "__main__":
    main()
