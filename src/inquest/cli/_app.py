"""The command groups that every command file adds to."""

import os

import typer

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the same sums on any number of cores; NumPy comes later
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # to find some, it reads of every installed package

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Puts what is said about a war before the record of the war.",
)
data = typer.Typer(no_args_is_help=True, help="The record: what is loaded, and adding to it.")
app.add_typer(data, name="data")
frames = typer.Typer(no_args_is_help=True, help="Frames: the patterns by which claims are read.")
app.add_typer(frames, name="frames")
