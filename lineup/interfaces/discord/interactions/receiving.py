"""The door at which Discord tells of interactions."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from lineup.core.foundation import clock
from lineup.interfaces.discord.interactions import answering, reading, said, signatures
from lineup.interfaces.discord.interactions.reading import Sort

LARGEST = 64 * 1024


@csrf_exempt
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """Answer an interaction; without the application's key there is no such door, without its signature none opens."""
    if not settings.DISCORD_PUBLIC_KEY:
        return HttpResponse(status=404)
    body, at = request.body, clock.now()
    if len(body) > LARGEST:
        return HttpResponse(status=413)
    timestamp = request.headers.get("X-Signature-Timestamp", "")
    signature = request.headers.get("X-Signature-Ed25519", "")
    is_discord = signatures.holds(settings.DISCORD_PUBLIC_KEY, signature=signature, timestamp=timestamp, body=body)
    if not (is_discord and signatures.is_fresh(timestamp, at=at) and signatures.is_first(timestamp, body)):
        return HttpResponse(status=401)
    try:
        told = reading.read(body)
    except ValueError:
        return HttpResponse(status=400)
    return JsonResponse(said.PONG if told.sort is Sort.PING else answering.answer(told, at=at))
