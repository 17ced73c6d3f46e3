"""Statements and claims: what is said, by whom, and in which mode."""

from typing import Literal

from pydantic import Field

from inquest.model.base import Frozen

Mode = Literal["asserts", "reports", "denies", "calls for", "offers", "predicts", "asks"]
NotCheckable = Literal[
    "opinion",
    "call",
    "offer",
    "intention",
    "prediction",
    "question",
    "normative",
    "not a statement",
    "no test",
]
"""Why a statement is listed without a test. ``no test``: a statement of fact that no kind of this version tests."""


SCOUTED = "scout-"
"""How ``Claim.frame`` begins where no frame fits the words: the kind was told from their vocabulary."""
TAKEN, GUESS = "taken over: ", "perhaps meant: "
"""How ``Mention.via`` begins where the claim's own words name no time or place: the passage does; or it is only likely
to be meant, and the claim is tested beside the reading without it."""

MODEL_SILENT = "the language model read no statement from it"
MODEL_REFUSED = "what the language model read from it was"
MODEL_UNREAD = "not read: "
"""How ``Statement.reason`` begins where a language model gave nothing that could be kept: another reader may."""


SIDES = ("actors", "targets", "versus_actors", "versus_targets")
"""The fields of a claim, and of its grounding, that hold mentions of sides."""
NAMED = (*SIDES, "places", "versus_places")
"""These and those that hold mentions of places."""


class Mention(Frozen):
    """A stretch of the text (offsets into ``Document.text``) that names something.

    ``text`` may differ from the stretch when an anaphor was resolved; ``via`` then says how ("they" -> ...).
    """

    text: str
    start: int
    end: int
    via: str | None = None


def carried(mention: Mention) -> bool:
    """Whether the claim's own words don't name it: it was taken over from the passage, or guessed."""
    return mention.via is not None and mention.via.startswith((TAKEN, GUESS))


def from_context(mention: Mention) -> bool:
    """Whether a side is taken from what other sentences or claims tell, and meant by no word of its own ("they")."""
    via = mention.via or ""
    return bool(via) and not carried(mention) and not via.startswith(('"', "“", "written by hand"))


class Quantity(Frozen):
    """A stated amount. ``value`` in ``unit``; ``high`` only with ``between``; shares in percent (0-100).

    ``op`` is one of ``= ~ > >= < <= between``. Units: ``deaths``, ``events``, ``%`` (share), ``% change``
    (signed by the claim's ``direction`` slot), ``ratio``, or the text's own noun where the record has no such unit
    (``strikes``, ``prisoners``).
    """

    op: Literal["=", "~", ">", ">=", "<", "<=", "between"]
    value: float
    high: float | None = None
    unit: str
    text: str


class Statement(Frozen):
    """One clause with its speaker, mode and hedges.

    ``speaker`` is ``author`` or the person or body that the words are attributed to; ``via`` the relayer
    ("military source" via "SANA"). ``style`` keeps epithets and irony quotes; they decide nothing.
    ``not_checkable`` is set when no claim of fact was read from it, ``reason`` says why in plain words.
    """

    id: str
    sentence: int
    quote: str
    start: int
    end: int
    speaker: str = "author"
    via: str | None = None
    mode: Mode = "asserts"
    hedges: tuple[str, ...] = ()
    style: tuple[str, ...] = ()
    not_checkable: NotCheckable | None = None
    reason: str | None = None
    checkable_from: str | None = None
    """For a prediction: from when it can be checked, in plain words."""
    actors: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    """Of an intention, a call or a prediction: whose it is and at whom it is aimed, where the words name them."""
    places: tuple[Mention, ...] = ()
    """Of a statement that is no claim of fact: where, as its own clause says."""


class Claim(Frozen):
    """A statement about the world with typed mentions.

    Attributes
    ----------
    kind
        Only the extractor's label; every registered kind is asked.
    actors, targets
        Who acts, kills or fights; whom. For two-sided fighting the order is that of the text.
    versus_actors, versus_targets, versus_places
        The second term of a comparison ("... than in fighting between A and B").
    places, periods, baselines
        Mentions of place; of the time tested; of the time it is compared with ("between 2017 and 2019": period
        2019, baseline 2017).
    milestones
        Mentions of a dated event that the claim leans on ("after the fall of Gao").
    polarity
        ``deny`` for absence and negation ("did not fight", "never a priority").
    slots
        Small closed vocabulary filled by frames, see ``SLOTS``.
    unconfirmed
        Why the reading needs a person: no frame fits the words, or some of them are left out. Such a claim is listed
        with its slots, and tested only where a person has confirmed it (by taking this line out of the claims file).
    """

    id: str
    statement: str
    kind: str
    frame: str
    quote: str
    start: int
    end: int
    speaker: str = "author"
    via: str | None = None
    actors: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    versus_actors: tuple[Mention, ...] = ()
    versus_targets: tuple[Mention, ...] = ()
    places: tuple[Mention, ...] = ()
    versus_places: tuple[Mention, ...] = ()
    periods: tuple[Mention, ...] = ()
    baselines: tuple[Mention, ...] = ()
    milestones: tuple[Mention, ...] = ()
    quantity: Quantity | None = None
    polarity: Literal["affirm", "deny"] = "affirm"
    hedges: tuple[str, ...] = ()
    slots: dict[str, str] = Field(default_factory=dict)
    unconfirmed: str | None = None
    found_by: str = "rules"


SLOTS: dict[str, tuple[str, ...]] = {
    # what is counted, if the words name it
    "measure": (
        "events",
        "deaths",
        "deaths_of_target",
        "deaths_of_actor",
        "deaths_of_civilians",
        "deaths_of_combatants",
    ),
    # "never", "always", "all along", "for years", "in every year", "first time"
    "universal": ("never", "always", "every_year", "for_years", "first"),
    # the side of the null that the words put the quantity on
    "direction": ("up", "down", "more", "less", "equal"),
    # priority: "a priority" / "the priority", "main", "concentrate on"; attribution: "decisive", "first place"
    "strength": ("a", "the", "main", "most", "decisive", "contributed"),
    # one-sided violence, fighting between two sides, any
    "violence": ("one_sided", "fighting", "any"),
    # what a share is of: all deaths in the place, the actor's fighting, the target's losses
    "share_of": ("all", "actor", "target"),
    # "recorded" in the sentence: no allowance for under-recording
    "recorded": ("yes",),
    # superlative over a family of places, actors (groups: armed groups other than states) or periods
    "superlative": ("places", "actors", "groups", "periods"),
    # what a refusal kind needs: "air_strikes", "control", "intent", "media", "causal", "capability", "declared"
    # unrecorded: what a list of fatal events does not hold (prisoners, sorties, the displaced)
    "needs": (
        "air_strikes",
        "control",
        "intent",
        "media",
        "causal",
        "capability",
        "declared",
        "means",
        "victims",
        "unrecorded",
    ),
    # when the words place it, where no period is named: "are focusing", "has never been", "fought"
    "tense": ("present", "perfect", "past"),
    # ceasefire, truce, coexistence (engagement: fewer than expected) against clash
    "relation": ("coexist", "clash", "none", "still", "ended"),
    # sequence: how the words order things: "only after M", "turned to ... after M", "before M", "first", "last"
    "order": ("only_after", "after", "before", "first", "last"),
    # association: "in step with", "thanks to", "a secure rear", "instead of"; episode: fighting that flared up or died
    # down, a side that was driven out or withdrew, a place that was taken
    "form": ("step", "help", "rear", "instead", "rose", "fell", "left", "taken"),
}
"""Slot name -> allowed values. A frame that fills another slot or value is refused when it is loaded."""


class ExtractedBy(Frozen):
    """An extractor that read the text. For a model: its name, the host (no key, no path) and the prompt's version."""

    name: str
    model: str = ""
    host: str = ""
    prompt: str = ""


class Extraction(Frozen):
    """What an extractor returns: every statement, and the claims read from them.

    ``notes``: what a reader must know of how it went (answers refused, pieces not read). ``by``: who read; empty for
    ``rules`` alone. ``unread``: pieces of the text that nobody read.
    """

    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]
    notes: tuple[str, ...] = ()
    by: tuple[ExtractedBy, ...] = ()
    unread: int = 0
