"""Audit events, documents, their files and their ends refuse UPDATE, DELETE and TRUNCATE."""

from django.db import migrations

from records.write_once import write_once


class Migration(migrations.Migration):
    dependencies = [("records", "0001_audit_documents_numbers")]

    operations = [
        write_once("records_auditevent"),
        write_once("records_document"),
        write_once("records_documentfile"),
        write_once("records_documentend"),
    ]
