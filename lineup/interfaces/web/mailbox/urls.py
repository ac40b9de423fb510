from django.urls import path

from lineup.interfaces.web.mailbox import views

app_name = "mailbox"

urlpatterns = [
    path("mailbox", views.mailbox, name="list"),
    path("mailbox/<str:name>", views.letter, name="letter"),
    path("mailbox/<str:name>/page", views.html, name="html"),
    path("mailbox/<str:name>/attachments/<int:number>", views.attachment, name="attachment"),
]
