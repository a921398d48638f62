"""How dates and numbers are read and written. Named by FORMAT_MODULE_PATH in the settings."""
