"""Copies: which articles say the same in the same words, at whose site, who first, and what each changed.

`linking.note_copies` is what storing calls. It cuts the text into runs of three words, keeps a sketch of 24 of them
(`newscrawler.text.shingles`), looks up which articles share some of it (`finding`), compares those word by word
(`newscrawler.text.resemblance`) and links them (`clusters`). `reading` answers what commands ask.
"""
