"""From files, folders and manifests to statements that can be kept."""
