"""Compiles the lexicon when the package is built or installed in place; all else is in setup.cfg."""

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

SOURCE = Path(__file__).parent / "service"


class BuildWithLexicon(build_py):
    """The usual build, after the tables of the lexicon have been compiled beside their TOML."""

    def run(self) -> None:
        """Compiles, then builds: what was compiled is package data."""
        sys.path.insert(0, str(SOURCE))
        from diple.lexicon.compiling import write

        write()
        super().run()


setup(cmdclass={"build_py": BuildWithLexicon})
