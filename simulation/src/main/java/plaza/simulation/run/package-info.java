/// One run: nodes, clients, watchers, and what befalls them.
@NullMarked
package plaza.simulation.run;

import org.jspecify.annotations.NullMarked;
