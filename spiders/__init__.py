"""The sites, one file each, only declarations. Begin one with: scrapy genspider -t site NAME DOMAIN"""
