/// The contracts of the ports, as tests that every adapter passes.
@NullMarked
package plaza.contract;

import org.jspecify.annotations.NullMarked;
