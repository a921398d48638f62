"""Django's shell, with the embedded server running meanwhile."""

from django.core.management.commands import shell

from khoithidua.embedded_server import StartsDatabase


class Command(StartsDatabase, shell.Command):
    pass
