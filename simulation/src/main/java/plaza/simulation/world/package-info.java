/// A small world in which one number decides in which order everything happens: tasks, actors
/// that die and freeze, time, and chance.
@NullMarked
package plaza.simulation.world;

import org.jspecify.annotations.NullMarked;
