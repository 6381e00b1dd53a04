/// The log in a real broker.
@NullMarked
package plaza.cluster.log;

import org.jspecify.annotations.NullMarked;
