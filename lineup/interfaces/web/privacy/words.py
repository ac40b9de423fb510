"""The parts of an export in words, for the page that lists them."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.personal import Sort

PARTS: dict[str, str | Promise] = {
    "account": _("Your account"),
    "acts": _("What you did here"),
    "address_changes": _("Changes of your address"),
    "address_confirmations": _("Confirmations of addresses"),
    "addresses": _("Addresses of your account"),
    "answers": _("Answers to questions"),
    "answers_chosen": _("Choices in answers"),
    "answers_kept_for_repeats": _("Answers of the API, kept for repeats"),
    "api_tokens": _("API tokens"),
    "announcements": _("Announcements you wrote"),
    "attendances": _("Check-ins"),
    "discord_memberships": _("Memberships that a club's Discord server brought you"),
    "discord_syncs": _("What the last look at a club's Discord server said of you"),
    "courses": _("Courses you offer"),
    "courses_taught": _("Courses you teach"),
    "course_modules": _("Modules of your courses"),
    "course_lessons": _("Lessons of your courses"),
    "course_items": _("What stands in your lessons"),
    "course_quizzes": _("Quizzes of your courses"),
    "course_quiz_questions": _("Questions of your quizzes"),
    "quiz_attempts": _("Your attempts at quizzes"),
    "certificates": _("Your certificates"),
    "qualifications": _("Your qualifications"),
    "course_enrolments": _("Your enrolments"),
    "lesson_progress": _("What you did with lessons"),
    "study_sessions": _("When you studied"),
    "badges": _("Badges"),
    "booth_sharings": _("What you let exhibitors know"),
    "booth_visits": _("Booths that scanned your badge"),
    "booths": _("Your booths"),
    "browsers": _("Browsers that get push messages"),
    "calendar_addresses": _("Calendar addresses"),
    "changes_of_fees": _("Changes of fees"),
    "changes_of_places": _("Changes of places"),
    "club_invitations": _("Invitations into clubs"),
    "consents": _("What you agreed to"),
    "discord": _("Discord"),
    "entered_by_hand": _("What organisers entered about you"),
    "events": _("Events you offer"),
    "favourite_sessions": _("Sessions you starred"),
    "question_votes": _("Questions you voted for"),
    "scans": _("Scans of your badge at doors"),
    "session_questions": _("Questions you asked in sessions"),
    "speaking": _("Where you speak"),
    "whereabouts": _("Where you are at an event"),
    "fees": _("Fees"),
    "invitations": _("Invitations to events"),
    "join_requests": _("Sign-ups to be confirmed"),
    "linked_account_tokens": _("Keys of linked accounts"),
    "linked_accounts": _("Linked accounts"),
    "lines_of_imports": _("Tables that organisers brought you along in"),
    "links_asked_for": _("Links you asked for"),
    "links_to_places": _("Links to places"),
    "membership_requests": _("Requests to join clubs"),
    "memberships": _("Memberships"),
    "muted_clubs": _("Clubs you muted"),
    "notice_choices": _("What you want to hear"),
    "notices": _("What you were told"),
    "offerings": _("What you offer"),
    "origins_of_acts": _("From where you acted"),
    "participant": _("Your name in lists"),
    "person": _("Your profile"),
    "places": _("Places"),
    "quiet_hours": _("Quiet hours"),
    "repetitions": _("Events that repeat"),
    "room_duties": _("Your duties in rooms"),
    "second_factors": _("Second factors"),
    "sessions": _("Devices you are signed in on"),
    "sign_ins": _("Latest sign-ins"),
    "proposed_seats": _("Where proposals of teams put you"),
    "proposed_ties": _("With whom proposals of teams keep you"),
    "race_entries": _("Your entries in races"),
    "race_paces": _("How fast stint plans take you to be"),
    "race_results": _("Results in which you drove"),
    "race_seats": _("In whose line-ups you are"),
    "race_stints": _("Which stints you drive by stint plans"),
    "race_availability": _("When you can drive and spot"),
    "race_signup_slots": _("Slots of races that suit you"),
    "race_signups": _("Your sign-ups to races"),
    "racing_teams": _("Your racing teams"),
    "team_invitations": _("Invitations into teams"),
    "team_memberships": _("Teams you are in"),
    "lap_times": _("Your laps in simulators"),
    "sim_profiles": _("Your driver profiles"),
    "sim_ratings": _("Your ratings in simulators"),
    "staff_roles": _("Your roles at events"),
    "uploads": _("Files you uploaded"),
    "venues": _("Your venues"),
    "webhooks": _("Your webhooks"),
}


# by which way somebody said a word
WAYS: dict[str, str | Promise] = {
    "web": _("on a page"),
    "link": _("by a mailed link"),
    "api": _("by the API"),
}

SORTS: dict[Sort, str | Promise] = {
    Sort.PERSONAL: _("about you"),
    Sort.CONTACT: _("how you are reached"),
    Sort.SENSITIVE: _("sensitive"),
    Sort.ORIGIN: _("network address and browser"),
    Sort.SECRET: _("secrets, as fingerprints or sealed"),
}

# what tells of nobody, such as the ticks of the background work, has no words
KEPT: dict[str, str | Promise] = {
    "guests": _("Guests without an account, after the last event they had part in"),
    "notices": _("What you were told"),
    "origins": _("Network address and browser beside acts"),
    "sign-ins": _("Latest sign-ins"),
    "address-changes": _("Changes of your address, once they are over"),
    "proofs": _("Links you asked for, once they ran out"),
    "place-links": _("Links to places, once they ran out"),
    "badge-prints": _("Printed badges, as files"),
    "scans": _("Scans at doors, and where you were"),
    "imports": _("Tables that organisers brought people along in"),
    "join-requests": _("Sign-ups that were never confirmed, once they ran out"),
    "guild-member-syncs": _("Looks at the members of Discord servers, as numbers"),
    "guild-steps": _("What the bot did on Discord servers, with the numbers that Discord knows people by"),
    "session-moves": _("How sessions of a programme stood before they moved"),
    "sessions": _("Devices you are signed in on, once they ran out"),
    "idempotency-keys": _("Answers of the API, kept for repeats"),
    "messages": _("Letters that were sent"),
    "webhook-deliveries": _("What webhooks were told"),
    "tallies": _("Counts of failed tries"),
}


def named(counts: Mapping[str, int]) -> list[tuple[object, int]]:
    """Return the parts in words with their numbers of rows, by their words."""
    return sorted(((PARTS.get(part, part), number) for part, number in counts.items()), key=lambda row: str(row[0]))
