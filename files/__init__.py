"""Bytes to sheets of typed cells with addresses: readers and their limits. No models, no meanings."""
