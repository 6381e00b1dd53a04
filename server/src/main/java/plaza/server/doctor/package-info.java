/// Checks of a stopped server's data: log, store and search index, each on its own and compared
/// against the others.
@NullMarked
package plaza.server.doctor;

import org.jspecify.annotations.NullMarked;
