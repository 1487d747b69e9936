"""A short article to lay out in many ways, and to see that it is read."""

FIRST = "The old harbour bridge will close for eighteen months from Monday, the city council said after a long debate."
SECOND = (
    "Engineers found cracks in three of the seven pillars, and a provisional crossing is to open later this summer."
)
THIRD = "“We could not wait any longer,” the mayor said, adding that the ferry would run every ten minutes until then."
TEXT = [FIRST, SECOND, THIRD]


def paragraphs(*texts: str) -> str:
    """Return each text in a paragraph of its own."""
    return "".join(f"<p>{text}</p>" for text in texts)
