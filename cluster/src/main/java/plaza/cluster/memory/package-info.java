/// Memory that all nodes share, in Redis: disposable, losing all of it loses nothing.
@NullMarked
package plaza.cluster.memory;

import org.jspecify.annotations.NullMarked;
