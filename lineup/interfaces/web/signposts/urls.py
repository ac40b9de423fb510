from django.urls import path

from lineup.interfaces.web.signposts import views

app_name = "signposts"

urlpatterns = [
    path(".well-known/security.txt", views.security, name="security"),
    path(".well-known/change-password", views.change_password, name="change-password"),
    path("robots.txt", views.robots, name="robots"),
]
