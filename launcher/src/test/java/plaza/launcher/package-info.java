/// Tests of the launcher, with real processes.
@NullMarked
package plaza.launcher;

import org.jspecify.annotations.NullMarked;
