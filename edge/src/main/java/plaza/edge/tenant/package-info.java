/// Applications and keys over HTTP.
@NullMarked
package plaza.edge.tenant;

import org.jspecify.annotations.NullMarked;
