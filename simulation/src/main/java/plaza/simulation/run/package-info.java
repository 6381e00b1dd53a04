/// One run: nodes, clients, subscribers and their faults.
@NullMarked
package plaza.simulation.run;

import org.jspecify.annotations.NullMarked;
