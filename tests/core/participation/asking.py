"""Questions for tests: a pool that asks, and what people answer."""

from lineup.core.participation import questions
from lineup.core.participation.models import Pool
from tests.core.participation import AT, START
from tests.support import factories

BY = factories.actor(channel="web")


def a_pool(**settings):
    pool = factories.pool(factories.offering(starts_at=START, at=AT), **{"capacity": 10, **settings})
    return Pool.objects.select_related("offering").get(pk=pool.pk)


def ask(pool, kind="line", text="Why?", **how):
    made = questions.add(pool, kind=kind, text=text, by=BY, at=AT, **how)
    return next(one for one in questions.of(pool) if one.pk == made.pk)


def only_if(on, answer):
    """The condition that `on` was answered so: True, False, or the label of a choice."""
    if isinstance(answer, bool):
        return questions.Condition(on, yes=answer)
    return questions.Condition(on, choice=next(one for one in on.open_choices if one.label == answer))


def choice(question, label):
    return next(one for one in question.open_choices if one.label == label)
