"""The frozen base of every boundary model."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A pydantic model that can't be changed and refuses fields it doesn't know."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=False)
