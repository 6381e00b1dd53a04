/// The checkers: one for each guarantee.
@NullMarked
package plaza.simulation.check;

import org.jspecify.annotations.NullMarked;
