/// Checks of what a stopped server has kept: log, store and search index, each by itself and held
/// against the others.
@NullMarked
package plaza.server.doctor;

import org.jspecify.annotations.NullMarked;
