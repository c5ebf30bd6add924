"""The activity kinds, each one folder: model and checks, HTML template, script, style."""

from leitfaden.activities.choice.model import Choice
from leitfaden.activities.judge.model import Judge
from leitfaden.activities.order.model import Order
from leitfaden.model.activity import Activity

KINDS: tuple[type[Activity], ...] = (Choice, Judge, Order)
