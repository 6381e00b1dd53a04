/// What is measured, and of whom: rates, CPU time, percentiles, their medians over rounds.
@NullMarked
package plaza.bench.measure;

import org.jspecify.annotations.NullMarked;
