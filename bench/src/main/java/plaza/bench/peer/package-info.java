/// The peers of Plaza: limits of the same machine, and other servers.
@NullMarked
package plaza.bench.peer;

import org.jspecify.annotations.NullMarked;
