/// Full text in the embedded deployment, with Lucene.
@NullMarked
package plaza.embedded.search;

import org.jspecify.annotations.NullMarked;
