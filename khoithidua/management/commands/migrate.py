"""Django's migrate, with the embedded server running meanwhile."""

from django.core.management.commands import migrate

from khoithidua.embedded_server import StartsDatabase


class Command(StartsDatabase, migrate.Command):
    pass
