/// The edge: parse, authenticate, call core, render. No rules here.
@NullMarked
package plaza.edge;

import org.jspecify.annotations.NullMarked;
