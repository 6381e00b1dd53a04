/// Tests of the search index, over a real OpenSearch.
@NullMarked
package plaza.cluster.search;

import org.jspecify.annotations.NullMarked;
