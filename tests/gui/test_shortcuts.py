"""Keys of the actions: two that share one would both do nothing."""

from collections import Counter

from siamdesk.gui.actions.action_specs import SPECS


def test_no_two_actions_that_can_be_used_at_the_same_place_share_a_key() -> None:
    keys = Counter((key, spec.class_list_only) for spec in SPECS for key in spec.keys)
    assert [key for key, uses in keys.items() if uses > 1] == []
