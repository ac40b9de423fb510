"""The record in words: acts, the sorts of things they were done to, and what else stands in an entry."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lineup.core.audit.models import Entry
from lineup.core.foundation.subjects import Subject

ACTS: dict[str, str | Promise] = {
    "account.create": _("opened an account"),
    "account.sign_in": _("signed in"),
    "account.change_password": _("changed the password"),
    "account.reset_password": _("chose a new password by a mailed link"),
    "account.change_role": _("changed somebody’s role on the platform"),
    "account.deactivate": _("closed somebody’s account"),
    "account.reactivate": _("opened somebody’s account again"),
    "account.sign_out": _("signed somebody out everywhere"),
    "person.export": _("took along what is held on them"),
    "person.erase": _("was erased"),
    "person.look": _("looked at a person’s page"),
    "person.send_link": _("had a sign-in link sent to somebody"),
    "consent.give": _("agreed to something"),
    "consent.withdraw": _("took a consent back"),
    "flag.switch": _("switched a feature"),
    "profile.change": _("changed a profile"),
    "account.discord_linked": _("linked Discord"),
    "account.discord_unlinked": _("unlinked Discord"),
    "account.ask_address_change": _("asked for another address"),
    "account.change_address": _("changed the address"),
    "account.withdraw_address_change": _("kept the present address"),
    "account.stop_address_change": _("stopped a change of address"),
    "account.take_over_guest": _("became one with a guest of the same address"),
    "second_factor.app_added": _("set up an authenticator app"),
    "second_factor.app_removed": _("removed the authenticator app"),
    "second_factor.passkey_added": _("added a passkey"),
    "second_factor.passkey_removed": _("removed a passkey"),
    "second_factor.rename": _("renamed a passkey"),
    "second_factor.codes_renewed": _("made new recovery codes"),
    "second_factor.code_used": _("used a recovery code"),
    "second_factor.reset": _("took a second factor away"),
    "session.end": _("signed a device out"),
    "session.end_others": _("signed all other devices out"),
    "token.make": _("made an API token"),
    "token.revoke": _("revoked an API token"),
    "club.found": _("founded the club"),
    "club.change": _("changed the club’s settings"),
    "club.ask_second_factor": _("set who needs a second factor"),
    "club.news": _("wrote news of the club"),
    "club.discard": _("moved the club to the bin"),
    "club.restore": _("took the club out of the bin"),
    "club.invite": _("invited somebody into the club"),
    "club.decline": _("declined an invitation into the club"),
    "club.uninvite": _("revoked an invitation into the club"),
    "club.hand_over": _("handed the club over"),
    "webhook.make": _("made a webhook"),
    "webhook.change": _("changed a webhook"),
    "webhook.pause": _("paused a webhook"),
    "webhook.resume": _("resumed a webhook"),
    "webhook.remove": _("removed a webhook"),
    "webhook.rotate": _("made a new secret for a webhook"),
    "webhook.replay": _("had a webhook told again"),
    "event.create": _("drafted the event"),
    "event.change": _("changed the event"),
    "event.published": _("published the event"),
    "event.cancelled": _("cancelled the event"),
    "event.finished": _("finished the event"),
    "event.discard": _("moved the event to the bin"),
    "event.restore": _("took the event out of the bin"),
    "event.purge": _("deleted the event for good, from the bin"),
    "event.describe": _("changed the event’s description"),
    "event.readdress": _("changed the event’s web address"),
    "repetition.begin": _("let an event repeat"),
    "repetition.change": _("changed the rule by which an event repeats"),
    "repetition.skip": _("skipped a day of what repeats"),
    "repetition.end": _("ended what repeated"),
    "embedding.allow": _("said on which sites sign-up is shown"),
    "embedding.leave": _("left to the club on which sites sign-up is shown"),
    "room.create": _("added a room"),
    "room.change": _("changed a room"),
    "room.discard": _("moved a room to the bin"),
    "room.restore": _("took a room out of the bin"),
    "room.purge": _("deleted a room for good"),
    "programme_session.create": _("added a session to the programme"),
    "programme_session.change": _("changed a session of the programme"),
    "programme_session.mark": _("said where a session stands"),
    "programme_session.discard": _("moved a session to the bin"),
    "programme_session.restore": _("took a session out of the bin"),
    "programme_session.purge": _("deleted a session for good"),
    "staff_role.give": _("put somebody on the team"),
    "staff_role.take": _("took somebody off the team"),
    "duty.assign": _("put somebody on duty in a room"),
    "duty.move": _("moved a duty"),
    "duty.end": _("ended a duty"),
    "announcement.make": _("wrote an announcement"),
    "announcement.change": _("changed an announcement"),
    "announcement.discard": _("moved an announcement to the bin"),
    "announcement.restore": _("took an announcement out of the bin"),
    "announcement.purge": _("deleted an announcement for good"),
    "speaker.change": _("changed a speaker"),
    "venue.create": _("added a venue"),
    "venue.change": _("changed a venue"),
    "venue.discard": _("moved a venue to the bin"),
    "venue.restore": _("took a venue out of the bin"),
    "venue.purge": _("deleted a venue for good, from the bin"),
    "file.add": _("added a file"),
    "file.discard": _("removed a file"),
    "file.restore": _("brought a file back"),
    "file.purge": _("deleted a file for good, from the bin"),
    "pool.change": _("changed the sign-up"),
    "place.prefer": _("moved somebody in the line"),
    "invitation.send": _("invited somebody"),
    "invitation.accept": _("accepted an invitation"),
    "invitation.decline": _("declined an invitation"),
    "invitation.revoke": _("revoked an invitation"),
    "feed.make": _("made a calendar address"),
    "feed.revoke": _("revoked a calendar address"),
    "notices.choose": _("chose what to hear"),
    "notices.add_browser": _("switched notices on in a browser"),
    "notices.remove_browser": _("switched notices off in a browser"),
    "offering.message": _("wrote to the guests"),
    "attendance.check_in": _("checked somebody in"),
    "attendance.undo": _("took a check-in back"),
    "import.read": _("uploaded a table of people"),
    "import.run": _("imported people"),
    "import.done": _("finished an import of people"),
    "import.undo": _("took an import of people back"),
    "import.undone": _("finished taking an import of people back"),
    "import.discard": _("threw a table of people away"),
    "places.undo": _("took back what was done to places"),
    "places.promote": _("let people in from the line"),
    "places.offer": _("offered places"),
    "places.approve": _("approved requests"),
    "places.reject": _("turned requests down"),
    "places.revoke": _("revoked places"),
    "question.add": _("asked a question at sign-up"),
    "question.change": _("changed a question of the sign-up"),
    "question.reorder": _("put the questions of the sign-up in another order"),
    "question.retire": _("removed a question of the sign-up"),
    "question.restore": _("brought a question of the sign-up back"),
    "answers.change": _("changed answers to the sign-up"),
    "fees.pay": _("marked fees as paid"),
    "fees.waive": _("waived fees"),
    "fees.refund": _("marked fees as given back"),
    "fees.reopen": _("made fees due again"),
    "fees.undo": _("took back what was marked on fees"),
    "membership.ask": _("asked to join the club"),
    "membership.approved": _("let somebody in"),
    "membership.rejected": _("turned a request down"),
    "membership.withdrawn": _("took the request back"),
    "membership.admit": _("became a member, or made somebody one"),
    "membership.change_role": _("changed a role"),
    "membership.end": _("ended a membership"),
    "outbox.replay_topic": _("had all given-up work of one kind tried again"),
    "outbox.replay": _("had given-up work tried again"),
}

SORTS: dict[str, str | Promise] = {
    "account": _("Account"),
    "person": _("Person"),
    "apitoken": _("API token"),
    "authenticator": _("Second factor"),
    "usersession": _("Session"),
    "switch": _("Feature"),
    "club": _("Club"),
    "membership": _("Membership"),
    "membershiprequest": _("Request to join"),
    "clubinvitation": _("Invitation into the club"),
    "offering": _("Event"),
    "pool": _("Sign-up"),
    "place": _("Place"),
    "question": _("Question"),
    "invitation": _("Invitation"),
    "feed": _("Calendar address"),
    "venue": _("Venue"),
    "room": _("Room"),
    "session": _("Session of the programme"),
    "speaker": _("Speaker"),
    "staffrole": _("Role at an event"),
    "roomduty": _("Duty in a room"),
    "announcement": _("Announcement"),
    "eventfile": _("File"),
    "endpoint": _("Webhook"),
    "repetition": _("Repetition"),
    "message": _("Outgoing message"),
}

DETAILS: dict[str, str | Promise] = {
    "fields": _("Fields"),
    "role": _("Role"),
    "scope": _("Scope"),
    "reason": _("Reason"),
    "topic": _("Topic"),
    "kinds": _("Told of"),
    "tells_people": _("Tells names and addresses"),
    "since": _("Since"),
    "rule": _("Rule"),
    "origins": _("Sites"),
    "anywhere": _("Everywhere"),
    "day": _("Day"),
    "delivery": _("Delivery"),
    "priority": _("Priority"),
    "people": _("People"),
    "places": _("Places"),
    "to": _("To"),
    "import": _("Import of people"),
    "lines": _("Lines"),
    "maker": _("Export of"),
    "tells": _("Told by mail"),
    "entered": _("Entered"),
    "waits": _("On the waitlist"),
    "held": _("On the list already"),
    "skipped": _("Left out"),
    "refused": _("Refused"),
    "left": _("Left as it is"),
    "undone": _("Taken back"),
    "purpose": _("Purpose"),
    "version": _("Version"),
}
# whose metadata say what was before and what came after
BEFORE_AND_AFTER = ("pool.change", "membership.change_role")


@dataclass(frozen=True)
class Row:
    """An entry as the page shows it, with what it is about; None for what is gone or not for the reader."""

    entry: Entry
    about: Subject | None

    @property
    def act(self) -> object:
        """What was done, in words, or the name of the act where there are none."""
        return ACTS.get(self.entry.action, self.entry.action)

    @property
    def sort(self) -> object:
        return SORTS.get(self.entry.resource, self.entry.resource)

    @property
    def details(self) -> Iterator[tuple[object, str]]:
        """What else was written down: (name, value), each in words as far as there are any."""
        changed = self.entry.action in BEFORE_AND_AFTER
        for name, value in self.entry.metadata.items():
            yield DETAILS.get(name, name), _written(value, " → " if changed else ", ")


def _written(value: Any, between: str) -> str:
    return between.join(map(str, value)) if isinstance(value, list) else str(value)
