"""Scrapy commands that replace Scrapy's own."""
