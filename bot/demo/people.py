"""The people of the invented programme; nobody here is real."""

METTE, JONAS, LONE = "mette@randers.example", "jonas@norddjurs.example", "lone@syddjurs.example"
SELAM, AMAL, JENS = "R-2026-0101", "R-2026-0102", "R-2026-0201"


def _of(
    caseworker: str, municipality: str, course: str, people: tuple[tuple[str, str, str], ...]
) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            reference,
            name,
            language,
            municipality,
            caseworker,
            course,
            f"+45 20 00 {reference[-4:-2]} {reference[-2:]}",
        )
        for reference, name, language in people
    )


PEOPLE = (
    *_of(METTE, "Randers", "SERVICE", (
        (SELAM, "Selam Haile", "ti"),
        (AMAL, "Amal Khoury", "ar"),
        ("R-2026-0103", "Letebrhan Tesfay", "ti"),
        ("R-2026-0104", "Rania Darwish", "ar"),
        ("R-2026-0105", "Mehret Ghebre", "ti"),
        ("R-2026-0106", "Hanan Saleh", "ar"),
    )),
    *_of(METTE, "Randers", "BUS", (
        (JENS, "Jens Pedersen", "da"),
        ("R-2026-0202", "Tesfalem Kidane", "ti"),
        ("R-2026-0203", "Samir Nasser", "ar"),
        ("R-2026-0204", "Yonas Berhe", "ti"),
        ("R-2026-0205", "Omar Haddad", "ar"),
    )),
    *_of(METTE, "Randers", "METAL", (
        ("R-2026-0301", "Filmon Asmerom", "ti"),
        ("R-2026-0302", "Bassel Issa", "ar"),
        ("R-2026-0303", "Khaled Mansour", "ar"),
    )),
    *_of(JONAS, "Norddjurs", "BUS", (
        ("N-2026-0011", "Ibrahim Aziz", "ar"),
        ("N-2026-0012", "Daniel Mehari", "ti"),
        ("N-2026-0013", "Nour Hamdan", "ar"),
    )),
    *_of(LONE, "Syddjurs", "SERVICE", (
        ("S-2026-0021", "Saba Tekle", "ti"),
        ("S-2026-0022", "Maha Suleiman", "ar"),
    )),
)  # fmt: skip
"""Rows of the people file: reference, name, language, municipality, caseworker, course, phone."""
