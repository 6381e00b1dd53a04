/// Memory in a real Redis.
@NullMarked
package plaza.cluster.memory;

import org.jspecify.annotations.NullMarked;
