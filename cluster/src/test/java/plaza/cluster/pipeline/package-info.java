/// The pipeline over the engines of the cluster.
@NullMarked
package plaza.cluster.pipeline;

import org.jspecify.annotations.NullMarked;
