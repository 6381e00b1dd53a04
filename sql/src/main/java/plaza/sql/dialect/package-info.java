/// The few places where databases differ.
@NullMarked
package plaza.sql.dialect;

import org.jspecify.annotations.NullMarked;
