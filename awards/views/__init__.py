"""Pages of /khen-thuong/: dossiers, the board's desk, decisions, certificates, quotas."""
