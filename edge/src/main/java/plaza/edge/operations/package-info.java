/// What an operator asks: health, readiness, metrics, the description of the interface.
@NullMarked
package plaza.edge.operations;

import org.jspecify.annotations.NullMarked;
