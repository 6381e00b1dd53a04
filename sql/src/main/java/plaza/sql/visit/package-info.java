/// The rows of visits of short links.
@NullMarked
package plaza.sql.visit;

import org.jspecify.annotations.NullMarked;
