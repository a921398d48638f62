"""An administrative document, described once (`paper`), made into PDF (`pdf`, in a sandboxed child) and Word."""
