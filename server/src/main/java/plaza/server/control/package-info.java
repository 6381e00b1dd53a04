/// How commands on the same machine speak to a running server: over a socket in its data
/// directory, which only its owner can open.
@NullMarked
package plaza.server.control;

import org.jspecify.annotations.NullMarked;
