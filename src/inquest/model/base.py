"""The frozen base of every boundary model."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A pydantic model that can't be changed and refuses fields it doesn't know.

    Validators are built when a model is first used: a question about one sentence uses a few of them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=False, defer_build=True)
