/// Full text in the cluster deployment, with OpenSearch or Elasticsearch 8: only the part of the
/// REST interface that both have.
@NullMarked
package plaza.cluster.search;

import org.jspecify.annotations.NullMarked;
