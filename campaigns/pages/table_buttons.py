"""What the buttons beside the lines of a table do: "up:KEY", "copy:KEY", or a new order."""

from collections.abc import Mapping
from uuid import UUID

from campaigns.layouts import Layout


def rearranged(layout: Layout, sent: Mapping[str, str]) -> Layout:
    """The table after the button that was pressed; ``order``: keys as they were dragged.

    Raises ValueError for what no button sends.
    """
    if sent.get("order"):
        keys = [UUID(key) for key in sent["order"].split(",")]
        group = layout.group_of(keys[0])
        return layout.ordered(group.key, keys) if group else layout
    button, _colon, typed = sent.get("do", "").partition(":")
    key = UUID(typed)
    if button in {"up", "down"}:
        known = layout.group(key) or layout.criterion(key)
        return layout.moved(key, up=button == "up") if known else layout
    if button == "copy":
        return layout.copied(key)
    if button == "remove":
        return layout.without(key)
    raise ValueError(f"no button: {button}")
