/// The cluster's adapters as a whole.
@NullMarked
package plaza.cluster;

import org.jspecify.annotations.NullMarked;
