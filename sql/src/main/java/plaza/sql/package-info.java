/// The relational store, written once over JDBC: sessions, transactions, and what the pipeline
/// keeps.
@NullMarked
package plaza.sql;

import org.jspecify.annotations.NullMarked;
