/// The table that is printed and kept.
@NullMarked
package plaza.bench.report;

import org.jspecify.annotations.NullMarked;
