/// Events: what the log holds. Their bytes are for ever, so the format of each version is fixed
/// by golden files.
@NullMarked
package plaza.core.event;

import org.jspecify.annotations.NullMarked;
