"""The tables of names of states, territories and cities, made from the Unicode CLDR."""
