"""`newscrawler stats`: what the archive holds."""
