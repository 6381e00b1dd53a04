package plaza.core.module;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import plaza.core.work.Compute;

/// What a server has from its machine; a simulation brings its own.
///
/// @param clock what time it is, and may be set forward and back
/// @param nanoTime a measure of time that only rises, in nanoseconds
/// @param random cryptographically strong, but for simulations and tests
/// @param compute runs what needs a processor for long
/// @param heapBytes how much memory the server may take, in bytes; caches and queues have their
///     share of it
public record Environment(
    InstantSource clock,
    LongSupplier nanoTime,
    RandomGenerator random,
    Compute compute,
    long heapBytes) {}
