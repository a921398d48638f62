"""All goals of the bench, and which rows somebody still owes. Add a row: a Goal here, a value in the part's module.

`finding` counts the findings of the measuring review that the bench must never again be blind to; docs/performance.md
says what each is. OWED names rows that cannot be green yet and the issue that will make them so; an owed row is
printed, and does not fail the run.
"""

from bench.table import Goal

SIGNING, ISSUING, SHEET, CITY, FRAME, LARGE, BYTES_AND_IDLE = range(1, 8)

GOALS = [
    # One certificate against other ways to make it, in the same run.
    Goal("certificates.naive/ours", "naive loop: one HTML with the artwork, the key read each time", "certificates", least=20),
    Goal("certificates.sheet/words", "the sheet drawn / words over a kept one", "certificates", least=10),
    # Nine signatures as files, without the rows around them.
    Goal("signatures.as-shipped/ours", "nine visible signatures by pyHanko as shipped", "signatures", least=2),
    Goal("signatures.seal-as-shipped/ours", "a seal by pyHanko as shipped, its key kept", "signatures", least=8),
    # What people hand in long.
    Goal("linear/*", "CPU for ten times as much / ten times for a tenth", "linear", most=1.5),
    # Lists of the secretary with 10 and with 1,000 rows.
    Goal("lists.queries/*", "queries with 1,000 rows / with 10", "lists", most=1),
    Goal("lists.cpu/*", "CPU with 1,000 rows / with 10", "lists", most=1.6),
    # Every page of the URL table × every persona.
    Goal("pages.queries/*", "queries with twenty blocs of twenty years / with the sample alone", "pages", most=1, finding=FRAME),
    Goal("pages.bytes/*", "bytes sent / bytes of the page, above 4 KB", "pages", most=0.25, finding=BYTES_AND_IDLE),
    Goal("frame.queries/*", "queries of an empty page in the frame / 4", "pages", most=1, finding=FRAME),
    Goal("frame.cpu/*", "an empty page in the frame / an empty view with a person", "pages", most=4, finding=FRAME),
    Goal("home.queries/*", "queries of home with twenty blocs of twenty years / with the sample alone", "pages", most=1, finding=FRAME),
    Goal("review.queries", "queries of the review of one dossier / 20", "pages", most=1, finding=FRAME),
    # The signing POST over HTTP, and the gate that it passes.
    Goal("signing.post-9th/1st", "CPU of the ninth leader's POST / of the first's", "signing", most=1.5, finding=SIGNING),
    Goal("signing.nine-at-once/as-shipped", "nine at once / nine by pyHanko as shipped with their passwords", "signing", most=1.3, finding=SIGNING),
    Goal("signing.other-page/quiet", "worst login page while nine sign / worst of 40 in quiet", "signing", most=5, finding=SIGNING),
    Goal("signing.gate-9th/1st", "the gate's CPU with nine signatures / with one", "signing", most=1.5, finding=SIGNING),
    Goal("signing.gate-35th/1st", "the gate's CPU with 35 signatures / with one", "signing", most=2, finding=SIGNING, city=True),
    # A batch of certificates end to end.
    Goal("issuing.end-to-end/parts", "row to audited file / rendering and sealing alone", "issuing", most=1.4, finding=ISSUING),
    Goal("issuing.end-to-end/floor", "row to audited file / page, words, one RSA signature, file", "issuing", most=3, finding=ISSUING),
    Goal("issuing.queries-each", "queries a certificate / 4", "issuing", most=1, finding=ISSUING),
    Goal("issuing.naive-light/ours", "naive loop on a light background / rendering and sealing", "issuing", least=5),
    Goal("issuing.signed-as-shipped/ours", "pyHanko's signature alone as shipped / rendering and sealing", "issuing", least=3),
    Goal("issuing.typst/ours", "typst on a light background, our seal / rendering and sealing", "issuing", least=1),
    Goal("sheet.file", "bytes of a certificate / the 605 KB of the first sheet", "issuing", most=0.2, finding=SHEET),
    Goal("sheet.raster/plain-sheet", "pdfium's CPU to draw a certificate / a sheet of words", "issuing", most=4.7, finding=SHEET),
    # A city of 35 blocs and one of 1,000, ten years each.
    Goal("growth.cpu/*", "CPU with 1,000 blocs / with 35", "growth", most=1.2, finding=CITY),
    Goal("growth.postgres/*", "PostgreSQL's CPU of a page with 1,000 blocs / 15 ms", "growth", most=1, finding=CITY),
    Goal("growth.queries/*", "queries with 1,000 blocs / with 35", "growth", most=1, finding=CITY),
    # Single objects that grow.
    Goal("large.editor-bytes-a-node", "bytes of HTML a node / 1,024", "large", most=1, finding=LARGE),
    Goal("large.editor-300/60", "CPU of the editor with 300 nodes / with some 60", "large", most=3, finding=LARGE),
    Goal("large.editor-queries", "queries of the editor with 300 nodes / with some 60", "large", most=1, finding=LARGE),
    Goal("large.consultation-5000/50", "CPU of a consultation with 5,000 comments / with 50", "large", most=1.5, finding=LARGE),
    # A bloc's whole scoring.
    Goal("scoring.queries/*", "queries with 153 criteria / with 18", "scoring", most=1),
    Goal("scoring.cpu-a-criterion/*", "CPU a criterion with 153 of them / with 18", "scoring", most=1.3),
    Goal("scoring.recomputed/second", "CPU to rank nine units by 153 criteria / one second", "scoring", most=1),
    Goal("scoring.one-cell/empty-act", "CPU to save one changed cell / an act that writes its audit row only", "scoring", most=1.5),
    # The installation while nobody asks.
    Goal("serving.idle", "CPU a second of an idle installation / 0.2 of what it was", "serving", most=1, finding=BYTES_AND_IDLE),
    Goal("serving.import/bare-django", "CPU to import the application / a Django with accounts only", "serving", most=4.5, finding=BYTES_AND_IDLE),
    Goal("serving.memory/bare-django", "memory of all processes / of one bare Django", "serving", most=8, finding=BYTES_AND_IDLE),
    Goal("memory.1000/100", "peak memory of a process that makes 1,000 certificates / 100", "memory", most=1.1),
]  # fmt: skip

OWED: dict[str, int] = {
    "pages.bytes/*": 7,
    "signing.*": 10,
    "issuing.end-to-end/*": 9,
    # typst sets a light sheet faster than we copy our heavy one: owed with the sheet.
    "issuing.typst/ours": 9,
    # A bằng khen alone is below its share; the flag's sheet lifts the mean of a batch over it.
    "sheet.*": 9,
    "growth.cpu/*": 5,
    # The dossier under review and the desk read up to 300 that wait; some 18 to 24 ms.
    "growth.postgres/awards:review_*/*": 5,
    "large.editor-bytes-a-node": 11,
    "large.editor-300/60": 11,
    "serving.*": 7,
}
