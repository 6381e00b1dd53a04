/// Tests of what is taken in from files.
@NullMarked
package plaza.server.transfer;

import org.jspecify.annotations.NullMarked;
