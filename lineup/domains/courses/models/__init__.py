"""What a course adds to the ledger: one file per noun."""

from lineup.domains.courses.models.assignment import Assignment, HandedWork
from lineup.domains.courses.models.certificate import Certificate
from lineup.domains.courses.models.course import Course, Instructor, Prerequisite
from lineup.domains.courses.models.learning import Enrolment, LessonProgress
from lineup.domains.courses.models.outline import Item, Lesson, Module
from lineup.domains.courses.models.package import CoursePackage
from lineup.domains.courses.models.quiz import Quiz, QuizAttempt, QuizQuestion
from lineup.domains.courses.models.search_row import CourseSearchRow
from lineup.domains.courses.models.study import StudySession
from lineup.domains.courses.models.subject import Subject
from lineup.domains.courses.models.watching import Watched

__all__ = [
    "Assignment",
    "Certificate",
    "Course",
    "CoursePackage",
    "CourseSearchRow",
    "Enrolment",
    "HandedWork",
    "Instructor",
    "Item",
    "Lesson",
    "LessonProgress",
    "Module",
    "Prerequisite",
    "Quiz",
    "QuizAttempt",
    "QuizQuestion",
    "StudySession",
    "Subject",
    "Watched",
]
