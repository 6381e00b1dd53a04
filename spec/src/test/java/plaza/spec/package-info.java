/// Black-box tests of the public interface, written from its description and not from the code.
@NullMarked
package plaza.spec;

import org.jspecify.annotations.NullMarked;
