"""The program of the installed app: what PyInstaller starts."""

import multiprocessing

if __name__ == "__main__":
    # First of all, before anything slow is imported: the worker of the window is this same program,
    # and serves from in here.
    multiprocessing.freeze_support()

    from siamdesk.cli.main import main

    main()
