"""Where a learner stands with a quiz: attempts used and left, the best score, whether the right answers are told."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Max, Q

from lineup.domains.courses.models import Enrolment, Quiz, QuizAttempt
from lineup.domains.courses.quizzes import attempts


@dataclass(frozen=True)
class Standing:
    """`best` in percent; `left` is None where attempts have no limit."""

    used: int
    left: int | None
    best: Decimal | None
    passed: bool
    going: QuizAttempt | None
    questions: int

    @property
    def may_begin(self) -> bool:
        """Whether there is something to begin: not while one is open, after passing, or with none left."""
        return bool(self.questions) and not self.passed and self.going is None and self.left != 0

    @property
    def tells_answers(self) -> bool:
        """Whether right answers are shown: only to who passed, or has no further attempt in which to use them."""
        return self.passed or (self.left == 0 and self.going is None)


def of(enrolment: Enrolment, quiz: Quiz) -> Standing:
    """Return where the learner stands. Three queries."""
    rows = attempts.of(enrolment, quiz)
    found = rows.aggregate(used=Count("pk"), best=Max("score"), passes=Count("pk", filter=Q(passed=True)))
    return Standing(
        used=found["used"],
        left=None if quiz.attempts is None else max(0, quiz.attempts - found["used"]),
        best=found["best"],
        passed=bool(found["passes"]),
        going=rows.filter(handed_in_at=None).defer("asked", "given").first(),
        questions=asked_of(quiz),
    )


def asked_of(quiz: Quiz) -> int:
    """Return how many questions an attempt that begins now asks."""
    there = quiz.questions.filter(binned_at=None).count()
    return min(quiz.drawn or there, there)
