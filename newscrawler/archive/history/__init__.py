"""The history of an article: what each revision changed, when its date moved, when it was deleted and restored."""
