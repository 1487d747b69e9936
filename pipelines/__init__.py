"""The steps that every visit goes through, one file a step, in the order that newscrawler/settings.py gives them."""
