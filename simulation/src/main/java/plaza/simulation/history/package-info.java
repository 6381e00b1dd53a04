/// What clients asked and were told in a run, and what was left when it was over.
@NullMarked
package plaza.simulation.history;

import org.jspecify.annotations.NullMarked;
