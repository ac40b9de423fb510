"""What of learning is told elsewhere with consent alone. A text that was shown is never changed."""

from django.utils.translation import gettext_lazy as _

from lineup.core.consents.purposes import Purpose

LEARNING_RECORDS = "learning-records"

PURPOSES = (
    Purpose(
        LEARNING_RECORDS,
        _("Learning records"),
        {
            1: _(
                "Clubs whose courses you take may record in a learning record store of theirs that you enrolled, that "
                "you passed or failed an assignment and with which score, and that you completed a course. You are "
                "named by a number, not by your name or address, and only what happens from now on is sent. When you "
                "withdraw, nothing more is sent; to have deleted what a club has received, ask the club."
            ),
            2: _(
                "Clubs whose courses you take may record in a learning record store of theirs that you enrolled, which "
                "lessons you completed, that you passed or failed a quiz or an assignment, with which score and how "
                "long a quiz took you, that you completed a course and that you earned its certificate. You are named "
                "by a number, not by your name or address, and only what happens from now on is sent. When you "
                "withdraw, nothing more is sent; to have deleted what a club has received, ask the club."
            ),
        },
        since=2,
        is_to_hear=False,
    ),
)
