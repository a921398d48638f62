"""Pages of signing (/trinh-ky/)."""
