/// What the embedded deployment keeps in the process's own memory and may lose.
@NullMarked
package plaza.embedded.memory;

import org.jspecify.annotations.NullMarked;
