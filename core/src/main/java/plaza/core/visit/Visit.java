package plaza.core.visit;

import java.time.Instant;
import plaza.core.link.Code;

/// Somebody has followed a link.
///
/// @param visitor a hash of who it was, which is another one every day
public record Visit(Code code, Instant at, Traits traits, long visitor) {}
