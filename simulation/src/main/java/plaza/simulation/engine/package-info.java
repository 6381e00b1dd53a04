/// The engines of a simulated deployment: they keep the promises of their ports, and whatever a
/// port does not promise goes wrong now and then.
@NullMarked
package plaza.simulation.engine;

import org.jspecify.annotations.NullMarked;
