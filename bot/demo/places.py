"""Where the invented programme happens: an address, and its degrees north and east."""

Place = tuple[str, float, float]

CENTRE: Place = ("Laksetorvet 1, 8900 Randers C", 56.4607, 10.0364)
DEPOT: Place = ("Grenåvej 14, 8960 Randers SØ", 56.4532, 10.0711)
HOTEL: Place = ("Torvegade 9, 8900 Randers C", 56.4611, 10.0389)
WORKSHOP: Place = ("Industrivej 3, 8920 Randers NV", 56.4705, 10.0012)
WAREHOUSE: Place = ("Havnevej 21, 8500 Grenaa", 56.4093, 10.9214)
