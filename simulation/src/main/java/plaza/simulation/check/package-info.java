/// What was promised, each promise a checker of its own.
@NullMarked
package plaza.simulation.check;

import org.jspecify.annotations.NullMarked;
