"""Why a file of results is not read: each says what is wrong with it."""

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Invalid


class UnreadableResults(Invalid):
    """The file is no file of results that we can read."""

    code = "results_unreadable"
    sentence = _("This file can't be read as results; upload it as the simulator wrote it.")
    field = "file"


class ResultsTooLarge(UnreadableResults):
    code = "results_too_large"
    sentence = _("This file is larger than %(limit)s MB; results are smaller, choose another file.")


class ResultsEmpty(UnreadableResults):
    code = "results_empty"
    sentence = _("This file is empty; choose another.")


class WrongEncoding(UnreadableResults):
    code = "results_wrong_encoding"
    sentence = _("The signs of this file can't be read; upload it as the simulator wrote it, in UTF-16 or UTF-8.")


class NotJson(UnreadableResults):
    code = "results_not_json"
    sentence = _("This is no JSON; upload the file of results as the simulator wrote it.")


class UnknownFormat(UnreadableResults):
    code = "results_unknown_format"
    sentence = _("These are no results of ACC or iRacing; choose the JSON file of results of one of the two.")


class PartWrong(UnreadableResults):
    code = "results_part_wrong"
    sentence = _("“%(part)s” in this file is missing or isn't what it should be; upload it as the simulator wrote it.")


class TooManyOf(UnreadableResults):
    code = "results_too_many"
    sentence = _("“%(part)s” in this file has more than %(most)s rows; split it, or leave some out.")


class NobodyDrove(UnreadableResults):
    code = "results_without_cars"
    sentence = _("There is no car in these results; choose the file of the session that was run.")


class NoTeams(UnreadableResults):
    code = "results_without_teams"
    sentence = _("Nobody drove for a team in these results; choose the file of a race of teams.")


class TeamsWithoutId(UnreadableResults):
    code = "results_without_team_ids"
    sentence = _("Files of ACC give their teams no id by which to know them again; make these teams by hand.")


class SessionNotInFile(UnreadableResults):
    code = "session_not_in_file"
    sentence = _("This file has no results of such a session; choose another session, or another file.")
    field = "kind"
