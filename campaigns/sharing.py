"""A cost is shared among boards. Pure: whole đồng, and not one is lost."""


def equal_shares(total: int, boards: int) -> list[int]:
    """As equal as whole đồng allow: what is left over is borne by the first, one đồng each."""
    if not boards:
        return []
    each, left = divmod(total, boards)
    return [each + (place < left) for place in range(boards)]
