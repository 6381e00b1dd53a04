/// A test oracle for the cost of a computation against the length of its input, and the inputs that
/// are tried.
@NullMarked
package plaza.contract.cost;

import org.jspecify.annotations.NullMarked;
