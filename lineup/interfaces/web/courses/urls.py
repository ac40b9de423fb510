from django.urls import path

from lineup.interfaces.web.courses import (
    acts,
    catalogue,
    certified,
    editing,
    home,
    instructors,
    item_editing,
    learners,
    learning,
    lesson_editing,
    outlining,
    reading,
    showing,
)

app_name = "courses"

ONE = "courses/<slug:slug>"
MODULE = f"{ONE}/modules/<uuid:pk>"
CERTIFICATE = f"{ONE}/certificates/<slug:number>"
LESSON = f"{ONE}/lessons/<uuid:pk>"
ITEM = f"{LESSON}/items/<uuid:item>"

urlpatterns = [
    path("courses", catalogue.index, name="list"),
    path("teach", home.index, name="teaching"),
    path("teach/new", editing.new, name="new"),
    path("learn", learning.index, name="learning"),
    path("learn/certificates", certified.mine, name="certificates-mine"),
    path("learn/certificates/<slug:number>/sheet", certified.sheet, name="certificate-sheet"),
    path("certificates", certified.search, name="certificate-search"),
    path("certificates/<slug:number>", certified.verify, name="certificate"),
    path(ONE, showing.page, name="course"),
    path(f"{ONE}/continuation", learning.go_on, name="continuation"),
    path(f"{ONE}/progress", learning.explained, name="progress"),
    path(f"{ONE}/pause", learning.pause, name="pause"),
    path(f"{ONE}/resumption", learning.resume, name="resumption"),
    path(f"{ONE}/learners", learners.index, name="learners"),
    path(f"{ONE}/edit", editing.edit, name="edit"),
    path(f"{ONE}/publication", acts.publication, name="publication"),
    path(f"{ONE}/archive", acts.archive, name="archive"),
    path(f"{ONE}/discard", acts.discard, name="discard"),
    path(f"{ONE}/restoration", acts.restoration, name="restoration"),
    path(f"{ONE}/instructors", instructors.index, name="instructors"),
    path(f"{ONE}/instructors/<uuid:pk>/dismissal", instructors.dismiss, name="instructor-dismissal"),
    path(f"{ONE}/outline", outlining.index, name="outline"),
    path(f"{ONE}/certificates", certified.index, name="certificates"),
    path(f"{ONE}/certificates/issue", certified.issue, name="certificates-issue"),
    path(f"{CERTIFICATE}/revocation", certified.revoke, name="certificate-revocation"),
    path(f"{CERTIFICATE}/reinstatement", certified.reinstate, name="certificate-reinstatement"),
    path(MODULE, outlining.edit, name="module"),
    path(f"{MODULE}/lessons", outlining.add_lesson, name="lesson-new"),
    path(f"{MODULE}/position", outlining.move, name="module-position"),
    path(f"{MODULE}/discard", outlining.discard, name="module-discard"),
    path(f"{MODULE}/restoration", outlining.restore, name="module-restoration"),
    path(LESSON, reading.lesson, name="lesson"),
    path(f"{LESSON}/completion", learning.complete, name="completion"),
    path(f"{LESSON}/reopening", learning.undo, name="reopening"),
    path(f"{LESSON}/pulses", learning.pulse, name="pulses"),
    path(f"{LESSON}/edit", lesson_editing.edit, name="lesson-edit"),
    path(f"{LESSON}/position", lesson_editing.move, name="lesson-position"),
    path(f"{LESSON}/copy", lesson_editing.copy, name="lesson-copy"),
    path(f"{LESSON}/discard", lesson_editing.discard, name="lesson-discard"),
    path(f"{LESSON}/restoration", lesson_editing.restore, name="lesson-restoration"),
    path(f"{LESSON}/items/new/<slug:kind>", item_editing.new, name="item-new"),
    path(ITEM, item_editing.edit, name="item"),
    path(f"{ITEM}/content", reading.content, name="item-content"),
    path(f"{ITEM}/position", item_editing.move, name="item-position"),
    path(f"{ITEM}/discard", item_editing.discard, name="item-discard"),
    path(f"{ITEM}/restoration", item_editing.restore, name="item-restoration"),
]
