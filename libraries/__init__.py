"""Libraries below all modules: they know nothing of blocs, have no models and import no module.

`web` (forms, formats, clock, page components) · `printing` (Paper to PDF and Word, the sandboxed worker) · `pades`
(keys, seal, stamps, signatures, verification) · `certificate_art` (the drawing of certificates).
"""
