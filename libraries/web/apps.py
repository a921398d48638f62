from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "libraries.web"
    label = "web"
    verbose_name = "Trang"
