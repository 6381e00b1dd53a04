/// The web console's files: what a browser at `/` gets.
@NullMarked
package plaza.edge.console;

import org.jspecify.annotations.NullMarked;
