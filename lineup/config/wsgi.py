import os

from django.core.wsgi import get_wsgi_application

from lineup.config.moments import Moments

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lineup.config.settings")
application = Moments(get_wsgi_application())
