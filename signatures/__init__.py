"""Signatures (trình ký): who is asked to sign which paper, in which capacity and order, and what proves each act.

Nouns: đề nghị ký (signing request), người ký (party), chữ ký (signature), ý định ký (signing intent).
States: open → complete, or returned with a reason, or withdrawn.
Must never lose a party's signature, count one twice, be complete before everybody has signed or was released with a
reason, or change what is signed. The rooms above say what their papers are and what follows (signatures/kinds.py).
"""
