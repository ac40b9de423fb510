import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from lineup.config.moments import Moments

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lineup.config.settings")
application = Moments(get_wsgi_application())
# Every page and the whole API, read before this process answers anybody: whoever came to it first would wait for that,
# for seconds on a slow machine, and behind a load balancer at any time of the day.
ROUTES = get_resolver().url_patterns
