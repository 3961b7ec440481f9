"""Two short pairs whose pages show all that the pages of the samples show: axe takes a tenth of the time on them."""

VERSIONS = (
    """# Joint Statement of Tarvia and Orm

Selmouth, 3 March 2031

1. The Parties shall meet every year. They oppose unilateral sanctions.
2. Their friendship has no limits.
3. Tarvia and Orm reaffirm the “colour” of the flag  and the Treaty of 2019.
4. The Parties condemn the attack of Dorvania on Velm in violation of the Charter.
5. The Commission on Missing Soldiers shall send its findings to the families of the soldiers each spring.

## Aggression by Dorvania against Ilmara

The museum of Pereth opens its doors on Sundays. The lamp of the strait is kept alight. The ferries sail twice a day.

The bridge is painted in May. The orchard of the abbey bears “plums”. The quarry sells slate to the towns.

## Close of the visit

The choir of Selmouth sang for the guests. The theatre gave a play of the north. The rain fell until the evening.

The Parties are deeply concerned about the mines in the northern channel and call for their removal.
""",
    """# Joint Statement of Orm and Tarvia

Selmouth, 9 April 2032

1. The Parties should meet every year. They resolutely oppose unilateral sanctions.
2. The Commission on Missing Soldiers will send its findings to the families of the soldiers each spring.
3. Orm and Tarvia reaffirm the "color" of the flag and the Treaty of 2019.
4. The Parties deplore the war in Velm and the loss of life that it has caused.
5. The Parties welcome the new pilots of the channel.

## The war in Ilmara

The museum of Pereth opens its doors on Sundays. The lamp of the strait is kept alight. The ferries sail twice a day.

The bridge is painted in May. The orchard of the abbey bears "plums". The quarry sells slate to the towns.

## Close of the visit

The choir of Selmouth sang to the guests. The theatre gave a play of the north. The rain fell until the evening.

The Parties note the mines in the northern channel.
""",
)
SERIES = (
    """# Statement of the Leaders, May 2031

Families of missing soldiers shall receive the findings of the commission. The commission on missing soldiers reports each year. They call for an end to the Korvan war.

Herring stocks in the Narrows have fallen. Inspectors may board fishing vessels in the Narrows. The herring catch of each vessel shall be published every month.

The Oster glacier is melting faster than our observatories foresaw. Measurements of the glacier will be shared between the observatories each spring. Guides forbid wagons on the glacier.
""",
    """# Statement of the Leaders, May 2032

Damage to an undersea cable is a matter of concern. Ships that drag anchors across undersea cables will be traced. A joint office for the repair of undersea cables will open.

The Oster glacier has lost a tenth of its ice. The observatories share measurements of the glacier each spring. We condemn the mine beside the glacier.

Herring stocks in the Narrows have recovered. Inspectors continue to board fishing vessels in the Narrows. The herring catch should be published every week.
""",
)
