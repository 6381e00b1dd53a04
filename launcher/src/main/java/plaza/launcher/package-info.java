/// A cluster on one machine: which parts it has, and bringing them up and down.
@NullMarked
package plaza.launcher;

import org.jspecify.annotations.NullMarked;
