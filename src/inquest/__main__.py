"""Run the command line: the command ``inquest``, and ``python -m inquest``."""

import atexit
import gc
import os
import sys


def run() -> None:
    """Run the command line, then end the process at once.

    Two things that every short run would pay for are left out. The search for cycles of garbage, which at its usual
    setting looks through every module again and again while they load, begins only after many more objects. And at the
    end the interpreter doesn't take its modules apart: what was registered with ``atexit`` runs, the streams are
    flushed, and the system takes the memory back. An error that nobody caught, or a reader that has left, ends the
    usual way.
    """
    gc.set_threshold(1_000_000, 50, 100)
    from inquest.cli import main

    code = 0
    try:
        main()
    except SystemExit as end:
        if end.code is not None and not isinstance(end.code, int):
            raise
        code = end.code or 0
    try:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        sys.exit(code)
    os._exit(code)


if __name__ == "__main__":
    run()
