"""/quan-tri/: what whoever runs the installation for the city's office sees and does."""
