"""Whether attacks on civilians count beside fighting between armed sides."""

from typing import Literal

from inquest.choices._build import made
from inquest.contracts import Context
from inquest.model.choice import Choice, Option
from inquest.model.proposition import Proposition

WORDS: dict[str, tuple[str, str]] = {
    "fighting": ("fighting between armed sides", "The words speak of fighting, which takes two armed sides."),
    "any": ("all deadly violence", "People killed in attacks on civilians died in the same war."),
    "one_sided": ("attacks on civilians", "The words speak of attacks on people who do not fight."),
}


class Violence:
    """Which kinds of violence the wide terms count; a term about a pair follows from who is named."""

    name = "violence"
    role: Literal["reading", "measurement"] = "reading"

    def build(self, proposition: Proposition, context: Context) -> Choice | None:
        """The kinds of violence that the kind allows (``terms["violences"]``); None if the words name one."""
        allowed = proposition.terms.get("violences", [])
        options = [Option(id=v, label=WORDS[v][0], reason=WORDS[v][1], params={"kind_of_violence": v}) for v in allowed]
        return made(self.name, self.role, "Which violence counts?", options)


CHOICE = Violence()
