/// Visits of short links: collecting, counting and listing them.
@NullMarked
package plaza.core.visit;

import org.jspecify.annotations.NullMarked;
