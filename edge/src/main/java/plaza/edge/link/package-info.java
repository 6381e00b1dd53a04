/// Short links over HTTP, as their owners see them.
@NullMarked
package plaza.edge.link;

import org.jspecify.annotations.NullMarked;
