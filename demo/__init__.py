"""The newspaper that comes with the project: "Al Marsa", of a town that does not exist, served on loopback."""
