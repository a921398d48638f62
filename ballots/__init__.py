"""Ballots (biểu quyết): a question about one subject, who may answer it, what was answered, the result.

Nouns: biểu quyết (ballot), cử tri (elector: a unit by the delegate on the roll), ý kiến biểu quyết (vote),
đối tượng biểu quyết (subject: what the ballot is about, by kind and key).
States: open → closed. Who may vote is fixed when a ballot opens.
Must never count a vote twice, nor change one after it was cast.
"""
