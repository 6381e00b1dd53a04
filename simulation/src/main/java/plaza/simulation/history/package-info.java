/// The calls and answers of a run, and its final state.
@NullMarked
package plaza.simulation.history;

import org.jspecify.annotations.NullMarked;
