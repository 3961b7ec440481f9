"""Exchange: forms that other programs read, JSON, TEI, Web Annotations and Atom."""
