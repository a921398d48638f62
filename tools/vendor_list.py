"""What comes from outside: one line a file group, read by the other vendor_*.py and by nothing else."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Weights of the screen face; the subsets in this order, because a browser takes the LAST
# matching @font-face: Vietnamese after latin-ext keeps the 35 KB latin-ext file unfetched.
INTER_WEIGHTS = (400, 500, 600, 700)
SUBSETS = ("latin-ext", "latin", "vietnamese")

# (package, path inside the package, path in this repository)
COPIES = [
    ("bootstrap", "dist/css/bootstrap.min.css", "static/vendor/bootstrap/bootstrap.min.css"),
    ("bootstrap", "dist/js/bootstrap.bundle.min.js", "static/vendor/bootstrap/bootstrap.bundle.min.js"),
    ("axe-core", "axe.min.js", "tests/browser/vendor/axe.min.js"),
    ("bootstrap", "LICENSE", "static/vendor/licences/bootstrap.txt"),
    ("bootstrap-icons", "LICENSE", "static/vendor/licences/bootstrap-icons.txt"),
    ("@fontsource/inter", "LICENSE", "static/vendor/licences/inter.txt"),
    ("@fontsource/tinos", "LICENSE", "static/vendor/licences/tinos.txt"),
    ("@fontsource/playfair-display", "LICENSE", "static/vendor/licences/playfair-display.txt"),
    ("axe-core", "LICENSE", "tests/browser/vendor/LICENSE.axe-core.txt"),
] + [
    (
        "@fontsource/inter",
        f"files/inter-{subset}-{weight}-normal.woff2",
        f"static/fonts/inter/inter-{subset}-{weight}.woff2",
    )
    for weight in INTER_WEIGHTS
    for subset in SUBSETS
]

# Print faces: (package, weight, style, private family, file). Private family names, because an
# @font-face called like an installed family gives wrong glyphs in SVG text (docs/interface.md: Fonts in print) and
# because the OFL reserves "Playfair Display" for the unmodified font.
PRINT_FACES = [
    ("tinos", 400, "normal", "KTDSerif", "ktd-serif-400.ttf"),
    ("tinos", 400, "italic", "KTDSerif", "ktd-serif-400i.ttf"),
    ("tinos", 700, "normal", "KTDSerif", "ktd-serif-700.ttf"),
    ("tinos", 700, "italic", "KTDSerif", "ktd-serif-700i.ttf"),
    ("playfair-display", 700, "normal", "KTDTitle", "ktd-title-700.ttf"),
    ("playfair-display", 900, "normal", "KTDTitle", "ktd-title-900.ttf"),
    ("inter", 400, "normal", "KTDSans", "ktd-sans-400.ttf"),
    ("inter", 500, "normal", "KTDSans", "ktd-sans-500.ttf"),
    ("inter", 700, "normal", "KTDSans", "ktd-sans-700.ttf"),
]

# Icons of the sprite static/img/icons.svg. Add a name here, run tools/vendor.sh.
ICONS = sorted(
    """
archive arrow-counterclockwise arrow-down arrow-left arrow-right arrow-up award bar-chart bell
box-arrow-in-right box-arrow-right building calendar-event calendar3 camera chat-left-quote
chat-left-text check-circle check-circle-fill check-lg chevron-down chevron-left chevron-right
circle clipboard-check clipboard-data clock dash-lg download envelope envelope-open
exclamation-circle exclamation-triangle eye eye-slash file-earmark-excel file-earmark-pdf
file-earmark-plus file-earmark-text file-earmark-word fingerprint flag folder2-open funnel gear
geo-alt hand-thumbs-down hand-thumbs-up hourglass-split house image info-circle journal-check
journal-text key layout-split link-45deg list-check list-ol list-ul lock megaphone mic paperclip
patch-check patch-exclamation pen pencil people person person-circle plus-lg printer qr-code
question-circle reply search send shield-check shield-exclamation shield-lock slash-circle
sort-down star tablet telephone three-dots trash trophy unlock upload x-circle x-lg
""".split()  # noqa: SIM905 - one name a word is easier to extend than ninety quotes
)
