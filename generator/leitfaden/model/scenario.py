"""`quizzes/<module>/<scenario>.yml`: a situation, a thread of posts, activities on it."""

from __future__ import annotations

from functools import cache, reduce
from operator import or_
from typing import Annotated, Any, Literal

from pydantic import Field, create_model

from leitfaden.model.activity import Activity
from leitfaden.model.course import NetworkId, Person
from leitfaden.model.fields import ClaimId, Count, Flag, Id, Model, PostText, Prose

AT_PATTERN = r"^(w[1-9][0-9]? )?(Mon|Tue|Wed|Thu|Fri|Sat|Sun) ([01][0-9]|2[0-3]):[0-5][0-9]$"


class Image(Model):
    """An image of a post."""

    file: str = Field(description="Path of the image, relative to this file.")
    alt: Prose = Field(description="What the image shows, for those who don't see it.")


class Post(Model):
    """A post of a thread, in order of time."""

    by: Id = Field(description="Who posts: a person of this scenario or of people.yml.")
    at: Annotated[str, Field(pattern=AT_PATTERN)] = Field(
        description="Weekday and time in English tokens, with a week if there are several: `Mon 09:12`, `w2 Tue 14:30`."
    )
    reply_to: Id | None = Field(None, description="The earlier post that this one answers.")
    quotes: Id | None = Field(None, description="The earlier post that this one quotes.")
    reposts: Id | None = Field(None, description="The earlier post that this one passes on, without a text of its own.")
    text: PostText | None = Field(None, description="What the post says, literally. A line break is a line break.")
    image: Image | None = Field(None, description="An image under the text.")
    likes: Count | None = Field(None, description="How many like it.")
    reposted: Count | None = Field(None, description="How many passed it on.")
    edited: Flag = Field(False, description="The post was changed after it was published.")
    deleted: Flag = Field(False, description="The post is gone; the thread shows that something stood here.")


class ScenarioBase(Model):
    """A situation, a thread of posts, and activities on it."""

    title: Prose = Field(description="The scenario's title.")
    claims: list[ClaimId] = Field(default_factory=list, description="Claims that the scenario practises.")
    network: NetworkId | None = Field(None, description="The network on which the thread stands. Left out: the course's.")
    people: dict[Id, Person] = Field(default_factory=dict, description="Who posts here, beside people.yml.")
    situation: Prose = Field(description="What one must know before reading the thread.")
    thread: dict[Id, Post] = Field(default_factory=dict, description="The posts in order of time.")
    other_side: Flag = Field(True, description="Below the thread readers may see what each person in it is notified of.")
    activities: dict[str, Any] = Field(default_factory=dict, description="What the learner does, in order.")
    level: Literal["1", "2", "3"] | None = Field(None, description="How hard it is, as the site shows it: 1 for a start, 2 for practice, 3 tricky.")
    formerly: list[Id] = Field(default_factory=list, description="Ids that the scenario had before.")
    errs: Id | None = Field(None, description="The person who errs, for the linter's balance.")
    facilitator: Prose | None = Field(None, description="Notes for whoever leads a workshop.")


@cache
def scenario_model(kinds: tuple[type[Activity], ...]) -> type[ScenarioBase]:
    """Return the model of a scenario whose activities are of `kinds`."""
    union = reduce(or_, kinds)
    activity: Any = Annotated[union, Field(discriminator="kind")] if len(kinds) > 1 else union
    activities: Any = (dict[Id, activity], Field(default_factory=dict, description="What the learner does, in order."))
    return create_model("Scenario", __base__=ScenarioBase, __doc__=ScenarioBase.__doc__, activities=activities)
