"""The kind `reflect`: a question to oneself, or an observation log. Kept, printable, never scored."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from leitfaden import exercises
from leitfaden.activities.context import CheckContext, LowerContext
from leitfaden.activities.unscored import check_unscored
from leitfaden.model.activity import Activity
from leitfaden.model.fields import Count, Id, Model, Prose


class ReflectField(Model):
    """Something to write about."""

    text: Prose = Field(description="The question, or what to note.")


class Reflect(Activity):
    """Write for oneself: once, or entry by entry as in a log."""

    folder: ClassVar[str] = "reflect"
    scored: ClassVar[bool] = False

    kind: Literal["reflect"] = Field(description="`reflect`")
    fields: Annotated[dict[Id, ReflectField], Field(min_length=1)] = Field(description="What to write about, one field each.")
    entries: Annotated[Count, Field(ge=1, le=31)] = Field(1, description="How many times the fields can be filled; more than once makes a log.")

    def check(self, context: CheckContext) -> None:
        """Report keys that belong to scores."""
        check_unscored(self, context)

    def key(self) -> tuple[object, ...]:
        """The fields: under their ids the texts are kept."""
        return ("reflect", tuple(sorted(self.fields)))

    def lower(self, context: LowerContext) -> tuple[exercises.Write, ...]:
        """Return the fields to write into."""
        fields = tuple(exercises.Field(key, context.prose("fields", key, "text")) for key in self.fields)
        return (exercises.Write("write", fields, self.entries, "none", (), (), ()),)
