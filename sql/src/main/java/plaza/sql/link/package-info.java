/// The rows of short links.
@NullMarked
package plaza.sql.link;

import org.jspecify.annotations.NullMarked;
