"""Articles out of an archive and into it: one module a format.

`writing.FORMATS` and `reading.open_source` are the tables; what is written and read is the archive's matter, what an
imported page says is the extraction's, as in a crawl.
"""
