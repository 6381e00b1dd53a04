/// The log of the embedded deployment.
@NullMarked
package plaza.embedded.log;

import org.jspecify.annotations.NullMarked;
