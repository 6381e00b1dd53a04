/// Tests of plaza.launcher.process.
@NullMarked
package plaza.launcher.process;

import org.jspecify.annotations.NullMarked;
