/// What is fetched from elsewhere because a user said so.
@NullMarked
package plaza.edge.fetch;

import org.jspecify.annotations.NullMarked;
