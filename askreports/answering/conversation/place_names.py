"""Names of places, in five languages: a follow-up that names one asks for the same there."""

_PLACES = frozenset(
    """
    africa áfrica àfrica afrique afrika america américa amèrica amérique amerika asia àsia asie asien
    europe europa australia china chine japan japón japó brazil brasil brésil brasilien canada canadá
    canadà kanada india inde indien mexico méxico mèxic france francia frança frankreich germany
    alemania alemanya allemagne deutschland italy italia itàlia italie italien spain españa espanya
    espagne spanien portugal poland polonia polònia pologne polen austria àustria autriche österreich
    switzerland suiza suïssa suisse schweiz belgium bélgica bèlgica belgique belgien netherlands ireland
    irlanda irlande irland denmark dinamarca danemark dänemark sweden suecia suècia suède schweden
    norway finland finlandia catalonia cataluña catalunya catalogne katalonien uk usa eeuu emea apac
    """.split()
)


def is_known_place(name: str) -> bool:
    """Whether a name is one of a country or a continent."""
    return name.casefold() in _PLACES


def is_place(name: str, before: str, language: str) -> bool:
    """Whether a name is a place: it is a known one, or stands behind a word that only places follow."""
    behind = {"en": ("in",), "fr": ("dans", "au", "aux"), "de": ("in", "im")}.get(language, ())
    return is_known_place(name) or before.casefold() in behind
