/// In-process memory of the embedded deployment, which may be lost.
@NullMarked
package plaza.embedded.memory;

import org.jspecify.annotations.NullMarked;
