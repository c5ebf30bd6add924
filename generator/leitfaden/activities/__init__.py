"""The activity kinds, each one folder: model and checks, HTML template, script, style."""

from leitfaden.activities.branch.model import Branch
from leitfaden.activities.choice.model import Choice
from leitfaden.activities.draft.model import Draft
from leitfaden.activities.gap.model import Gap
from leitfaden.activities.judge.model import Judge
from leitfaden.activities.mark.model import Mark
from leitfaden.activities.match.model import Match
from leitfaden.activities.mix.model import Mix
from leitfaden.activities.order.model import Order
from leitfaden.activities.pace.model import Pace
from leitfaden.activities.reflect.model import Reflect
from leitfaden.model.activity import Activity

KINDS: tuple[type[Activity], ...] = (Choice, Judge, Order, Mark, Match, Gap, Branch, Mix, Pace, Draft, Reflect)
