/// OpenSearch as a process of one node.
@NullMarked
package plaza.engine.opensearch;

import org.jspecify.annotations.NullMarked;
