"""The front matter of lessons and pages."""

from __future__ import annotations

from pydantic import Field

from leitfaden.model.fields import ClaimId, Count, Model, Prose


class LessonMatter(Model):
    """What stands above a lesson between two lines `---`."""

    title: Prose = Field(description="The lesson's title.")
    goals: list[Prose] = Field(default_factory=list, description="What somebody can do afterwards, one sentence each.")
    minutes: Count | None = Field(None, description="How long the lesson takes with its activities.")
    claims: list[ClaimId] = Field(default_factory=list, description="Claims that the lesson teaches.")
    formerly: list[str] = Field(default_factory=list, description="Ids that the lesson had before: `module/lesson`.")


class PageMatter(Model):
    """What stands above a page that is no lesson."""

    title: Prose = Field(description="The page's title.")
    description: Prose | None = Field(None, description="One sentence for search engines and previews.")
    claims: list[ClaimId] = Field(default_factory=list, description="Background claims that the page tells.")
