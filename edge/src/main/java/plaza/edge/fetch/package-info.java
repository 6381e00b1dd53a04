/// Fetching pages that users name.
@NullMarked
package plaza.edge.fetch;

import org.jspecify.annotations.NullMarked;
