/// The pipeline of every change: decide, append, apply, announce.
@NullMarked
package plaza.core.pipeline;

import org.jspecify.annotations.NullMarked;
