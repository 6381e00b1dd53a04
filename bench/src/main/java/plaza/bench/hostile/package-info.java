/// Hostile callers beside a normal load, and their effect on other callers.
@NullMarked
package plaza.bench.hostile;

import org.jspecify.annotations.NullMarked;
