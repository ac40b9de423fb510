from django.urls import path

from lineup.interfaces.web.privacy import about, agreed, by_link, mine

app_name = "privacy"

urlpatterns = [
    path("privacy", about.show, name="about"),
    path("account/data", mine.show, name="mine"),
    path("account/data/export", mine.download, name="export"),
    path("account/data/erasure", mine.erase, name="erasure"),
    path("account/data/consents", agreed.show, name="consents"),
    path("account/data/consents/<slug:purpose>/giving", agreed.give, name="consent-giving"),
    path("account/data/consents/<slug:purpose>/withdrawal", agreed.withdraw, name="consent-withdrawal"),
    path("privacy/data", by_link.ask, name="ask"),
    path("privacy/data/<str:secret>", by_link.show, name="link"),
    path("privacy/data/<str:secret>/export", by_link.download, name="link-export"),
    path("privacy/data/<str:secret>/erasure", by_link.erase, name="link-erasure"),
    path("privacy/data/<str:secret>/consents", agreed.show_by_link, name="link-consents"),
    path("privacy/data/<str:secret>/consents/<slug:purpose>/giving", agreed.give_by_link, name="link-consent-giving"),
    path(
        "privacy/data/<str:secret>/consents/<slug:purpose>/withdrawal",
        agreed.withdraw_by_link,
        name="link-consent-withdrawal",
    ),
]
