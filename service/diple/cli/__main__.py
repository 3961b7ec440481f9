"""`python -m diple.cli` is `diple`."""

import sys

from diple.cli import main

sys.exit(main())
