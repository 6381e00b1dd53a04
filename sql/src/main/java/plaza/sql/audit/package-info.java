/// Reads tables row by row and reports rows that make no sense.
@NullMarked
package plaza.sql.audit;

import org.jspecify.annotations.NullMarked;
