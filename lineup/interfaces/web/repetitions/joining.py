"""Signing up for several days at once, for those who are signed in."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lineup.core.foundation import clock
from lineup.core.participation.models import Pool
from lineup.domains.events import repetitions
from lineup.domains.events.kind import ATTENDEE
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.repetitions import showing

MOST = 60


@require_POST
@login_required
def join(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    repetition = repetitions.find_visible(person, pk)
    shown = repetitions.events_of(repetition, person).filter(slug__in=request.POST.getlist("picked")[:MOST])
    pools = Pool.objects.select_related("offering").filter(offering__in=shown, role=ATTENDEE)
    taken, refused = repetitions.join(
        person, pools.order_by("offering__starts_at"), by=acting.actor(request), at=clock.now()
    )
    if refused:
        return showing.of(request, repetition, refused=refused)
    if taken:
        words = ngettext("You are signed up for %(n)s day.", "You are signed up for %(n)s days.", len(taken))
        flash.done(request, words % {"n": len(taken)})
    else:
        flash.refused(request, _("Choose at least one day first."))
    return redirect("repetitions:repetition", pk=pk)
