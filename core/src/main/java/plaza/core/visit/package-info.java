/// Visits of short links: how they are gathered, counted once, and shown.
@NullMarked
package plaza.core.visit;

import org.jspecify.annotations.NullMarked;
