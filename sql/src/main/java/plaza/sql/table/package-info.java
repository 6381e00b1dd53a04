/// How tables are declared: columns, keys, and the statements that follow from them.
@NullMarked
package plaza.sql.table;

import org.jspecify.annotations.NullMarked;
