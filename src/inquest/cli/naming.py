"""Commands of the user's own dictionary: find what a name means, add one, list them, remove one."""

from typing import Annotated

import typer

from inquest.cli._app import app
from inquest.cli._common import console, told
from inquest.errors import UsageError

names = typer.Typer(no_args_is_help=True, help="Names of sides and places: what they mean, and your own dictionary.")
app.add_typer(names, name="names")

Name = Annotated[str, typer.Argument(help="The name as texts write it.")]


@names.command()
def find(text: Annotated[str, typer.Argument(help="A name, or a sentence with names.")]) -> None:
    """Say what each name of a text means, with the reason; the nearest names if there is none."""
    from inquest.resolve.actors import nearest
    from inquest.resolve.own import own_gazetteer

    if not any(c.isalnum() for c in text):
        raise UsageError(
            f"there is no name in {text!r}",
            "a name, or a sentence with names",
            cure='write it in quotation marks: inquest names find "Hayat Tahrir al-Sham"',
        )
    gazetteer = own_gazetteer()
    hits = gazetteer.find(text)
    for hit in hits:
        said = text[hit.start : hit.end]
        shown = [f"{ident}  {gazetteer.entries.label(ident)}" for ident in hit.ids[:MOST]]
        more = f" and {len(hit.ids) - MOST} more" if len(hit.ids) > MOST else ""
        own = "  (your own dictionary)" if gazetteer.is_own(said) else ""
        console().print(f"{said}  [{hit.what}]{own}", markup=False)
        console().print(
            *(f"    {line}" for line in shown or ["    a speaker that stands for no side"]), sep="\n", markup=False
        )
        if more:
            console().print(f"   {more}", markup=False)
    if not hits:
        near = [*nearest(text, gazetteer), *nearest(text, gazetteer, "place")]
        told = f"no name is known in it; nearest known: {', '.join(near) or 'none'}"
        cure = (
            "to say what a name means: inquest names add NAME --actor ID (or --place ID; ids: inquest names find TEXT)"
        )
        console().print(told, cure, sep="\n", markup=False)


@names.command()
def add(
    name: Name,
    actor: Annotated[str | None, typer.Option("--actor", help="Id of the side it means, or ucdp-<actor id>.")] = None,
    place: Annotated[str | None, typer.Option("--place", help="Id of the place it means.")] = None,
    language: Annotated[
        str | None, typer.Option("--language", help="Language of the name, such as ru; kept with it.")
    ] = None,
) -> None:
    """Add a name to your own dictionary; a name that is there gets its new meaning."""
    from inquest.resolve.own import keep_one, own_gazetteer, warnings

    if (actor is None) == (place is None):
        raise UsageError(
            "a name means a side or a place", "one of --actor and --place", ["--actor ID", "--place ID"], "give one"
        )
    gazetteer = own_gazetteer()
    told_first = warnings(name, gazetteer)
    file = keep_one(name, gazetteer, actor=actor, place=place, language=language)
    console().print(f"{name} = {gazetteer.entries.label(actor or place or '')}; kept in {file}", markup=False)
    for note in told_first:
        told(f"inquest: {note}")


@names.command("list")
def list_() -> None:
    """List the names of your own dictionary."""
    from inquest.resolve.own import kept_names, own_file

    found = kept_names()
    console().print(*(f"{name}  {meant}" for name, meant in found), sep="\n", markup=False, soft_wrap=True)
    console().print(f"{len(found)} name{'' if len(found) == 1 else 's'} in {own_file()}", markup=False, soft_wrap=True)


@names.command()
def remove(name: Name) -> None:
    """Remove a name from your own dictionary."""
    from inquest.resolve.own import remove as removed

    console().print(f"{name} removed from {removed(name)}", markup=False, soft_wrap=True)


MOST = 5
