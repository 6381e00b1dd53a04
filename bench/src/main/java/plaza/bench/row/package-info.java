/// The rows, a feature a class.
@NullMarked
package plaza.bench.row;

import org.jspecify.annotations.NullMarked;
