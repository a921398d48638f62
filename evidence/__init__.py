"""Evidence (minh chứng): files that units hold, with date, issuer and number, named by rows of the rooms above.

Nouns: minh chứng (evidence), cơ quan ban hành (issuer), ngày văn bản (the day that the file itself bears).
A room above says who reads what its rows name (`readers`); the unit's people and the secretariat always do.
Must never change or lose a file that was shown to somebody, nor give it to whom no room lets read it.
"""
