/// The pipeline in a world in which everything goes wrong, and the proof that its promises hold
/// there.
@NullMarked
package plaza.simulation;

import org.jspecify.annotations.NullMarked;
