/// The pipeline over the real adapters of the embedded deployment, with several partitions.
@NullMarked
package plaza.embedded.pipeline;

import org.jspecify.annotations.NullMarked;
