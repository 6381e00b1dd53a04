/// The relational store over SQLite.
@NullMarked
package plaza.sql;

import org.jspecify.annotations.NullMarked;
