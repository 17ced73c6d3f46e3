"""Commands that list variants: kinds, sources."""

from inquest.cli._app import app
from inquest.cli._common import console


@app.command()
def kinds() -> None:
    """List the kinds of claims and what each estimates."""
    from inquest.registry import every

    console().print(
        *[f"{k.name:<16}{'recognised, refused: ' if k.refuses else ''}{k.title}" for k in every("kinds")],
        sep="\n",
        soft_wrap=True,
    )


@app.command()
def sources() -> None:
    """List the sources of event files that can be read."""
    from inquest.registry import every

    console().print(*[f"{s.name:<16}{s.title} ({s.licence.name})" for s in every("sources")], sep="\n", soft_wrap=True)
