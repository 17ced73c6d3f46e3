"""The command line: thin over ``api``; errors become one line on standard error and a documented exit code."""

import sys

import typer

from inquest.cli import calibration, cases, comparing, framing, lists, naming, rechecking, record
from inquest.cli._app import app
from inquest.errors import InquestError, UsageError

__all__ = ["app", "main"]

COMMANDS = (framing, cases, comparing, rechecking, lists, record, calibration, naming)
"""Files of commands; each adds its own to ``app`` as it is imported."""
INTERRUPTED = 130


def main() -> None:
    """Run the command line; every error a user can act on is one line and its exit code."""
    try:
        code = app(standalone_mode=False)
        if code == INTERRUPTED:  # typer turns Ctrl-C into the value it returns
            raise KeyboardInterrupt
    except InquestError as error:
        sys.stderr.write(f"inquest: {error}\n")
        sys.exit(error.exit_code)
    except typer.TyperException as error:
        show = getattr(error, "show", None)
        show() if show else sys.stderr.write(f"inquest: {error}\n")
        sys.exit(getattr(error, "exit_code", UsageError.exit_code))
    except (KeyboardInterrupt, typer.Abort):
        sys.stderr.write("inquest: interrupted; nothing half-written is left behind\n")
        sys.exit(INTERRUPTED)
    except SystemExit:  # only typer and rich raise it here, where the reader of standard output has left (| head)
        sys.exit(0)
    if code:  # a command that ran and says so by its code
        sys.exit(code)
