/// The rows of applications and their keys.
@NullMarked
package plaza.sql.tenant;

import org.jspecify.annotations.NullMarked;
