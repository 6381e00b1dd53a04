package plaza.core.event;

import java.time.Instant;

/// An event of the log: one change, with everything that applying it depends on besides the
/// store.
///
/// @param boot a random number of the process that appended it
/// @param sequence counts a boot's events within a partition from 1; apply leaves out what does
///     not rise
/// @param at the clock of the node that took the request, in milliseconds
public record Event(long boot, long sequence, Instant at, RequestKey request, Change change) {}
