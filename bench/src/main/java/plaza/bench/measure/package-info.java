/// Measurements: rates, CPU time, percentiles, and their medians over rounds.
@NullMarked
package plaza.bench.measure;

import org.jspecify.annotations.NullMarked;
