"""Pages of records: public verification, the audit log, files of documents."""
