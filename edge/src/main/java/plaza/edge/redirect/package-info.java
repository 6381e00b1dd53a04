/// Following short links.
@NullMarked
package plaza.edge.redirect;

import org.jspecify.annotations.NullMarked;
