/// What the ports promise, as tests that every adapter passes.
@NullMarked
package plaza.contract;

import org.jspecify.annotations.NullMarked;
