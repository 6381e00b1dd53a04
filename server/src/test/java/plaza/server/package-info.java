/// Guards of the whole house, and tests of the command line.
@NullMarked
package plaza.server;

import org.jspecify.annotations.NullMarked;
