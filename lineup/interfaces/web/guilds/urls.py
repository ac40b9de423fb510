from django.urls import path

from lineup.interfaces.web.guilds import archiving, linking, looking, members, removing, showing

app_name = "guilds"

urlpatterns = [
    path("discord/callback", linking.come_back, name="callback"),
    path("clubs/<slug:slug>/discord/invitation", linking.begin, name="invitation"),
    path("clubs/<slug:slug>/discord/unlinking", linking.unlinking, name="unlinking"),
    path("clubs/<slug:slug>/discord", showing.of_club, name="club"),
    path("clubs/<slug:slug>/discord/dry-run", looking.dry_run, name="dry-run"),
    path("clubs/<slug:slug>/discord/beginning", looking.begin, name="beginning"),
    path("clubs/<slug:slug>/discord/health", looking.health, name="health"),
    path("clubs/<slug:slug>/discord/check", looking.check, name="check"),
    path("clubs/<slug:slug>/discord/removals", removing.of_server, name="removals"),
    path("clubs/<slug:slug>/discord/removals/approval", removing.approve, name="removals-approval"),
    path("clubs/<slug:slug>/discord/removals/keeping", removing.keep, name="removals-keeping"),
    path("clubs/<slug:slug>/discord/channels", archiving.of_server, name="channels"),
    path("clubs/<slug:slug>/discord/channels/<uuid:event>/archiving", archiving.archive, name="archiving"),
    path("clubs/<slug:slug>/discord/channels/<uuid:event>/return", archiving.bring_back, name="return"),
    path("clubs/<slug:slug>/discord/members", members.of_server, name="members"),
]
