/// Callers who mean harm beside a normal load, and what the others notice of them.
@NullMarked
package plaza.bench.hostile;

import org.jspecify.annotations.NullMarked;
