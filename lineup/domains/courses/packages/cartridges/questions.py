"""Assessments of a cartridge (QTI 1.2) as quizzes: questions of the four kinds; the others are named and left out."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Refusal
from lineup.domains.courses.models import Quiz, QuizQuestion
from lineup.domains.courses.packages.archives import Archive
from lineup.domains.courses.packages.cartridges import pages, xml
from lineup.domains.courses.packages.faults import Faults
from lineup.domains.courses.quizzes import bank, quizzes, right_answers

K = QuizQuestion.Kind
SHOWN = 80
# what other systems say after any answer
FEEDBACK = "general_fb"


class QuestionLeft(Refusal):
    code = "cartridge_question_left"
    sentence = _("The question “%(question)s” is of a kind that quizzes don't have: write it anew.")


class QuestionBare(Refusal):
    code = "cartridge_question_bare"
    sentence = _("The question “%(question)s” comes without its pictures and files; questions are of words alone.")


class Reader:
    """Reads the assessments of one cartridge; what does not fit is noted in `left`."""

    def __init__(self, archive: Archive, read: pages.Reader, left: Faults, *, at: datetime) -> None:
        self._archive, self._pages, self._left, self._at = archive, read, left, at

    def read(self, name: str) -> dict[str, Any]:
        """Return the quiz as the document of a package has it. Raises BrokenXml, and of `Archive`."""
        root = xml.read(self._archive, name)
        listed = list(_items(root))
        if len(listed) > bank.MOST:
            self._left.note(name, bank.TooManyQuestions(most=bank.MOST))
        asked = [self._question(item, name, index) for index, item in enumerate(listed[: bank.MOST])]
        return {**_settings(root), "questions": [one for one in asked if one is not None]}

    def _question(self, item: xml.Element, name: str, index: int) -> dict[str, Any] | None:
        said = _Said(self._pages, name)
        text = ""
        try:
            text = said.words(xml.child(item, "presentation"))
            kind, right = _right(item, text, said)
            told = {"text": text, "explanation": said.explanation(item), "points": _points(item), **right}
            made = bank.unsaved(Quiz(), kind, position=0, at=self._at, **told)
        except Refusal as refusal:
            self._note(name, index, text, refusal)
            return None
        if said.is_bare:
            self._note(name, index, text, QuestionBare(question=text[:SHOWN]))
        return {"kind": kind, **{field: _plain(getattr(made, field)) for field in bank.FIELDS[kind]}}

    def _note(self, name: str, index: int, text: str, refusal: Refusal) -> None:
        # with its words, so that it is found in the other system
        self._left.note(f"{name} item[{index}] “{text[:SHOWN]}”", refusal)


class _Said:
    """What the elements of one question say; `is_bare` once something of it was more than words."""

    def __init__(self, read: pages.Reader, name: str) -> None:
        self._pages, self._name = read, name
        self.is_bare = False

    def words(self, element: xml.Element | None) -> str:
        """Return what the element asks as Markdown, without what its own answers say. Raises TooManyPages."""
        html = "\n".join(_html(one) for one in _spoken(element))
        try:
            page = self._pages.of(html, self._name)
        except (RecursionError, ValueError):
            return ""
        self.is_bare |= bool(page.pictures or page.files or page.missing)
        return page.text

    def line(self, element: xml.Element) -> str:
        """Return what the answer says, in plain words."""
        html = " ".join(_html(one) for one in _spoken(element))
        self.is_bare |= "<img" in html.lower()
        try:
            return self._pages.words(html)
        except ValueError:
            return ""

    def explanation(self, item: xml.Element) -> str:
        """Return what is told after any answer."""
        told = [one for one in xml.children(item, "itemfeedback") if one.get("ident") == FEEDBACK]
        return "\n\n".join(self.words(one) for one in told)


def _items(element: xml.Element) -> Iterator[xml.Element]:
    """The questions where they may stand; none within another."""
    for one in xml.children(element, "assessment", "section", "item"):
        if xml.local(one) == "item":
            yield one
        else:
            yield from _items(one)


def _spoken(element: xml.Element | None) -> list[xml.Element]:
    material = xml.child(element, "material")
    if material is None:
        flow = next(iter(xml.children(element, "flow", "flow_mat")), None)
        material = next(xml.below(flow, "material"), None)
    return list(xml.below(material, "mattext"))


def _html(mattext: xml.Element) -> str:
    raw = "".join(mattext.itertext())
    return raw if mattext.get("texttype", "text/plain") == "text/html" else pages.plain(raw)


Read = Callable[[xml.Element, _Said], tuple[str, dict[str, Any]]]


def _right(item: xml.Element, text: str, said: _Said) -> tuple[str, dict[str, Any]]:
    read = READERS.get(_fields(item).get("cc_profile", "").removeprefix("cc.").partition(".v0p")[0])
    if read is None:
        raise QuestionLeft(question=text[:SHOWN])
    return read(item, said)


def _one(item: xml.Element, said: _Said) -> tuple[str, dict[str, Any]]:
    return K.ONE, {"choices": _choices(item, said)}


def _several(item: xml.Element, said: _Said) -> tuple[str, dict[str, Any]]:
    return K.SEVERAL, {"choices": _choices(item, said)}


def _typed(item: xml.Element, said: _Said) -> tuple[str, dict[str, Any]]:
    accepted = list(dict.fromkeys(xml.text(one) for one in _scored(item)))
    blank = next(xml.below(item, "render_fib"), None)
    if blank is not None and blank.get("fibtype", "String") in ("Integer", "Decimal") and len(accepted) == 1:
        return K.NUMBER, {"value": accepted[0], "tolerance": "0"}
    return K.TEXT, {"accepted": accepted[: right_answers.MOST_ACCEPTED + 1]}


READERS: Mapping[str, Read] = {
    "multiple_choice": _one,
    "true_false": _one,
    "multiple_response": _several,
    "fib": _typed,
}


def _choices(item: xml.Element, said: _Said) -> list[dict[str, Any]]:
    right = {xml.text(one) for one in _scored(item)}
    # one more than may be is enough to be refused
    labels = list(xml.below(item, "response_label"))[: right_answers.MOST_CHOICES + 1]
    return [{"text": said.line(one), "right": one.get("ident", "") in right} for one in labels]


def _scored(item: xml.Element) -> list[xml.Element]:
    """The answers that earn something, but those that must not be given."""
    found: list[xml.Element] = []
    for condition in xml.children(xml.child(item, "resprocessing"), "respcondition"):
        if any(_earns(one) for one in xml.children(condition, "setvar")):
            found += xml.below(xml.child(condition, "conditionvar"), "varequal", without="not")
    return found


def _earns(setvar: xml.Element) -> bool:
    try:
        return setvar.get("action", "Set") in ("Set", "Add") and float(xml.text(setvar)) > 0
    except ValueError:
        return False


def _fields(element: xml.Element | None) -> dict[str, str]:
    """What its metadata says, of the element itself before what is within it."""
    found: dict[str, str] = {}
    for one in xml.below(element, "qtimetadatafield"):
        found.setdefault(xml.text(xml.child(one, "fieldlabel")), xml.text(xml.child(one, "fieldentry")))
    return found


def _points(item: xml.Element) -> int:
    told = _fields(item).get("cc_weighting", "1")
    return min(max(int(told), 1), bank.MOST_POINTS) if told.isascii() and told.isdigit() and len(told) < 6 else 1


def _settings(root: xml.Element) -> dict[str, Any]:
    told = _fields(xml.child(root, "assessment", "qtimetadata"))
    found = {"attempts": told.get("cc_maxattempts", ""), "minutes": told.get("qmd_timelimit", "")}
    return {
        name: int(value)
        for name, value in found.items()
        if value.isascii() and value.isdigit() and len(value) < 6 and 1 <= int(value) <= quizzes.MOST[name]
    }


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | list) or value is None else f"{value:f}"
