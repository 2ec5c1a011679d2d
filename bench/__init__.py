"""The benchmark, `make bench`: speed, size, memory and quality, side by side in one run.

Only ratios of times taken in turn say much on a machine that others use too, so whatever is
compared runs A B A B, and the median of the ratios counts. Not part of the package.
"""
