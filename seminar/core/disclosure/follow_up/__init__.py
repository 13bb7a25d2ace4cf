"""Publish what a later room of a series may be told of change since the earlier rooms.

Pairs are those who answered a statement both times:

=========  =====================================================================================
pairs      what leaves, for each statement
=========  =====================================================================================
under 10   this room as in any room, beside what the earlier rooms were shown; no number of
           pairs, the same for none and nine
10–19      pairs, mean change, and how many went up, stayed and went down, all under the same
           rules (`seminar.core.disclosure.follow_up.change`)
20 and on  and a 95 % interval and an effect size, where nothing is merged
           (`seminar.core.disclosure.follow_up.interval_audit`)
=========  =====================================================================================

Beside a change this room's own total of the statement is withheld, but for its n, unless all who
answered only once, here or earlier, are nobody or at least ten:
`seminar.core.disclosure.follow_up.differencing` says why, and ends the mean change earlier where it
would tell what the few have answered who did not come back.
"""
