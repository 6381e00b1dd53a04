/// The one road that every change takes: decide, append, apply, announce.
@NullMarked
package plaza.core.pipeline;

import org.jspecify.annotations.NullMarked;
