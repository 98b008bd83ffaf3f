"""Packages that anyone handed over, checked without an archive: bags (BagIt) and web archives (WACZ)."""

from sayso.packages.bags import check_bag
from sayso.packages.waczs import check_wacz

__all__ = ["check_bag", "check_wacz"]
