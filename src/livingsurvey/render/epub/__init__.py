"""The survey as an EPUB 3.3 publication (W3C Recommendation): texts, and which pictures go with them."""
